#pragma once

#include "demo/ledger.h"

#include <string>
#include <vector>

namespace demo {

class Journal;

//! One model request of a past session.
struct PastRequest
{
    qint64 at = 0;       //!< ms since 1970
    Tokens tokens;
};

//! What a user asked for, and the requests that it took.
struct PastTurn
{
    qint64 at = 0;       //!< ms since 1970
    std::vector<PastRequest> requests;
    qint64 end = 0;
};

//! A session from the months before the stories, told only by what it used: so that reports of ninety days have something to show.
struct PastSession
{
    int agent = 0;       //!< index into seedAgents(), one of six
    int environment = 0; //!< index into seedEnvironments()
    const char *title = "";
    const char *team = "";
    std::vector<PastTurn> turns;
    qint64 begin() const { return turns.front().at; }
    qint64 end() const { return turns.back().end; }
};

inline constexpr int pastDays = 90;

//! All of them, oldest first; the same ones for the same day. `now`: ms since 1970.
std::vector<PastSession> pastSessions(qint64 now);

//! Writes the events of a past session when they are asked for first; nothing for any other.
void tellPast(Tables &tables, Journal &journal, const std::string &session);
//! The totals of a past session, in the notes of its row.
void notePast(const PastSession &past, const std::string &model, Notes &notes);

} // namespace demo
