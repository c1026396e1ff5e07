#include "demo/openma/turns.h"

#include "demo/openma/voice.h"
#include "demo/receivedfiles.h"

namespace demo::openma {

namespace {

void setStatus(Tables &tables, Row *row, const char *word)
{
    row->status = word;
    row->body["status"] = word;
    row->body["updated_at"] = toTime(nowMs());
    tables.update(*row);
}

} // namespace

Plan Turns::look(Tables &tables, const std::string &session, bool)
{
    auto row = tables.find("session", session);
    if (!row)
        return {};
    Plan plan;
    const Notes notes = Notes::of(*row);
    for (const EventRow &event : tables.unprocessed(session)) {
        m_journal.process(tables, event, nowMs());
        Cue cue;
        cue.agentName = row->body["agent"].value("name", std::string());
        for (const Json &block : event.body.value("content", Json::array())) {
            if (block.is_object() && block.value("type", std::string()) == "text")
                cue.text += QByteArray::fromStdString(block.value("text", std::string()));
        }
        cue.files = receivedFiles(event.body.value("content", Json()));
        setStatus(tables, &*row, "running");
        Voice voice(*row);
        plan.turns.push_back(notes.broken ? voice.performBroken() : voice.perform(sceneFor(cue)));
    }
    return plan;
}

std::vector<std::pair<std::string, Beats>> Turns::recover(Tables &tables)
{
    // After a crash its log keeps what is there, with a dangling span and no error (openma-observed.md §4).
    std::vector<std::pair<std::string, Beats>> out;
    Selection all;
    all.kind = "session";
    all.archived = Selection::Archived::Any;
    for (Row &row : tables.select(all)) {
        if (row.status == "running")
            setStatus(tables, &row, "idle");
        if (!tables.unprocessed(row.id).empty())
            out.emplace_back(row.id, Beats());
    }
    return out;
}

} // namespace demo::openma
