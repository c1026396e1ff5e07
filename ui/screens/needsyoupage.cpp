#include "ui/screens/needsyoupage.h"

#include "base/plaintext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"

#include <QListWidget>
#include <QVBoxLayout>

namespace screens {

using models::Conversation;

NeedsYouPage::NeedsYouPage(models::Workspace *workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_state(new widgets::StateView(QStringLiteral("needsYou.state"), this)),
      m_list(new QListWidget)
{
    setObjectName(QStringLiteral("needsYou"));
    setAccessibleName(tr("Needs you"));
    theme::setBackground(this, theme::Token::Surface);
    m_list->setObjectName(QStringLiteral("needsYou.list"));
    m_list->setAccessibleName(tr("Calls that wait for you"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_state->setContent(m_list);
    auto *title = new widgets::PlainLabel(tr("Needs you"), this);
    title->setObjectName(QStringLiteral("needsYou.title"));
    title->setRole(theme::Role::Page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::xl, theme::space::l, theme::space::xl, theme::space::l);
    column->setSpacing(theme::space::l);
    column->addWidget(title);
    column->addWidget(m_state, 1);
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT sessionRequested(item->data(Qt::UserRole).toString()); });
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT sessionRequested(item->data(Qt::UserRole).toString()); });
    connect(m_state, &widgets::StateView::nextStepRequested, this, &NeedsYouPage::sessionsRequested);
    connect(workspace, &models::Workspace::waitingCallsChanged, this, &NeedsYouPage::fill);
    fill();
}

void NeedsYouPage::fill()
{
    m_list->clear();
    for (const Conversation *conversation : m_workspace->openConversations()) {
        for (const Conversation::PendingCall &call : conversation->pendingCalls()) {
            if (!conversation->takesAnswers(call.asks))
                continue; // its page says why
            const QString title = conversation->title().trimmed().isEmpty() ? tr("Untitled session") : base::plainLine(conversation->title(), 120);
            const bool approval = call.asks == Conversation::PendingCall::Asks::Approval;
            const QString what = approval ? tr("asks to run %1") : tr("waits for the result of %1");
            auto *item = new QListWidgetItem(tr("%1 %2").arg(title, what.arg(base::plainLine(call.toolName, 60))), m_list);
            item->setData(Qt::UserRole, conversation->id());
            item->setIcon(theme::icon(approval ? QStringLiteral("shield-question-mark") : QStringLiteral("wrench"), theme::Token::Wait));
            item->setSizeHint({100, theme::rowHeight(this)});
        }
    }
    if (m_list->count() == 0)
        m_state->showEmpty({QStringLiteral("check-check"), tr("Nothing waits for you."),
                            tr("Muster watches every session that is open in a tab and lists here what asks for your answer."), tr("Go to the sessions")});
    else
        m_state->showContent();
}

} // namespace screens
