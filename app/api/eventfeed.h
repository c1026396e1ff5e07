#pragma once

#include "api/event.h"
#include "base/error.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace api {

//! Where a feed stands; shown in a bar, never in a dialog.
struct FeedStatus
{
    enum class State { Closed, Connecting, BackFilling, Live, Reconnecting, Ended, Failed };
    State state = State::Closed;
    int attempt = 0;                               //!< Reconnecting: which try
    std::chrono::milliseconds nextTry{0};          //!< Reconnecting: the pause before it
    std::optional<base::Error> error;              //!< why it is reconnecting or failed; BackFilling: why the listing is tried again
    bool polling = false;                          //!< no stream was to be had: the session is asked every few seconds instead
    bool cached = false;                           //!< what is shown was kept on this computer, and the server has not told what is newer
};

//! The events of one session, in the server's order, from the first that is not known to the newest and on: opens the stream, lists what is
//! missing, upserts by identity.
//!
//! Owned by the caller of Client::openFeed. Emits nothing inside open().
class EventFeed : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void open() = 0;
    virtual void close() = 0;
    //! Skips the pause of Reconnecting, or starts again after Failed.
    virtual void retryNow() = 0;
    virtual FeedStatus status() const = 0;
    //! Tells the feed that the user has just sent something: a turn is expected (watchdog, status polling).
    virtual void expectTurn() {}
    //! While held it reads no more from the server than what is under way: whoever takes the events in is slower than the server sends them.
    virtual void hold(bool on) { Q_UNUSED(on) }
    //! How far the history is known without a hole by now, what the feed began with included; without identities. Right inside
    //! eventsArrived() and backFilled(). A feed opened with it later asks only for the rest.
    virtual Known known() const { return {}; }

Q_SIGNALS:
    //! History pages, live events and previews, in order. Known identities may come again with newer content: upsert.
    void eventsArrived(const api::Events &events);
    //! The history is complete; from here on events are live. Again after every reconnection.
    void backFilled();
    void statusChanged(const api::FeedStatus &status);
    //! The session's own record was read again (status, usage, title).
    void sessionRead(const base::Record &session);
    //! A broken event was skipped (F18): its bytes, for the traffic log and a count in the bar.
    void eventSkipped(const QByteArray &bytes);
};

} // namespace api

Q_DECLARE_METATYPE(api::FeedStatus)
