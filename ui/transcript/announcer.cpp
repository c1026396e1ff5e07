#include "ui/transcript/announcer.h"

#include "models/transcriptmodel.h"
#include "transcript/markdown.h"
#include "ui/transcript/rowwords.h"

namespace ui {

void Announcer::setModel(const models::TranscriptModel *model)
{
    m_model = model;
    m_waiting = model ? waiting() : QSet<QString>();
    m_running = model && model->state().turnRunning;
}

QSet<QString> Announcer::waiting() const
{
    QSet<QString> ids;
    for (const auto &call : m_model->state().pendingCalls)
        ids.insert(call.id);
    return ids;
}

int Announcer::paragraphsOfLastMessage() const
{
    for (int i = m_model->rowCount() - 1; i >= 0; --i) {
        const transcript::Row &row = m_model->row(i);
        if (row.kind == transcript::Row::Kind::Agent)
            return int(transcript::parseMarkdown(row.text).size());
        if (row.kind == transcript::Row::Kind::User)
            break;
    }
    return 0;
}

void Announcer::stateChanged()
{
    const auto &state = m_model->state();
    for (const auto &call : state.pendingCalls) {
        if (m_waiting.contains(call.id))
            continue;
        const bool approval = call.wants == transcript::PendingCall::Wants::Approval;
        m_say(approval ? RowWords::approvalNeeded(call.name) : RowWords::resultNeeded(call.name));
    }
    m_waiting = waiting();
    const bool ended = m_running && !state.turnRunning;
    m_running = state.turnRunning;
    if (!ended || !m_waiting.isEmpty())
        return;
    if (!state.lastErrorMessage.isEmpty() || !state.lastErrorType.isEmpty())
        m_say(RowWords::failed());
    else if (const int paragraphs = paragraphsOfLastMessage(); paragraphs > 0)
        m_say(RowWords::finished(paragraphs));
}

} // namespace ui
