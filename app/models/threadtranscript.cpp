#include "models/threadtranscript.h"

#include "models/olderrows.h"
#include "models/transcriptmodel.h"
#include "sync/loggedfeed.h"

namespace models {

using syncing::LoggedFeed;

ThreadTranscript::ThreadTranscript(api::Client *client, const Keeping &keeping, const QString &sessionId, const api::Thread &thread,
                                   QObject *parent)
    : QObject(parent), m_thread(thread), m_transcript(new TranscriptModel(this)),
      m_feed(new LoggedFeed(client, keeping.log, keeping.clock, {keeping.profileId, sessionId, thread.id}, this))
{
    connect(m_transcript, &TranscriptModel::stateChanged, this, &ThreadTranscript::changed);
    connect(m_feed, &LoggedFeed::headRead, this, [this](const api::Events &events, const api::Usage &usage) {
        m_transcript->noteOutside(usage);
        m_transcript->applyOlder(events);
    });
    new OlderRows(m_transcript, m_feed, m_feed);
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

bool ThreadTranscript::isRunning() const
{
    return m_transcript->state().turnRunning;
}

void ThreadTranscript::retryNow()
{
    m_feed->retryNow();
}

} // namespace models
