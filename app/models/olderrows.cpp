#include "models/olderrows.h"

#include "models/transcriptmodel.h"
#include "sync/loggedfeed.h"

namespace models {

using syncing::LoggedFeed;

OlderRows::OlderRows(TranscriptModel *transcript, LoggedFeed *feed, QObject *parent) : QObject(parent), m_transcript(transcript), m_feed(feed)
{
    connect(feed, &LoggedFeed::olderRead, transcript, &TranscriptModel::applyOlder);
    connect(feed, &LoggedFeed::hasOlderChanged, transcript, [transcript, feed] { transcript->setHasOlder(feed->hasOlder()); });
    connect(transcript, &TranscriptModel::olderWanted, feed, &LoggedFeed::fetchOlder);
    connect(transcript, &TranscriptModel::releaseWanted, this, &OlderRows::release);
}

void OlderRows::release(int firstKept)
{
    if (!m_feed->canRelease())
        return;
    if (const auto released = m_transcript->release(firstKept); released.before)
        m_feed->released(*released.before, released.numbered);
}

} // namespace models
