#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "base/clock.h"

#include <QObject>

namespace models {

class TranscriptModel;

} // namespace models

namespace store {
class EventLog;
}

namespace syncing {
class LoggedFeed;
}

namespace models {

//! One thread of a session, to be read: its transcript as it grows. What it asks for is answered in the session, where the server asks as well.
class ThreadTranscript final : public QObject
{
    Q_OBJECT
public:
    //! Where its events are kept; no log: nowhere.
    struct Keeping
    {
        store::EventLog *log = nullptr;
        base::Clock *clock = nullptr; //!< needed with a log
        QString profileId;
    };

    //! The client must outlive it, or it ends; log and clock must outlive it. Begins at once.
    ThreadTranscript(api::Client *client, const Keeping &keeping, const QString &sessionId, const api::Thread &thread, QObject *parent = nullptr);

    const api::Thread &thread() const { return m_thread; }
    TranscriptModel *transcript() const { return m_transcript; }
    const api::FeedStatus &feedStatus() const { return m_status; }
    bool isLoaded() const { return m_loaded; }
    //! As Conversation::hasHistory().
    bool hasHistory() const { return m_loaded || m_status.cached; }
    int skippedEvents() const { return m_skipped; }
    bool isRunning() const;
    void retryNow();

Q_SIGNALS:
    //! feedStatus(), isLoaded(), skippedEvents() or isRunning().
    void changed();

private:
    api::Thread m_thread;
    TranscriptModel *m_transcript;
    syncing::LoggedFeed *m_feed;
    api::FeedStatus m_status;
    bool m_loaded = false;
    int m_skipped = 0;
};

} // namespace models
