#pragma once

#include "api/event.h"
#include "base/json.h"
#include "net/request.h"
#include "tests/replay/due.h"
#include "tests/replay/history.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <chrono>
#include <vector>

class QDir;

namespace replay
{

//! What one reading of the recorded connection brought.
struct Chunk {
    std::chrono::milliseconds at{0}; //!< since the connection was opened
    QByteArray bytes;
    qint64 lastSequence = -1; //!< of the newest stored event that is complete with it; negative: none so far
};

//! One recorded event stream with what is known of its session: the head, every chunk, the history and the session as they were read last.
struct Recording {
    QString name; //!< the file's, without its ending
    QString flaw; //!< why it cannot be played; empty: it can
    QString remark; //!< what is odd about it, though it can be played
    QByteArray method;
    QByteArray target; //!< path and query as asked for
    QString sessionId;
    int status = 0; //!< 0: no answer was recorded
    net::Headers headers; //!< names in lower case
    std::vector<Chunk> chunks;
    History history;
    base::Json session; //!< null: none was recorded

    // What readEvents() found in the chunks.
    api::Events events; //!< decoded, without previews, in the order of the stream
    QString lastIdentity; //!< of the newest stored event; empty: none
    QSet<QString> missed; //!< stored events that cannot be read in the stream, but in the history
    QString newestIdentity; //!< of the last event, stored or not
    qint64 firstSequence = -1; //!< of stored events in the stream; negative: it has none
    qint64 lastSequence = -1;
    int broken = 0; //!< frames that are no event
    bool deletes = false; //!< it says that the session was deleted
    bool torn = false; //!< the body stops inside an event

    //! 200 and text/event-stream: anything else is a refusal, or the end (204).
    bool isStream() const;
    bool hasDeltas() const;
    bool hasHistory() const { return history.isKnown(); }
    QByteArray body() const;
    //! What the outcome without a history depends on: status, type and body.
    QByteArray digest() const;
    due::Answer answer() const { return {status, headers, body()}; }
    QString title() const; //!< the name in words

    //! Again after the chunks or the history were changed.
    void readEvents();
};

//! NAME.txt (request, head, body) with NAME.timing.jsonl (the body as it came). Never fails: see Recording::flaw.
Recording readRecording(const QDir &folder, const QString &name);

} // namespace replay
