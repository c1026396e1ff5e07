#include "demo/acts.h"

#include <algorithm>

namespace demo {

namespace {

using Kind = Act::Kind;

//! What stands between the first two backquotes, or `otherwise`.
std::string commandIn(const Cue &cue, const char *otherwise)
{
    const auto begin = cue.text.indexOf('`');
    const auto end = begin < 0 ? -1 : cue.text.indexOf('`', begin + 1);
    return end > begin + 1 ? cue.text.mid(begin + 1, end - begin - 1).toStdString() : otherwise;
}

Scene plain(const Cue &cue)
{
    QByteArray quoted = cue.text.simplified();
    if (quoted.size() > 160)
        quoted = QString::fromUtf8(quoted).left(120).toUtf8() + "…";
    return {say("You wrote: “" + quoted + "”.\n\nI am **" + QByteArray::fromStdString(cue.agentName)
                + "**, one of this demo's scripted agents: no model stands behind me, and nothing leaves your computer. What I can do is show "
                  "you how a session behaves. Try one of these:\n\n"
                  "- “Run `git status`” for a tool call with its result\n"
                  "- “Deploy to staging” for a call that asks you first\n"
                  "- “Open a ticket” for a tool of your own\n"
                  "- “Ask a second agent” for work in a thread of its own\n"
                  "- “Show me some Markdown” or “some code”\n"
                  "- “Draw a chart” or “Read the log file” for a result that is a picture, or very long\n"
                  "- “Write a long reply”, and press Stop while it streams")};
}

//! Their kinds and sizes are true; what is in them nobody here can see.
Scene filesCame(const Cue &cue)
{
    QByteArray text = "This came with your message:\n\n" + cue.files;
    if (!cue.text.trimmed().isEmpty())
        text += "\nYou wrote: “" + QString::fromUtf8(cue.text.simplified()).left(160).toUtf8() + "”.\n";
    return {say(text + "\nI am one of this demo's scripted agents: no model looks at your files, and nothing leaves your computer.")};
}

Scene unknownEvent(const Cue &)
{
    Act raw = only(Kind::Raw);
    raw.input = {{"type", "agent.weather_report"}, {"station", "Cuxhaven"}, {"wind", {{"speed", 14.5}, {"unit", "m/s"}, {"direction", "NW"}}}};
    return {raw, say("The event before this message has a type that no client knows yet. It should be shown, not dropped.")};
}

Scene hostile(const Cue &)
{
    return {say(hostileText())};
}

Scene approval(const Cue &cue)
{
    return {think("The user wants something that changes a system. Show the command and wait."),
            say("This changes something outside of the sandbox, so I would like your word first."),
            asking(bash(commandIn(cue, "./deploy.sh staging --version 4.2.1")))};
}

Scene twoApprovals(const Cue &)
{
    return {say("Two steps are left. Please look at each of them."), asking(bash("rm -rf build/cache")), asking(bash("git push origin main"))};
}

Scene customTool(const Cue &)
{
    return {say("I will open a ticket with your own tool. Tell me its number when it is there."),
            customCall("create_ticket", {{"title", "Nightly export is an hour late"},
                                         {"priority", "high"},
                                         {"labels", {"export", "regression"}},
                                         {"body", "Since Tuesday the export starts at 03:10 instead of 02:10."}})};
}

Scene mcpTool(const Cue &)
{
    static const QByteArray found =
        R"({"total":3,"issues":[{"key":"EXP-118","title":"Export late","status":"open"},{"key":"EXP-97","title":"Retry storm","status":"done"},{"key":"EXP-91","title":"Wrong time zone","status":"done"}]})";
    return {say("Let me ask the tracker."), mcpCall("tracker", "search_issues", {{"query", "export"}, {"limit", 3}}, found),
            say("The tracker knows three issues about the export. **EXP-118** is still open; the other two are done.")};
}

Scene longReply(const Cue &)
{
    return {say(essayText(), 2000)};
}

Scene failing(const Cue &)
{
    return {only(Kind::Fail, "The model is overloaded. Please try again later.")};
}

Scene crash(const Cue &)
{
    return {say("I will try."), only(Kind::Crash, "The sandbox of this session was lost and cannot be restored.")};
}

Scene refusal(const Cue &)
{
    return {only(Kind::Refuse, "The request was declined by a safety check.")};
}

Scene compaction(const Cue &)
{
    return {only(Kind::Compact), say("I have summarised what we did so far, so that there is room for more.")};
}

Scene delegation(const Cue &)
{
    return {say("The links are work for a second agent. I go on when it is through."),
            delegate("link-checker", "Open every link below docs/ and tell me which ones do not answer. Do not change anything.",
                     {think("Every link once, and only those that fail."),
                      call("bash", {{"command", "linkcheck --once docs/"}},
                           "42 links\ndocs/install.md:18  https://old.example/setup  404\ndocs/faq.md:7  https://mirror.example/  no answer in 10 s\n"),
                      say("Two of 42 links do not answer:\n\n- `docs/install.md`, line 18: `https://old.example/setup` is gone (404)\n- `docs/faq.md`, line 7: "
                          "`https://mirror.example/` did not answer within 10 seconds")}),
            say("Two of 42 links are broken. The first one has moved; I would replace it. The second may only be slow today, so I would try it again tomorrow.")};
}

Scene endlessCall(const Cue &cue)
{
    Scene scene{say("I start the whole suite now. It runs for some minutes; stop it whenever you want."),
                endless(bash(commandIn(cue, "make -j2 check")))};
    const Scene rest = sceneAfterEndlessCall();
    scene.insert(scene.end(), rest.begin(), rest.end());
    return scene;
}

Scene failingTool(const Cue &)
{
    return {say("Let me run the tests."), bash("pytest -q tests/export"), say("One test fails: a time zone is missing. I will fix that and run it again."),
            bash("sed -i 's/datetime.now()/datetime.now(timezone.utc)/' export/clock.py && pytest -q tests/export -x"),
            say("All tests pass now. The cause was a local time that was compared with UTC.")};
}

Scene tool(const Cue &cue)
{
    const std::string command = commandIn(cue, "git log --oneline -5");
    const Act call = bash(command);
    return {say("Let me look."), call,
            call.isError ? say("The command failed:\n\n```\n" + call.text.trimmed() + "\n```\n\nShall I look into it?")
                         : say("Done. `" + QByteArray::fromStdString(command) + "` printed:\n\n```\n" + call.text.trimmed() + "\n```")};
}

Scene picture(const Cue &)
{
    Act drawn = call("draw_chart", {{"title", "Requests per hour"}, {"from", "2026-11-19T00:00Z"}, {"hours", 24}}, "requests.png, 480 × 240");
    drawn.picture = chartPicture();
    return {say("I draw the requests of the last day, hour by hour."), drawn,
            say("The chart is in the result above. From 10 to 18 o'clock UTC there were more than **a million requests an hour**; the night is quiet.")};
}

Scene longResult(const Cue &)
{
    return {say("I read the log of the exporter."), call("bash", {{"command", "cat /var/log/export.log"}}, logText()),
            say("4,000 lines, and one that stands out: at 02:40 the **upload was refused** (line 1,612). Everything else is routine.")};
}

Scene scripts(const Cue &)
{
    return {say(scriptsText())};
}

Scene code(const Cue &)
{
    return {say(codeText())};
}

Scene markdown(const Cue &)
{
    return {say(markdownText())};
}

Scene thinking(const Cue &)
{
    return {think("First, what is asked? Then, what do we know already? The numbers of last week are in the report, so a new run is not needed. "
                  "Three options remain, and the second costs the least."),
            say("I thought about it in three steps:\n\n1. **What is known.** Last week's numbers still hold.\n2. **What is missing.** Only the cost of "
                "the second option.\n3. **What follows.** Start with the second option; it can be undone.\n\nShall I prepare it?")};
}

struct Trigger
{
    std::vector<const char *> words;
    Scene (*make)(const Cue &);
};

const std::vector<Trigger> &triggers()
{
    // The order is the one of the table in script.h.
    static const std::vector<Trigger> all{
        {{"unknown event"}, unknownEvent},
        {{"hostile"}, hostile},
        {{"two commands", "both commands"}, twoApprovals},
        {{"approval", "approve", "deploy", "delete"}, approval},
        {{"custom", "ticket"}, customTool},
        {{"mcp", "tracker"}, mcpTool},
        {{"long", "2000", "essay"}, longReply},
        {{"overload", "overloaded", "failing model"}, failing},
        {{"crash"}, crash},
        {{"refuse"}, refusal},
        {{"compact"}, compaction},
        {{"delegate", "subagent", "second agent"}, delegation},
        {{"keep running", "endless"}, endlessCall},
        {{"broken"}, failingTool},
        {{"chart", "picture", "image"}, picture},
        {{"log file", "logs"}, longResult},
        {{"languages", "scripts", "translate"}, scripts},
        {{"bash", "run", "tool", "command", "tests", "files"}, tool},
        {{"code", "snippet", "function"}, code},
        {{"markdown", "table", "format", "formatting"}, markdown},
        {{"think", "thinking", "plan"}, thinking},
    };
    return all;
}

bool holdsWord(const QByteArray &text, const char *word)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80); };
    const auto length = qsizetype(qstrlen(word));
    for (auto at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const bool begins = at == 0 || !isLetter(text[at - 1]);
        const bool ends = at + length == text.size() || !isLetter(text[at + length]);
        if (begins && ends)
            return true;
    }
    return false;
}

} // namespace

