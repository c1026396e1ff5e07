#pragma once

#include <QObject>

namespace syncing {
class LoggedFeed;
}

namespace models {

class TranscriptModel;

//! Brings a transcript what stands above its first row from the log, and lets go of what nobody is near, as far as the log has it.
class OlderRows final : public QObject
{
    Q_OBJECT
public:
    //! Both must outlive it, or end with it.
    OlderRows(TranscriptModel *transcript, syncing::LoggedFeed *feed, QObject *parent);

private:
    void release(int firstKept);

    TranscriptModel *m_transcript;
    syncing::LoggedFeed *m_feed;
};

} // namespace models
