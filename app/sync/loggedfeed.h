#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "sync/appendline.h"

namespace syncing {

//! The events of one session or thread, from the log and from the server: the newest page of the log at once, then what the server has beyond
//! it, each kept before it is told; older pages of the log on request. Works without a server, and without a log.
class LoggedFeed final : public api::EventFeed
{
    Q_OBJECT
public:
    static constexpr int pageSize = 300;                      //!< events; some hundred rows, a few screens
    static constexpr int largestPage = 8 * pageSize;          //!< for whoever looks for something far above
    static constexpr std::chrono::milliseconds longestRead{3000}; //!< how long opening waits for the log before it asks the server for everything

    //! Bytes of news that may wait for the disk; with more, the server has to wait as well.
    static constexpr qint64 heldAtMost = 2 * 1024 * 1024;

    //! `log` may be null. Client and clock must outlive the feed, or it is given another client.
    LoggedFeed(api::Client *client, store::EventLog *log, base::Clock *clock, const store::LogKey &key, QObject *owner);
    ~LoggedFeed() override;

    //! Once the log was read it is not read again.
    void open() override;
    //! What is in the log can be read all the same.
    void close() override;
    void retryNow() override;
    api::FeedStatus status() const override { return m_status; }
    void expectTurn() override;
    //! As well as while the disk is slower than the server.
    void hold(bool on) override;
    api::Known known() const override;

    //! Another connection to the same server; when the feed is open it goes on there.
    void setClient(api::Client *client);
    //! The next open() asks the server for everything anew.
    void listAll() { m_listAll = true; }

    bool hasOlder() const { return m_hasOlder; }
    //! The page before everything that was told: olderRead() follows. Who asks again inside hasOlderChanged() does not read them one after
    //! another, but wants what stands far above: pages grow then.
    void fetchOlder();
    //! Whether whoever was told may let go of the oldest: all of it is in the log.
    bool canRelease() const { return m_headDone && !m_older && m_line.hasKeptAll(); }
    //! It was let go of everything before this place, a number of the server or milliseconds since 1970: fetchOlder() goes on there.
    void released(qint64 before, bool numbered);

Q_SIGNALS:
    //! The newest page of the log, before anything else. `usage`: of all model requests in the log, those of the page as well.
    void headRead(const api::Events &events, const api::Usage &usage);
    void olderRead(const api::Events &events);
    void hasOlderChanged();
    //! The log cannot be read or written; the server is asked all the same.
    void logFailed(const base::Error &error);

private:
    using State = api::FeedStatus::State;

    //! Where the oldest event that was told stands.
    struct Edge
    {
        qint64 sequence = -1;
        QDateTime at;
    };
    void readHead();
    void headAnswered(const base::Result<store::LogHead> &head);
    void ask();
    void follow();
    void dropFeed();
    void holdFeed();
    void eventsCame(const api::Events &events);
    void tellEvents(api::Events events, bool logged);
    void inOrder(std::function<void()> tell);
    void setStatus(api::FeedStatus status);
    void setEdge(const store::LogPage &page);
    bool isBeyondEdge(const api::Event &event) const;
    void tellBroken(const QByteArrayList &broken);

    QPointer<api::Client> m_client;
    QPointer<store::EventLog> m_log;
    base::Clock *m_clock;
    const store::LogKey m_key;
    AppendLine m_line;
    QPointer<api::EventFeed> m_feed;
    api::Known m_known;          //!< what the next feed begins behind
    api::FeedStatus m_status;
    quint64 m_run = 0;           //!< counts openings and ends: what belongs to an earlier one is not told
    QPointer<base::Job> m_reading;
    QPointer<base::Job> m_older;
    int m_olderSize = pageSize;
    bool m_tellingOlder = false;
    QObject *m_pause = nullptr;
    store::LogPosition m_first;  //!< of the oldest event of the log that was told
    Edge m_edge;
    bool m_hasOlder = false;
    bool m_headDone = false;     //!< the log was read, or cannot be
    bool m_showsLog = false;     //!< something of the log was told
    bool m_heard = false;        //!< the server has told what is newer, at least once
    bool m_listAll = false;
    bool m_held = false;         //!< from outside
    bool m_holds = false;        //!< the feed was told to wait
};

} // namespace syncing