Scene sceneFor(const Cue &cue)
{
    if (!cue.files.isEmpty())
        return filesCame(cue);
    const QByteArray text = cue.text.toLower();
    for (const Trigger &trigger : triggers()) {
        for (const char *word : trigger.words) {
            if (holdsWord(text, word))
                return trigger.make(cue);
        }
    }
    return plain(cue);
}

Scene sceneAfterAnswers(const Cue &, const std::vector<Answered> &answers)
{
    QByteArray text;
    for (const Answered &answer : answers) {
        if (!text.isEmpty())
            text += "\n\n";
        if (answer.custom && answer.isError) {
            text += "Your tool reports a failure: " + answer.text.trimmed() + "\n\nI will not try again without you.";
        } else if (answer.custom) {
            text += "Thank you. Your tool answered:\n\n> " + answer.text.trimmed().replace("\n", "\n> ") + "\n\nI have noted it.";
        } else {
            const QByteArray command = QByteArray::fromStdString(answer.input.value("command", answer.tool));
            if (answer.allowed)
                text += "`" + command + "` went through.";
            else if (answer.text.trimmed().isEmpty())
                text += "All right, I will not run `" + command + "`.";
            else
                text += "Understood, I leave `" + command + "` alone. You said: “" + answer.text.trimmed()
                    + "” Shall I suggest another way?";
        }
    }
    return {say(text)};
}

