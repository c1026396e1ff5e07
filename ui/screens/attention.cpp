#include "ui/screens/attention.h"

#include "base/plaintext.h"

#include <QApplication>
#include <QWidget>

namespace screens {

using models::Conversation;
using models::Workspace;

Attention::Attention(accounts::Settings *settings, Notifier *notifier, QWidget *window, std::function<bool(const Workspace *)> inFront)
    : QObject(window), m_settings(settings), m_notifier(notifier), m_window(window), m_inFront(std::move(inFront))
{
}

void Attention::watch(Workspace *workspace)
{
    connect(workspace, &Workspace::turnFinished, this, [this, workspace](Conversation *conversation, bool failed) {
        tell(workspace, conversation, failed ? tr("The turn ended with an error.") : tr("The reply is done."), false);
    });
    connect(workspace, &Workspace::approvalAsked, this, [this, workspace](Conversation *conversation, const QString &callId) {
        // The tool's name only: what would run may be private and is shown in the window.
        QString tool;
        for (const Conversation::PendingCall &call : conversation->pendingCalls()) {
            if (call.id == callId)
                tool = base::plainLine(call.toolName, 60);
        }
        tell(workspace, conversation, tool.isEmpty() ? tr("Approval needed.") : tr("Approval needed: %1").arg(tool), true);
    });
}

bool Attention::wanted(const Workspace *workspace) const
{
    return m_settings->notifications() && !m_inFront(workspace);
}

void Attention::tell(Workspace *workspace, Conversation *conversation, const QString &body, bool urgent)
{
    if (!wanted(workspace))
        return;
    QApplication::alert(m_window);
    if (!m_notifier)
        return;
    const QString title = conversation->title().trimmed().isEmpty() ? tr("Untitled session") : base::plainLine(conversation->title(), 100);
    m_notifier->notify({workspace->profile().id, conversation->id(), title, body, urgent});
}

} // namespace screens
