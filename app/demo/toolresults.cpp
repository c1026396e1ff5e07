#include "demo/script.h"

namespace demo {

namespace {

struct Known
{
    const char *begin; //!< of the command
    const char *output;
    bool isError;
};

// The first that fits counts.
const Known known[] = {
    {"git log", "9f2c1ab Fix the time zone of the nightly export\n41be07d Add a retry to the uploader\nd03e5c8 Name the region in every log line\n"
                "77a90b2 Update the list of holidays\n1c4f6ee Start the 4.2 branch\n", false},
    {"git status", "On branch main\nYour branch is up to date with 'origin/main'.\n\nChanges not staged for commit:\n"
                   "  modified:   export/clock.py\n  modified:   tests/export/test_clock.py\n\nno changes added to commit\n", false},
    {"git diff", "diff --git a/export/clock.py b/export/clock.py\n--- a/export/clock.py\n+++ b/export/clock.py\n@@ -12,7 +12,7 @@ def start_of_day():\n"
                 "-    return datetime.now().replace(hour=0)\n+    return datetime.now(timezone.utc).replace(hour=0)\n", false},
    {"git push", "To git.example.com:team/export.git\n   41be07d..9f2c1ab  main -> main\n", false},
    {"ls", "total 28\ndrwxr-xr-x 2 agent agent 4096 Nov 18 09:12 docs\ndrwxr-xr-x 4 agent agent 4096 Nov 20 16:40 export\n"
           "-rw-r--r-- 1 agent agent 1843 Nov 12 11:03 pyproject.toml\n-rw-r--r-- 1 agent agent 3310 Nov 20 16:41 README.md\n"
           "drwxr-xr-x 3 agent agent 4096 Nov 20 16:40 tests\n", false},
    {"pwd", "/workspace/export\n", false},
    {"uname", "Linux sandbox 6.1.0 x86_64 GNU/Linux\n", false},
    {"df", "Filesystem      Size  Used Avail Use% Mounted on\n/dev/vda1        40G   11G   27G  29% /\n", false},
    {"pytest -q tests/export", "..................F...                                  [100%]\n"
                               "FAILED tests/export/test_clock.py::test_midnight - assert 1 == 0\n1 failed, 21 passed in 3.41s\n", true},
    {"pytest", "......................................                  [100%]\n38 passed in 6.02s\n", false},
    {"sed -i", "......................                                   [100%]\n22 passed in 3.38s\n", false},
    {"make", "[100%] Built target check\n412 passed, 3 skipped\n", false},
    {"npm test", "> export@4.2.1 test\n> node --test\n\n# tests 64\n# pass 64\n# fail 0\n", false},
    {"./deploy.sh", "Checking 4.2.1 … ok\nUploading 3 artefacts … ok\nRolling out to 4 hosts … ok\nstaging now runs 4.2.1\n", false},
    {"rm ", "", false},
    {"false", "", true},
    {"curl", "HTTP/2 200\ncontent-type: application/json\n\n{\"status\":\"ok\",\"version\":\"4.2.1\"}\n", false},
};

} // namespace

QByteArray toolResult(const std::string &tool, const Json &input, bool *isError)
{
    if (isError)
        *isError = false;
    if (tool == "read")
        return "     1\t# Export\n     2\t\n     3\tWrites one file a night and uploads it.\n";
    if (tool == "write" || tool == "edit")
        return "The file has been changed.";
    if (tool == "glob" || tool == "grep")
        return "export/clock.py\nexport/upload.py\ntests/export/test_clock.py\n";
    const QByteArray command = QByteArray::fromStdString(input.value("command", std::string())).trimmed();
    if (command.startsWith("echo "))
        return command.mid(5) + '\n';
    for (const Known &entry : known) {
        if (command.startsWith(entry.begin)) {
            if (isError)
                *isError = entry.isError;
            return entry.output;
        }
    }
    return "(no output)";
}

} // namespace demo