Scene sceneForOutcome(const QByteArray &description)
{
    Act more = only(Kind::Evaluate, "A first draft is there, but it names no owner for the follow-up.");
    more.isError = true;
    return {say("I work towards this outcome: " + description.simplified() + "\n\nHere is a first draft."), more,
            say("The follow-up has an owner and a date now."), only(Kind::Evaluate, "Everything that the rubric asks for is there.")};
}

Scene sceneAfterEndlessCall()
{
    return {say("The suite has finished: **412 passed**, 3 skipped, none failed.")};
}

std::vector<QByteArray> cutIntoPieces(const QByteArray &text, int pieces)
{
    const auto startsCharacter = [&](qsizetype at) { return at >= text.size() || (text[at] & 0xc0) != 0x80; };
    std::vector<QByteArray> out;
    qsizetype from = 0;
    while (from < text.size()) {
        qsizetype to = text.size();
        if (pieces > 0) {
            const auto left = pieces - qsizetype(out.size());
            to = left <= 1 ? text.size() : from + std::max<qsizetype>(1, (text.size() - from) / left);
        } else {
            to = from;
            while (to < text.size() && (to - from < 14 || text[to - 1] != ' '))
                ++to;
            to = std::min(to, from + 40);
        }
        while (!startsCharacter(to))
            ++to;
        out.push_back(text.mid(from, to - from));
        from = to;
    }
    return out;
}

} // namespace demo
