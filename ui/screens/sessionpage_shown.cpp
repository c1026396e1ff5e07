// What the page shows of what is there and of what waits; the rest is in sessionpage.cpp.
#include "ui/screens/sessionpage.h"

#include "models/resourcelistmodel.h"
#include "models/transcriptmodel.h"
#include "ui/screens/approvalbar.h"
#include "ui/screens/callanswer.h"
#include "ui/screens/sessionfacts.h"
#include "ui/screens/sessionheader.h"
#include "ui/widgets/stateview.h"

#include <QApplication>

namespace screens {

void SessionPage::showEmptiness()
{
    // While the history is read the header says so; a placeholder for a moment would only flicker.
    if (!m_conversation->isLoaded() || m_conversation->transcript()->rowCount() > 0) {
        m_transcript->showContent();
        return;
    }
    widgets::Emptiness words;
    words.icon = QStringLiteral("message-square");
    const bool over = m_conversation->sendingRefused().has_value();
    words.title = over ? tr("No messages") : tr("No messages yet");
    words.text = over ? tr("This session ended before anything was said.") : tr("The agent starts when you send the first one.");
    m_transcript->showEmpty(words);
}

void SessionPage::showPending()
{
    CallRequests approvals;
    CallRequests results;
    for (const CallRequest &call : m_conversation->pendingCalls())
        (call.asks == CallRequest::Asks::Approval ? approvals : results).push_back(call);
    const bool hadFocus = m_approval->isAncestorOf(QApplication::focusWidget()) || m_approval->hasFocus();
    m_approval->setRequests(approvals);
    m_answer->setRequests(results);
    if (hadFocus && approvals.empty())
        focusComposer();
    Q_EMIT stateChanged();
}

void SessionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_factsAsked || !m_workspace->conversations())
        return;
    // Names behind ids come from the lists; those that nobody has opened yet are read once.
    m_factsAsked = true;
    for (const api::FieldDescriptor &field : m_workspace->conversations()->fields) {
        models::ResourceListModel *list = field.kind == api::FieldKind::Reference ? m_workspace->list(field.refersTo) : nullptr;
        if (!list)
            continue;
        connect(list, &models::ResourceListModel::stateChanged, this,
                [this] { m_header->setFacts(sessionFacts(m_workspace, m_conversation->session())); });
        if (list->state() == models::ResourceListModel::State::Idle)
            list->refresh();
    }
}

} // namespace screens
