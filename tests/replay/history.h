#pragma once

#include "api/event.h"
#include "base/json.h"

#include <QHash>

#include <map>
#include <vector>

namespace replay
{

struct Exchange;

//! What the recorded GET …/events of one session tell together: every stored event, and which part of the whole is known.
class History
{
public:
    //! A later recording counts where two tell of the same event. Nothing for an answer that is not a plain page of the history.
    void take(const Exchange &exchange);

    //! Whether there was any such recording, be it of no events.
    bool isKnown() const { return m_known; }
    bool isEmpty() const { return m_events.empty(); }
    //! Negative: there is none.
    qint64 newest() const { return m_events.empty() ? -1 : m_events.rbegin()->first; }
    //! Whether a recording says what stands, or that nothing stands, at this place.
    bool covers(qint64 sequence) const;
    //! The place of the event with this identity; negative: it is not in the history.
    qint64 sequenceOf(const QString &identity) const { return m_places.value(identity, -1); }
    //! Empty: there is no event at this place.
    QString identityAt(qint64 sequence) const { return m_places.key(sequence); }
    //! As the server sent them, by their place.
    const std::map<qint64, base::Json> &events() const { return m_events; }

    // For tests that forge one.
    void forget() { *this = {}; }
    base::Json &at(qint64 sequence) { return m_events.at(sequence); }
    void remove(qint64 sequence) { m_events.erase(sequence); }

private:
    bool m_known = false;
    std::map<qint64, base::Json> m_events;
    QHash<QString, qint64> m_places;
    std::vector<std::pair<qint64, qint64>> m_covered; // first and last place of each page
};

} // namespace replay
