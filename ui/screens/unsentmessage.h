#pragma once

#include <QObject>
#include <QPointer>

class QAction;

namespace models {
class Conversation;
}
namespace widgets {
class MessageBar;
}

namespace screens {

//! The newest message of a session that was not sent: it can go back into the composer, to be changed or dropped there.
class UnsentMessage final : public QObject
{
    Q_OBJECT
public:
    //! `bar` is where a failure to send is told.
    UnsentMessage(models::Conversation *conversation, widgets::MessageBar *bar, QObject *parent);

    //! For a menu; enabled while there is such a message.
    QAction *takeBackAction() const { return m_takeBack; }
    void refresh();
    //! Adds the way back to what the bar says now, when there is such a message.
    void offer();
    //! The conversation is about to go.
    void letGo();

Q_SIGNALS:
    //! Its text is in the draft.
    void takenBack();

private:
    //! 0: there is none.
    quint64 rowKey() const;
    void takeBack();

    QPointer<models::Conversation> m_conversation;
    widgets::MessageBar *m_bar;
    QAction *m_takeBack;
};

} // namespace screens
