#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "net/pause.h"
#include "tests/replay/server.h"
#include "transcript/reducer.h"

#include <QSet>

#include <memory>

namespace replay {

//! What came of one recording.
struct Verdict
{
    enum class Kind { Equal, Different, Refused, NoHistory, NotAStream };
    Kind kind = Kind::Different;
    QString name;
    QString words;      //!< counts, or the first difference
    bool isGood() const { return kind != Kind::Different; }
};

//! Plays one recording to the real client over loopback, and compares the transcript that comes of it with the one that its recorded
//! history gives.
class ReplayRun : public QObject
{
    Q_OBJECT
public:
    //! `clock` outlives it.
    ReplayRun(const Recording &recording, bool fast, base::Clock *clock, QObject *parent = nullptr);
    ~ReplayRun() override;

    //! finished() follows, from the event loop.
    void start();

Q_SIGNALS:
    void finished(const replay::Verdict &verdict);

private:
    void arrived(const api::Events &events);
    void statusChanged(const api::FeedStatus &status);
    void maybeDone();
    bool hasPreviews() const;
    void compare();
    QString firstDifference(const transcript::Reducer &wanted, bool wholly) const;
    void end(Verdict::Kind kind, const QString &words);

    Recording m_recording;
    base::Clock *m_clock;
    Server m_server;
    std::unique_ptr<api::Client> m_client;
    std::unique_ptr<api::EventFeed> m_feed;
    transcript::Reducer m_reducer;
    QSet<QString> m_seen;
    net::Pause m_patience;
    int m_deltas = 0;
    int m_longestPreview = 0;   //!< bytes that a row showed before it was committed
    bool m_played = false;
    bool m_cut = false;
    bool m_over = false;
};

//! The transcript of a session's stored events up to `last`, as a stream of this recording would have told them.
std::unique_ptr<transcript::Reducer> expectedTranscript(const Recording &recording);
//! A row as one line of text: everything a reader sees, and the identity.
QByteArray describe(const transcript::Row &row);

} // namespace replay
