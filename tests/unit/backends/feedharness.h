#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "api/profile.h"
#include "net/trafficlog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"

#include <functional>
#include <memory>

namespace test {

//! One session on a scripted server and a feed that follows it: the history is a list, the stream is pushed to, the clock stands still.
class FeedHarness
{
public:
    explicit FeedHarness(api::Platform platform);
    ~FeedHarness();

    //! Makes the feed, records what it says, and opens it.
    void open();
    //! Follows a thread of the session instead.
    void openThread(const QString &thread);
    //! Opens and waits for Live.
    void openLive();

    //! An event as the server stores it: a message of the agent, numbered where the platform numbers.
    QByteArray message(int number, const QByteArray &text = "text") const;
    QByteArray event(const QByteArray &type, int number, const QByteArray &more = {}) const;
    static QByteArray frame(const QByteArray &json, const QByteArray &name = {});
    //! Sends an event on the open stream, and stores it when told to.
    void live(const QByteArray &json);
    void push(const QByteArray &bytes) { server.push(bytes); }

    int streams() const { return server.count("GET", "/v1/sessions/s1/events/stream"); }
    int listings() const { return server.count("GET", "/v1/sessions/s1/events"); }
    int sessionReads() const { return server.count("GET", "/v1/sessions/s1"); }
    //! The query of the last listing.
    QByteArray lastListing() const;
    //! Identities in the order they arrived, repetitions left out.
    QStringList identities() const;
    QList<api::FeedStatus::State> states() const;
    api::FeedStatus::State state() const { return feed->status().state; }
    //! Lets due pauses run while waiting: for QTRY_VERIFY.
    bool afterTime(std::chrono::milliseconds step, bool condition);

    ScriptedServer server;
    FakeClock clock;
    net::TrafficLog log;
    std::unique_ptr<api::Client> client;
    std::unique_ptr<QObject> owner = std::make_unique<QObject>();
    api::EventFeed *feed = nullptr;

    api::Known known;                  //!< what the feed is told when it is opened
    QByteArrayList history;            //!< the stored events
    QByteArray status = "idle";        //!< of the session
    QByteArray health = "{\"status\":\"ok\",\"runtime\":\"node\"}";
    std::function<Script(const SeenRequest &)> onStream;  //!< else: an open stream
    std::function<Script(const SeenRequest &)> onListing; //!< else: `history`, from the place asked for
    std::function<Script(const SeenRequest &)> onSession;
    std::function<Script(const SeenRequest &)> onPending; //!< else: 404, as where there is no queue

    //! `history` from the place that a request asks for.
    Script listing(const SeenRequest &request) const;

    api::Events arrived;
    QList<api::FeedStatus> told;
    QList<base::Record> sessions;
    QByteArrayList skipped;
    int backFills = 0;

private:
    void follow(api::EventFeed *opened);
    Script answer(const SeenRequest &request);

    bool m_numbered;
};

} // namespace test
