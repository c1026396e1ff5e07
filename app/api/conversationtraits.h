#pragma once

#include <QStringList>

namespace api {

//! Which files a message may carry, and how much of them.
struct AttachmentTraits
{
    QStringList imageTypes;    //!< media types that go as images; empty: none
    QStringList documentTypes; //!< media types that go as documents; empty: none
    qint64 maxBytes = 0;       //!< of one file; 0: no limit is known
    qint64 maxTotalBytes = 0;  //!< of all files of one message that travel inside it; 0: no limit is known
    int maxFiles = 0;          //!< in one message; 0: no limit is known
    bool uploads = false;      //!< a file can be uploaded first and named by its id (Client::upload); else it travels inside the message
};

//! What a conversation on this server can do: facts, never a platform's name. The UI shows, greys and explains by these.
struct ConversationTraits
{
    enum class Delivery { Stream, Poll };
    Delivery delivery = Delivery::Stream;
    bool previews = true;            //!< text arrives while it is written
    bool interrupt = true;           //!< a running turn can be stopped
    bool toolApproval = true;        //!< a waiting call can be allowed or denied
    bool customToolResults = true;   //!< a custom tool's result can be given
    bool queuesMessages = true;      //!< a message sent during a turn waits for its end
    bool threads = false;
    AttachmentTraits attachments;
    bool statusEvents = true;        //!< the server says when a turn begins and ends; else the session is asked
    bool reportsMoney = false;       //!< usage carries list cost
};

} // namespace api
