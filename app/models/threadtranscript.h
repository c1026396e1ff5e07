#pragma once

#include "api/client.h"
#include "api/eventfeed.h"

#include <QObject>
#include <QPointer>

namespace models {

class TranscriptModel;

//! One thread of a session, to be read: its transcript as it grows. What it asks for is answered in the session, where the server asks as well.
class ThreadTranscript final : public QObject
{
    Q_OBJECT
public:
    //! The client must outlive it, or it ends. Begins at once.
    ThreadTranscript(api::Client *client, const QString &sessionId, const api::Thread &thread, QObject *parent = nullptr);
    ~ThreadTranscript() override;

    const api::Thread &thread() const { return m_thread; }
    TranscriptModel *transcript() const { return m_transcript; }
    const api::FeedStatus &feedStatus() const { return m_status; }
    bool isLoaded() const { return m_loaded; }
    int skippedEvents() const { return m_skipped; }
    bool isRunning() const;
    void retryNow();

Q_SIGNALS:
    //! feedStatus(), isLoaded(), skippedEvents() or isRunning().
    void changed();

private:
    api::Thread m_thread;
    TranscriptModel *m_transcript;
    QPointer<api::EventFeed> m_feed;
    api::FeedStatus m_status;
    bool m_loaded = false;
    int m_skipped = 0;
};

} // namespace models
