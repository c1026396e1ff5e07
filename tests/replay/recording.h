#pragma once

#include "base/json.h"
#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <chrono>
#include <vector>

namespace replay {

//! What one reading of the recorded connection brought.
struct Chunk
{
    std::chrono::milliseconds at{0}; //!< since the connection was opened
    QByteArray bytes;
    qint64 lastSequence = -1;        //!< of the newest stored event that is complete with it; negative: none so far
};

//! One recorded event stream with what is known of its session: the head, every chunk, the history and the session as they were read last.
struct Recording
{
    QString name;                    //!< the file's, without its ending
    QByteArray method;
    QByteArray target;               //!< path and query as asked for
    QString sessionId;
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers;
    std::vector<Chunk> chunks;
    std::vector<base::Json> history; //!< oldest first; empty: none was recorded
    base::Json session;              //!< null: none was recorded
    qint64 firstSequence = -1;       //!< of stored events in the stream; negative: it has none
    qint64 lastSequence = -1;

    bool isSessionStream() const;    //!< not another request that was answered by events (POST …/messages)
    bool hasDeltas() const { return target.contains("include=chunks"); }
    bool hasHistory() const { return !history.empty(); }
    //! Of the newest event in the recorded history; negative: there is none.
    qint64 newestStored() const;
    QString title() const;           //!< the name in words
};

//! Every recording of a folder that holds `sse/` (NAME.txt, NAME.timing.jsonl) and `http/` (requests with their answers), by name.
//! Error kind Storage when there is none, Protocol when one cannot be read.
base::Result<std::vector<Recording>> load(const QString &folder);

} // namespace replay
