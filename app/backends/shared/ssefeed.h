#pragma once

#include "api/eventfeed.h"
#include "backends/shared/catchup.h"
#include "backends/shared/livestream.h"
#include "backends/shared/previewguard.h"
#include "backends/shared/queuewatch.h"
#include "backends/shared/turnwatch.h"

#include <memory>

namespace backends {

//! A session's events over an event stream: opens it, lists what is missing, puts the two together (managed-agents.md §12); watches over
//! silence, asks for the status where the server tells no turn's end, lists every few seconds where no stream is to be had. Every pause is
//! the clock's.
class SseFeed final : public api::EventFeed
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds pollRunning{2'000}; //!< between listings when there is no stream
    static constexpr std::chrono::milliseconds pollIdle{10'000};
    static constexpr qint64 waitingAtMost = 2 * 1024 * 1024;      //!< bytes of live events while the history is read; with more, the stream waits

    //! Asks only for what is not `known`.
    SseFeed(HttpClient *client, const EventPlace &place, const api::Known &known, QObject *owner);
    ~SseFeed() override;

    void open() override;
    void close() override;
    void retryNow() override;
    api::FeedStatus status() const override { return m_status; }
    void expectTurn() override { m_watch.expectTurn(); }
    void hold(bool on) override;
    api::Known known() const override { return m_catchUp.through(); }

private:
    using State = api::FeedStatus::State;

    void connectStream();
    void streamOpened();
    void streamLost(int attempt, std::chrono::milliseconds pause, const base::Error &why);
    void streamGaveUp(const base::Error &error);
    void streamFailed(const base::Error &error);
    void liveEvents(const api::Events &arrived);
    void frameBroken(const QByteArray &bytes);
    void historyPage(const api::Events &events, const QByteArrayList &broken);
    void caughtUp();
    void listingRetries(int attempt, std::chrono::milliseconds pause, const base::Error &why);
    void askSession(bool becauseSilent);
    void sessionAnswered(const base::Result<base::Record> &record);
    void reconnectSilent(const std::optional<base::Error> &why);
    void take(api::Events events, bool live);
    void dropPreviews();
    void holdStream();
    void shutDown();
    void finish(State state, const std::optional<base::Error> &error);
    void setStatus(State state, const std::optional<base::Error> &error = {}, int attempt = 0, std::chrono::milliseconds pause = {});
    bool isOver() const { return m_status.state == State::Closed || m_status.state == State::Ended || m_status.state == State::Failed; }

    QPointer<HttpClient> m_client;
    EventPlace m_place;
    api::FeedStatus m_status;
    quint64 m_run = 0; // counts beginnings and ends: what belongs to an earlier one is ignored
    std::unique_ptr<LiveStream> m_stream;
    QPointer<base::Job> m_asking;
    TurnWatch m_watch;
    CatchUp m_catchUp;
    PreviewGuard m_previews;
    QueueWatch m_queue;
    api::Events m_waiting;       // live events that came before the history was there
    qint64 m_waitingBytes = 0;
    bool m_held = false;
    bool m_listAgain = false;
    bool m_silentCheck = false;  // the session is being asked because the stream is silent
    bool m_lookForMissed = false;
    bool m_foundMissed = false;
    base::Backoff m_openBackoff;
    net::Pause m_openPause;
};

} // namespace backends
