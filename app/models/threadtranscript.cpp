#include "models/threadtranscript.h"

#include "models/transcriptmodel.h"

namespace models {

ThreadTranscript::ThreadTranscript(api::Client *client, const QString &sessionId, const api::Thread &thread, QObject *parent)
    : QObject(parent), m_thread(thread), m_transcript(new TranscriptModel(this)), m_feed(client->openThreadFeed(this, sessionId, thread.id))
{
    connect(m_transcript, &TranscriptModel::stateChanged, this, &ThreadTranscript::changed);
    if (!m_feed) {
        m_status.state = api::FeedStatus::State::Failed;
        m_status.error = base::Error::of(base::Error::Kind::Unsupported);
        return;
    }
    connect(m_feed, &api::EventFeed::eventsArrived, m_transcript, &TranscriptModel::apply);
    connect(m_feed, &api::EventFeed::backFilled, this, [this] {
        m_loaded = true;
        Q_EMIT changed();
    });
    connect(m_feed, &api::EventFeed::statusChanged, this, [this](const api::FeedStatus &status) {
        m_status = status;
        Q_EMIT changed();
    });
    connect(m_feed, &api::EventFeed::eventSkipped, this, [this] {
        ++m_skipped;
        Q_EMIT changed();
    });
    m_feed->open();
    m_status = m_feed->status();
}

ThreadTranscript::~ThreadTranscript()
{
    if (!m_feed)
        return;
    m_feed->disconnect(this);
    m_feed->disconnect(m_transcript);
    m_feed->close();
}

bool ThreadTranscript::isRunning() const
{
    return m_transcript->state().turnRunning;
}

void ThreadTranscript::retryNow()
{
    if (m_feed)
        m_feed->retryNow();
}

} // namespace models
