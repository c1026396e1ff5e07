#include "ui/screens/unsentmessage.h"

#include "models/conversation.h"
#include "models/transcriptmodel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QPushButton>

namespace screens {

using models::Conversation;

UnsentMessage::UnsentMessage(Conversation *conversation, widgets::MessageBar *bar, QObject *parent)
    : QObject(parent), m_conversation(conversation), m_bar(bar),
      m_takeBack(new QAction(theme::icon(QStringLiteral("undo-2")), tr("Take back the unsent message"), this))
{
    m_takeBack->setObjectName(QStringLiteral("session.takeBack"));
    connect(m_takeBack, &QAction::triggered, this, &UnsentMessage::takeBack);
    // All that makes or settles one; sending itself moves the turn or the draft.
    connect(conversation, &Conversation::feedStatusChanged, this, &UnsentMessage::refresh);
    connect(conversation, &Conversation::turnChanged, this, &UnsentMessage::refresh);
    connect(conversation, &Conversation::draftReplaced, this, &UnsentMessage::refresh);
    connect(conversation, &Conversation::sendFailed, this, &UnsentMessage::refresh);
    refresh();
}

quint64 UnsentMessage::rowKey() const
{
    if (!m_conversation)
        return 0;
    const transcript::Reducer &rows = m_conversation->transcript()->reducer();
    for (int i = rows.rowCount() - 1; i >= 0; --i) {
        if (rows.row(i).isUnsent())
            return rows.row(i).key;
    }
    return 0;
}

void UnsentMessage::refresh()
{
    m_takeBack->setEnabled(rowKey() != 0);
}

void UnsentMessage::offer()
{
    if (rowKey() != 0)
        connect(m_bar->addButton(QStringLiteral("takeBack"), tr("Take it back")), &QPushButton::clicked, this, &UnsentMessage::takeBack);
}

void UnsentMessage::takeBack()
{
    const quint64 key = rowKey();
    if (key == 0)
        return;
    m_bar->dismiss();
    m_conversation->editUnsent(key);
    refresh();
    Q_EMIT takenBack();
}

void UnsentMessage::letGo()
{
    if (m_conversation)
        m_conversation->disconnect(this);
    m_conversation = nullptr;
    refresh();
}

} // namespace screens
