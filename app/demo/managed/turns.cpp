#include "demo/managed/turns.h"

#include "demo/managed/delegation.h"
#include "demo/managed/voice.h"
#include "demo/receivedfiles.h"

#include <algorithm>

namespace demo::managed {

namespace {

QByteArray textOf(const Json &event)
{
    QByteArray text;
    for (const Json &block : event.value("content", Json::array())) {
        if (block.value("type", std::string()) == "text")
            text += QByteArray::fromStdString(block.value("text", std::string())) + '\n';
    }
    return text.trimmed();
}

Cue cueOf(const Row &session, const QByteArray &text)
{
    const Json *name = base::findPath(session.body, "agent.name");
    return {text, name && name->is_string() ? name->get<std::string>() : std::string(), {}};
}

void startRunning(Stage::Change &change)
{
    if (change.session.status == "running")
        return; // answered before the session had stopped for it
    change.session.status = "running";
    refreshSession(&change.session, change.notes, change.clock());
    change.commit({{"type", "session.status_running"}});
}

//! A turn that the end of the program has cut.
void repair(Stage::Change &change)
{
    settleThreads(change);
    if (!change.notes.pending.empty()) {
        waitForAnswers(change, 0);
        return;
    }
    change.commit({{"type", "session.error"},
                   {"error",
                    {{"type", "unknown_error"},
                     {"message", "The demo was closed while this turn was running."},
                     {"retry_status", {{"type", "exhausted"}}}}}});
    goIdle(change, 0, {{"type", "retries_exhausted"}});
}

Answered answeredOf(const PendingCall &call, const Json &answer)
{
    Answered out;
    out.tool = call.tool;
    out.input = call.input;
    out.custom = call.custom;
    if (call.custom) {
        out.text = textOf(answer);
        out.isError = answer.contains("is_error") && answer.at("is_error").is_boolean() && answer.at("is_error").get<bool>();
    } else {
        out.allowed = answer.value("result", std::string()) == "allow"; // anything else denies
        const Json reason = answer.value("deny_message", Json());
        out.text = reason.is_string() ? QByteArray::fromStdString(reason.get<std::string>()) : QByteArray();
    }
    return out;
}

} // namespace

Plan Turns::look(Tables &tables, const std::string &session, bool playing)
{
    auto row = tables.find("session", session);
    if (!row || row->status == "terminated")
        return {.cut = playing};
    const auto waiting = tables.unprocessed(session);
    Notes notes = Notes::of(*row);
    const Stage::Clock clock = nextStamp;
    Stage::Change change{tables, m_journal, *row, notes, clock};
    Plan plan;
    bool interrupted = false;
    for (const EventRow &event : waiting) {
        if (event.type == "user.interrupt") {
            m_journal.process(tables, event, clock());
            interrupted = true;
        }
    }
    if (interrupted && playing) {
        plan.cut = true;
    } else if (!playing) {
        if (interrupted && !notes.pending.empty()) {
            abandonCalls(change);
            goIdle(change, 0, {{"type", "end_turn"}});
        }
        Beats beats = notes.pending.empty() ? takeUp(change, waiting) : goOn(change);
        if (!beats.empty())
            plan.turns.push_back(std::move(beats));
    }
    notes.save(&*row);
    tables.update(*row);
    return plan;
}

Beats Turns::goOn(Stage::Change &change)
{
    auto &pending = change.notes.pending;
    const Json open = openCallIds(change.notes);
    if (!open.empty() && int(open.size()) == change.notes.shownPending)
        return {};
    const auto process = [&](const PendingCall &call) {
        const auto answer = change.tables.event(change.session.id, call.answer);
        if (answer && !answer->processed)
            m_journal.process(change.tables, *answer, change.clock());
        return answer ? answer->body : Json::object();
    };
    if (!open.empty()) {
        // Some are answered: the idle event comes again with the rest.
        change.notes.shownPending = int(open.size());
        for (const PendingCall &call : pending) {
            if (!call.answer.empty())
                process(call);
        }
        change.commit({{"type", "session.status_idle"}, {"stop_reason", {{"type", "requires_action"}, {"event_ids", open}}}, {"stop_details", nullptr}});
        return {};
    }
    startRunning(change);
    std::vector<Answered> answers;
    for (const PendingCall &call : pending) {
        answers.push_back(answeredOf(call, process(call)));
        change.notes.fresh += tokensOf(answers.back().text.size());
    }
    const auto calls = std::exchange(pending, {});
    change.notes.shownPending = 0;
    const Cue cue = cueOf(change.session, QByteArray::fromStdString(change.notes.lastCue));
    return Voice(change.session).performAfterAnswers(calls, answers, sceneAfterAnswers(cue, answers));
}

Beats Turns::takeUp(Stage::Change &change, const std::vector<EventRow> &queue)
{
    const auto first = std::find_if(queue.begin(), queue.end(), [](const EventRow &event) { return event.type == "user.message"; });
    auto &outcomes = change.session.body["outcome_evaluations"];
    const bool hasOutcome = !outcomes.empty() && outcomes.back().value("result", std::string()) == "pending";
    if (first == queue.end() && !hasOutcome)
        return {};
    if (budgetReached(change.session, change.notes)) {
        goIdle(change, 0, {{"type", "budget_reached"}});
        return {};
    }
    startRunning(change);
    if (hasOutcome) {
        outcomes.back()["result"] = "running";
        const std::string description = outcomes.back().value("description", std::string());
        change.notes.fresh += tokensOf(qint64(description.size()));
        return Voice(change.session).perform(sceneForOutcome(QByteArray::fromStdString(description)));
    }
    m_journal.process(change.tables, *first, change.clock());
    if (const auto next = first + 1; next != queue.end() && next->type == "system.message")
        m_journal.process(change.tables, *next, change.clock());
    Cue cue = cueOf(change.session, textOf(first->body));
    cue.files = receivedFiles(first->body.value("content", Json()), [&change](const std::string &id) {
        const auto row = change.tables.find("file", id);
        return row ? row->body : Json();
    });
    change.notes.lastCue = cue.text.toStdString();
    change.notes.fresh += tokensOf(cue.text.size());
    return Voice(change.session).perform(sceneFor(cue));
}

void Turns::settle(Stage &stage)
{
    cutTurn(stage);
}

std::vector<std::pair<std::string, Beats>> Turns::recover(Tables &tables)
{
    std::vector<std::pair<std::string, Beats>> out;
    Selection all;
    all.kind = "session";
    all.archived = Selection::Archived::No;
    const Stage::Clock clock = nextStamp;
    for (Row &row : tables.select(all)) {
        Notes notes = Notes::of(row);
        if (row.status == "running" || row.status == "rescheduling") {
            if (!notes.endlessCall.empty()) {
                out.emplace_back(row.id, Voice(row).performRest(notes.endlessCall, sceneAfterEndlessCall()));
                continue;
            }
            Stage::Change change{tables, m_journal, row, notes, clock};
            repair(change);
            notes.save(&row);
            tables.update(row);
        }
        if (!notes.pending.empty() || !tables.unprocessed(row.id).empty())
            out.emplace_back(row.id, Beats());
    }
    return out;
}

} // namespace demo::managed
