#pragma once

namespace api {

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
    bool attachments = false;
    bool statusEvents = true;        //!< the server says when a turn begins and ends; else the session is asked
    bool reportsMoney = false;       //!< usage carries list cost
};

} // namespace api
