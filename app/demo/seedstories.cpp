#include "demo/acts.h"
#include "demo/seed.h"

namespace demo {

namespace {

enum Agents { ReleaseHelper, Debugger, Analyst, Researcher, Translator, Support, Operator };
enum Environments { Python, OpenWeb, Staging };

Story lateExport()
{
    return {"Nightly export runs an hour late", Debugger, Python, 5.2,
            {{"Since Tuesday our nightly export starts at 03:10 instead of 02:10. Can you find out why?",
              {think("A shift of exactly one hour points to a time zone or to daylight saving. The change must be from Monday or Tuesday."),
               say("A shift of exactly one hour smells of time zones. I will look at what changed around Tuesday."), bash("git log --oneline -5"),
               say("`1c4f6ee` moved the scheduler's clock. Let me see how it builds the start of the day."),
               call("read", {{"file_path", "export/clock.py"}, {"view_range", {8, 20}}},
                    "     8\tdef start_of_day():\n     9\t    # local time: the sandbox runs in UTC\n    10\t    return datetime.now().replace(hour=2, minute=10)\n"),
               say("**Found it.** `start_of_day()` uses the machine's local time. The old host ran in UTC, the new one in Europe/Berlin, so 02:10 became "
                   "01:10 UTC and the queue holds it back until its own 02:10.\n\nThe smallest change:\n\n```diff\n-    return datetime.now().replace(hour=2, "
                   "minute=10)\n+    return datetime.now(timezone.utc).replace(hour=2, minute=10)\n```\n\nShall I apply it and run the tests?")}},
             {"Yes please.",
              {call("edit", {{"file_path", "export/clock.py"}, {"old_string", "datetime.now()"}, {"new_string", "datetime.now(timezone.utc)"}},
                    "The file has been changed."),
               bash("pytest -q"),
               say("Applied, and all 38 tests pass. Two things to know:\n\n- The export of tonight starts at **02:10 UTC** again.\n- `report/clock.py` has the "
                   "same line. It only makes file names, so nothing breaks, but they will carry the wrong date between midnight and one.")}}},
            38'400};
}

Story releaseNotes()
{
    return {"Release notes for 4.2.1", ReleaseHelper, Python, 26.5,
            {{"Draft the release notes for 4.2.1 from what was merged since 4.2.0.",
              {say("I will read the merges first, then the tickets behind them."), bash("git log --oneline -5"),
               mcpCall("tracker", "search_issues", {{"query", "fixVersion = 4.2.1"}},
                       R"({"total":3,"issues":[{"key":"EXP-118","title":"Export late"},{"key":"EXP-121","title":"Uploader gives up too early"},{"key":"OPS-77","title":"Region missing in logs"}]})"),
               say(R"md(
# 4.2.1

A small release about things that happen at night.

## Fixed

- The nightly export starts at its own time again, wherever its machine stands (EXP-118).
- An upload is tried three times before it is reported as failed (EXP-121).

## Changed

- Every log line names the region it comes from (OPS-77).

## Upgrading

Nothing to do. Exports that were late are **not** run a second time.

| Component | Version | Restart needed |
|---|---|:---:|
| exporter | 4.2.1 | yes |
| uploader | 4.2.1 | yes |
| dashboard | 4.2.0 | no |
)md")}},
             {"Make the first section friendlier, and mention that nobody has to do anything.",
              {delegate("link-checker", "Open every link of the draft and tell me which ones do not answer.",
                        {think("Three links: two tickets and the upgrade guide."),
                         call("bash", {{"command", "linkcheck --once notes/4.2.1.md"}},
                              "notes/4.2.1.md:6  https://tracker.example/EXP-118  200\nnotes/4.2.1.md:7  https://tracker.example/EXP-121  200\nnotes/4.2.1.md:12  "
                              "https://docs.example/upgrading  301 to https://docs.example/guides/upgrading\n"),
                         say("All three links answer. The last one has moved: use `https://docs.example/guides/upgrading`, or it costs every reader a redirect.")}),
               say("# 4.2.1\n\n*A quiet one. You do not have to do anything.*\n\n## Fixed\n\n- Your nightly export is back at its usual time. It had overslept by an "
                   "hour since Tuesday (EXP-118).\n- A short network hiccup no longer costs you an upload: we now try three times (EXP-121).\n\nThe rest stays as it "
                   "was. Shall I open the pull request?")}}},
            61'200};
}

Story deployment()
{
    return {"Deploy 4.2.1 to staging", Operator, Staging, 0.7,
            {{"4.2.1 is tagged. Please bring it to staging.",
              {think("The policy asks for every command. One command does the roll-out; show it as it is."),
               say("The tag is there and its build is green. One command is left; it replaces the version on all four hosts of staging."),
               asking(bash("./deploy.sh staging --version 4.2.1 --hosts 4 --wait"))}}},
            11'800};
}

Story wholeSuite()
{
    return {"Run the whole test suite on the release branch", Debugger, Python, 0.12,
            {{"Run everything on release/4.2 and keep running until it is through. I want the list of slow tests.",
              {say("I start the whole suite with timings. It takes a while; I will report when it is through."), endless(bash("make -j2 check"))}}},
            19'500};
}

Story errorReport()
{
    return {"Weekly error report", Analyst, OpenWeb, 50.3,
            {{"Which endpoints failed most last week? One table, please.",
              {bash("df -h"),
               call("bash", {{"command", "duckdb logs.db \"select path, count(*), … from errors group by 1 order by 2 desc limit 5\""}},
                    "path|n|share\n/v2/export|1204|0.41\n/v2/upload|811|0.28\n/v2/search|402|0.14\n/login|288|0.10\n/v2/report|203|0.07\n"),
               say("| Endpoint | Errors | Share | Against the week before |\n|:--|--:|--:|:--|\n| `/v2/export` | 1,204 | 41 % | **+310 %** |\n| `/v2/upload` | 811 | 28 % | "
                   "+4 % |\n| `/v2/search` | 402 | 14 % | −22 % |\n| `/login` | 288 | 10 % | ±0 |\n| `/v2/report` | 203 | 7 % | −3 % |\n\nOnly `/v2/export` stands out, and nearly "
                   "all of it falls between 02:00 and 04:00 UTC from Tuesday on. I am **fairly sure** (the logs of one host are missing for Sunday).")}}},
            84'000};
}

Story timeZoneQuestion()
{
    return {"Which time zone does the importer use?", Debugger, Python, 74.8,
            {{"Quick question: UTC or local?", {say("UTC. It is set in `importer/settings.py`, line 14: `TIME_ZONE = \"UTC\"`. No environment variable overrides it.")}}},
            9'700};
}

Story incident()
{
    return {"Incident summary, 17 November", Analyst, OpenWeb, 31.0,
            {{"Write a summary of the outage for people who were not there.",
              {think("Readers are not engineers. What happened, whom it hit, why, what changes. No names, no blame, times in one zone."),
               say(R"md(
## What happened

On 17 November between 09:12 and 09:47 UTC, uploads failed for customers in Frankfurt. Nothing was lost: what could not be uploaded stayed on the customers' side and went through later.

## Why

1. A certificate was renewed, as planned.
2. One of four hosts kept the old one in memory.
3. The check looks at *one* host, chosen at random. It happened to look at a good one.

## What changes

- [x] The check looks at every host.
- [x] A renewed certificate restarts the service that holds it.
- [ ] The status page says which region is affected.

> “A check that looks at one of four hosts finds a bad one in one of four tries.”
)md")}}},
            73'900, false, "500"};
}

Story translation()
{
    return {"Translate the welcome page", Translator, OpenWeb, 98.1,
            {{"Translate to German, Japanese and Hebrew: “Welcome back! Your last session is where you left it.”",
              {say("**Deutsch** – Willkommen zurück! Deine letzte Sitzung ist noch da, wo du sie verlassen hast.\n\n**日本語** – "
                   "おかえりなさい。前回のセッションは、そのまま残っています。\n\n**עברית** – ברוך שובך! השיחה האחרונה שלך נמצאת בדיוק היכן שהשארת אותה.")}},
             {"And something shorter for the button?", {say("| | Button |\n|---|---|\n| Deutsch | Weitermachen |\n| 日本語 | 続ける |\n| עברית | להמשיך |")}}}};
}

Story queueLibraries()
{
    return {"Compare three queue libraries", Researcher, OpenWeb, 122.6,
            {{"We need a job queue on top of the database that we have. Compare three options and recommend one.",
              {call("web_search", {{"query", "job queue on PostgreSQL SKIP LOCKED libraries comparison"}},
                    "1. Queues in PostgreSQL: what SKIP LOCKED gives you\n2. Notes on running a job queue for five years\n3. A benchmark of three libraries"),
               think("Throughput matters less than being able to see and to repair. They have one database and four people."),
               say("**Recommendation: the plain table with `SKIP LOCKED`.** You have one database and four people; what you need most is to *see* the queue.\n\n| | Plain table | "
                   "Library A | Library B |\n|---|---|---|---|\n| New services | none | none | one |\n| Jobs a second (their numbers) | 1,500 | 4,000 | 20,000 |\n| Look at it with SQL "
                   "| yes | partly | no |\n| Retries, delays | 40 lines | built in | built in |\n\nYou run about 30 jobs a second at the peak, so all three are fast "
                   "enough by a wide margin. *(The last sentence is an opinion, the numbers are the authors' own.)*")}}},
            126'000};
}

Story branches()
{
    return {"Clean up stale branches", ReleaseHelper, Python, 147.0,
            {{"List branches without a commit for ninety days.",
              {call("bash", {{"command", "git for-each-ref --sort=committerdate refs/remotes --format='%(committerdate:short) %(refname:short)' | head -6"}},
                    "2026-03-02 origin/try-new-queue\n2026-04-18 origin/fix-typo\n2026-06-30 origin/ada/spike\n2026-07-11 origin/holiday-list\n"),
               say("Four branches: `try-new-queue`, `fix-typo`, `ada/spike`, `holiday-list`. The second and the last are merged and can go; the other two hold work "
                   "that is nowhere else.")}}},
            14'300, true};
}

Story lostSandbox()
{
    return {"Index the document archive", Researcher, OpenWeb, 171.4,
            {{"Index all 40,000 documents of the archive.",
              {say("That is about 90 GB. I will go through it in parts of a thousand."), bash("df -h"),
               only(Act::Kind::Crash, "The sandbox ran out of disk space and could not be restored.")}}},
            210'000};
}

Story overloaded()
{
    return {"Audit the access rules", Operator, Staging, 55.9,
            {{"Go through the access rules of staging and tell me what looks odd.",
              {only(Act::Kind::Fail, "The model is overloaded. Please try again later.")}}}};
}

Story ticket()
{
    return {"Customer cannot see the dashboard", Support, OpenWeb, 3.1,
            {{"A customer writes that their dashboard stays empty since this morning. Their region is Singapore.",
              {say("That fits a known problem with the region filter, but I cannot see their account. I will open a ticket for the people who can."),
               customCall("create_ticket", {{"title", "Dashboard stays empty for a customer in Singapore"},
                                            {"priority", "high"},
                                            {"labels", {"dashboard", "singapore"}},
                                            {"body", "Empty since this morning. Probably the region filter of OPS-77."}})}}}};
}

Story untitled()
{
    return {nullptr, Translator, OpenWeb, 195.5, {{"hello", {say("Hello! What shall I translate?")}}}};
}

Story pairing()
{
    Story story{"Pair on the log parser", Debugger, Python, 22.4, {}, 47'600};
    static const char *const steps[][2] = {
        {"Where do we start?", "With the smallest line that fails: `2026-11-18T02:10:00Z [eu-1] export started`. The parser wants a level behind the time, and there is none."},
        {"So the level is optional?", "In 4.2.1 it is. `OPS-77` put the region where the level used to be. A parser that wants both breaks on old lines, one that wants none reads new ones wrong."},
        {"What would you do?", "Read the bracket first and then decide:\n\n```python\nREGION = re.compile(r\"^[a-z]{2}-\\d$\")\n\ndef kind(word: str) -> str:\n    return \"region\" if REGION.match(word) else \"level\"\n```"},
        {"And when a level looks like a region?", "There are five levels, and none has a dash. I would still check the five words first; it costs nothing."},
        {"OK. Tests?", "Four lines: old with level, new with region, both, neither. The last one should *fail loudly*, not be skipped."},
        {"Why loudly?", "Because a skipped line is a wrong count tomorrow, and nobody will know why."},
        {"Fine. How slow is this?", "About 1.1 µs a line against 0.9 µs before, on my sandbox. For your 4 million lines a night that is less than a second."},
        {"Good enough. What about the dashboard?", "It reads the same lines with its own expression. I would give both the same module, so that the next change is made once."},
        {"Do that.", "Done: `logs/lines.py` has the one parser, both callers import it. The dashboard lost 31 lines."},
        {"Anything left?", "- a changelog entry\n- the old fixture `lines-2024.txt`, which nobody reads any more\n- a word to the people who parse our logs themselves"},
    };
    for (const auto &[user, agent] : steps)
        story.turns.push_back({user, {say(agent)}});
    story.turns[6].scene.insert(story.turns[6].scene.begin(), call("bash", {{"command", "python -m timeit -s 'import lines' 'lines.parse(L)'"}}, "200000 loops, best of 5: 1.1 usec per loop\n"));
    story.turns[8].scene.insert(story.turns[8].scene.begin(), bash("pytest -q"));
    return story;
}

} // namespace

std::vector<Story> seedStories()
{
    return {untitled(),    lostSandbox(), branches(), queueLibraries(), translation(), timeZoneQuestion(), overloaded(), errorReport(),
            incident(),    releaseNotes(), pairing(), lateExport(),     ticket(),      deployment(),       wholeSuite()};
}

} // namespace demo
