#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "tests/replay/kept.h"
#include "tests/replay/server.h"
#include "tests/replay/run.h"
#include "transcript/reducer.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace replay
{

//! Plays one recorded stream to the real client over loopback, and compares the transcript that comes of it with the one that is due.
class ReplayRun : public Run
{
    Q_OBJECT
public:
    //! `clock` and `kept` outlive it.
    ReplayRun(const Recording &recording, bool fast, const Kept &kept, base::Clock *clock, QObject *parent = nullptr);
    ~ReplayRun() override;

    void start() override;
    //! After finished(): what there is to keep of a stream. Nothing for a refusal, or when it was compared with a history.
    const std::optional<Kept::Outcome> &outcome() const { return m_outcome; }

private:
    void connectFeed();
    void arrived(const api::Events &events);
    void statusChanged(const api::FeedStatus &status);
    void refused(const base::Error &error);
    void maybeDone();
    bool isAllSeen() const;
    bool hasPreviews() const;
    void compare();
    void judgeAlone();
    QString summary() const;
    QString remarks() const;

    Recording m_recording;
    const Kept &m_kept;
    base::Clock *m_clock;
    Server m_server;
    std::unique_ptr<api::Client> m_client;
    std::unique_ptr<api::EventFeed> m_feed;
    transcript::Reducer m_reducer;
    std::optional<Kept::Outcome> m_outcome;
    QSet<QString> m_seen;
    QHash<QString, QByteArray> m_written; //!< by preview
    int m_deltas = 0;
    int m_skipped = 0; //!< frames that the client could not read
    bool m_listedSince = false; //!< the history was listed after the last of them
    bool m_played = false;
    bool m_cut = false;
    bool m_reconnected = false; //!< since it was cut
};

} // namespace replay
