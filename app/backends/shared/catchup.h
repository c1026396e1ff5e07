#pragma once

#include "backends/shared/historyjob.h"
#include "base/backoff.h"
#include "base/clock.h"
#include "net/pause.h"

#include <set>

namespace backends {

//! Knows which events of a session are known, and lists those that are missing: again after a failure, until it is done or it makes no
//! sense.
class CatchUp : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t reordered = 32; //!< so many later numbers, and a gap before them is the server's own
    static constexpr int remembered = 10'000;    //!< identities, twice; what is older is known by its place
    static constexpr std::chrono::milliseconds relistPause{2'000}; //!< at least, between listings that were only asked for by later()

    //! `known`: what is known from elsewhere; it counts as listed.
    CatchUp(HttpClient *client, const EventPlace &place, const api::Known &known, QObject *parent);

    //! Lists from what is known on; a listing under way begins anew. Before a time that the server has named nothing is asked: retrying() says so
    //! again.
    void begin();
    //! The same, but a listing under way goes on first: a stream that breaks off again and again must not keep it from ever getting anywhere.
    void again();
    //! The same, soon; at once when the last one is long ago.
    void later();
    //! After exactly this pause.
    void after(std::chrono::milliseconds pause);
    void stop();
    //! Skips the pause before a next try; false when there is none.
    bool hurry();
    //! While held a listing does not go on.
    void hold(bool on);
    bool isListing() const { return !m_job.isNull(); }

    //! Something that came after all that is known now could not be read: the next listing begins there, whatever has been learned until
    //! then.
    void missed();
    //! Remembers an event; true when it was not known. `listed`: by a listing, so that nothing is missing before it; a stream may bring the
    //! fifth before the fourth, and be cut between them.
    bool learn(const api::Event &event, bool listed);
    //! The history has been listed to its end at least once.
    bool isComplete() const { return m_complete; }
    //! The session was there: its history has been listed, now or before.
    bool isBegun() const { return m_begun; }
    //! How far everything is known; behind it something may be missing that has not been listed yet.
    api::Known through() const;

Q_SIGNALS:
    void page(const api::Events &events, const QByteArrayList &broken);
    void done();
    //! A listing failed and is tried again by itself.
    void retrying(int attempt, std::chrono::milliseconds pause, const base::Error &why);
    void failed(const base::Error &error);

private:
    void ended(const base::Result<api::Events> &result);
    void learnSequence(qint64 sequence, bool listed);
    HistoryStart start() const;
    bool isKnown(const api::Event &event) const;
    void remember(const api::Event &event);
    api::Known newest() const { return {m_lastSequence, m_newest, {}}; }

    QPointer<HttpClient> m_client;
    base::Clock *m_clock;
    EventPlace m_place;
    QPointer<HistoryJob> m_job;
    //! Events that came one after another, and the newest place among them.
    struct Batch
    {
        QSet<QString> identities;
        api::Known newest;
    };
    Batch m_known;
    Batch m_knownBefore;
    api::Known m_forgotten;                   // up to here everything counts as known
    qint64 m_lastSequence = -1;               // up to here nothing is missing
    std::set<qint64> m_ahead;                 // behind it, each with a gap before
    QDateTime m_newest;
    std::optional<api::Known> m_missedFrom;   // asks for a listing from there
    std::optional<api::Known> m_listingFrom;  // what the listing under way closes begins there
    bool m_complete = false;
    bool m_held = false;
    bool m_again = false;        // another listing follows the one under way
    bool m_begun = false;        // from the first event on nothing is missing before what is known
    bool m_askedSince = false;   // the listing under way begins at a time
    bool m_sinceRefused = false; // this server does not list from a time on
    std::chrono::milliseconds m_lastBegin{-1};
    std::chrono::milliseconds m_heldUntil{0}; // monotonic: the server's own "not before"
    base::Error m_heldBy;
    base::Backoff m_backoff;
    net::Pause m_pause;
};

} // namespace backends
