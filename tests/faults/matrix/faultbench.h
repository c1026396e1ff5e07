#pragma once

#include "models/conversation.h"
#include "store/database.h"
#include "tests/support/heartbeat.h"
#include "tests/unit/backends/feedharness.h"
#include "transcript/reducer.h"

#include <QTemporaryDir>

#include <deque>

Q_DECLARE_METATYPE(api::Platform)

namespace test {

//! What one F row needs: a scripted server that plays a session and goes wrong as told, and the real client, feed, outbox and transcript
//! in front of it. The clock stands still but for the pauses that settle() skips.
class FaultBench
{
public:
    explicit FaultBench(api::Platform platform);
    ~FaultBench();

    // The server's side -----------------------------------------------------------------------------------------------------------

    //! Stores the agent's next message and sends it where a stream is open. Its number in the session.
    int goOn();
    //! The same with an event of this type; `more`: further members.
    int tell(const QByteArray &type, const QByteArray &more = {});
    //! Stores without sending: what happened while nobody listened. The JSON.
    QByteArray keep(const QByteArray &type = {}, const QByteArray &more = {});
    //! Sends without storing.
    void push(const QByteArray &bytes) { harness.push(bytes); }
    QByteArray frame(const QByteArray &json) const { return FeedHarness::frame(json, numbered ? QByteArray() : "x"); }

    //! The next listing, stream, POST of events or request for anything but the session is answered so, each once and in this order.
    std::deque<Script> listings, streams, posts, others;
    //! What the server does with a message before it answers.
    enum class Keeps { Now, Never, Late } keeps = Keeps::Now;
    //! What Keeps::Late held back is stored now.
    void keepLate();

    int listed() const { return harness.listings(); }
    int streamed() const { return harness.streams(); }
    int posted() const { return server.count("POST", "/v1/sessions/s1/events"); }

    // Our side --------------------------------------------------------------------------------------------------------------------

    void open();
    bool settle(const std::function<bool()> &condition, int milliseconds = 60'000);
    //! Nothing is under way, and nothing will begin soon.
    bool calmsDown();
    //! Live, and all that the server has is here.
    bool isCaughtUp();
    bool isState(api::FeedStatus::State state) const { return conversation->feedStatus().state == state; }
    //! Lets this much time pass in steps of a second, each with what the network has to do in it.
    void pass(std::chrono::milliseconds time);
    //! Everything sent so far has arrived on either side.
    void roundTrip();
    const api::FeedStatus &status() const { return conversation->feedStatus(); }
    std::unique_ptr<models::Conversation> talk(const QString &sessionId);

    //! The end of every row: the rows are those that the server's history makes, byte for byte, each stored event came as it is stored,
    //! and the event loop was never busy for longer than R15 allows.
    void check();
    //! What the row itself has just computed is no stall of the client's.
    void forgive() { m_heart.reset(); }

    FeedHarness harness;
    ScriptedServer &server;
    FakeClock &clock;
    api::Client *client;
    const bool numbered; //!< openma: events have a sequence instead of an id
    std::unique_ptr<models::Conversation> conversation;
    QHash<QString, QByteArray> arrived; //!< identity to the newest bytes
    int keyRefusals = 0;

private:
    Script events(const SeenRequest &request);
    Script accept(const QByteArray &body);
    QByteArray stamped(QByteArray json);
    bool isQuiet() const;

    QTemporaryDir m_folder;
    store::Database m_database;
    store::Drafts m_drafts;
    store::Outbox m_outbox;
    QByteArrayList m_late;
    int m_number = 0;
    Heartbeat m_heart;
};

//! Everything of a transcript that the server's history decides, as text.
QByteArray shownBytes(const transcript::Reducer &reducer);

} // namespace test
