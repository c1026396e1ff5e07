#pragma once

#include "models/conversation.h"

#include <QObject>

namespace widgets {
class MessageBar;
}

namespace screens {

class UnsentMessage;

//! Says in a session's bar what went wrong in it, and what can be done: a message was not sent, something had no effect, this computer's disk refuses.
class SessionNotices final : public QObject
{
    Q_OBJECT
public:
    //! All must outlive it, but for the conversation.
    SessionNotices(models::Conversation *conversation, widgets::MessageBar *bar, UnsentMessage *unsent, QObject *parent);

private:
    void sendFailed(const base::Error &error);
    void hadNoEffect(api::Outgoing::Kind kind);
    void storageFailed(const base::Error &error);

    widgets::MessageBar *m_bar;
    UnsentMessage *m_unsent;
};

} // namespace screens
