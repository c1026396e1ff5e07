#include "demo/past.h"

#include "demo/journal.h"

#include <array>

namespace demo {

namespace {

constexpr qint64 pastMinute = 60'000;
constexpr qint64 pastHour = 60 * pastMinute;
constexpr qint64 pastDay = 24 * pastHour;
constexpr int toldDays = 9; // the stories tell the newest ones

//! The same numbers on every computer, unlike the library's distributions.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_state(seed * 2862933555777941757ULL + 3037000493ULL) {}
    //! From `low` to `high`, both included.
    qint64 from(qint64 low, qint64 high)
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return low + qint64((m_state >> 33) % quint64(high - low + 1));
    }

private:
    quint64 m_state;
};

struct Habit //!< of an agent
{
    int agent;
    int environment;
    int weight;          //!< how often it is asked, of a hundred
    qint64 context;      //!< tokens that it begins with
    qint64 output;       //!< tokens a request, at most
    int requests;        //!< a turn, at most
    std::array<const char *, 3> titles;
    const char *team;
};

// Release helper, Debugger, Data analyst, Researcher, Translator, Support desk.
constexpr std::array habits{
    Habit{0, 0, 12, 24'000, 2'400, 6, {"Prepare the release", "Changelog since the last tag", "Check the release branch"}, "platform"},
    Habit{1, 0, 30, 18'000, 1'800, 8, {"Flaky test", "Slow start-up", "Error in the nightly run"}, "platform"},
    Habit{2, 1, 18, 15'000, 1'500, 5, {"Weekly numbers", "Where do sign-ups drop?", "Export for finance"}, "business"},
    Habit{3, 1, 10, 60'000, 3'200, 7, {"Read up on queues", "Compare vendors", "Summary of three papers"}, "business"},
    Habit{4, 1, 18, 6'000, 900, 2, {"Translate the help pages", "New strings", "Proof-read the mail"}, "docs"},
    Habit{5, 2, 12, 9'000, 700, 3, {"Answer the inbox", "Refund question", "Cannot sign in"}, "support"},
};

const Habit &habitFor(Dice &dice)
{
    qint64 mark = dice.from(0, 99);
    for (const Habit &habit : habits) {
        if ((mark -= habit.weight) < 0)
            return habit;
    }
    return habits.back();
}

PastTurn pastTurnOf(Dice &dice, const Habit &habit, qint64 at, qint64 &context)
{
    PastTurn turn;
    turn.at = at;
    const qint64 requests = dice.from(1, habit.requests);
    qint64 fresh = dice.from(200, 4'000) + (context == 0 ? habit.context : 0);
    for (qint64 i = 0; i < requests; ++i) {
        PastRequest request;
        request.at = (at += dice.from(4, 40) * 1'000);
        request.tokens = {6, dice.from(habit.output / 8, habit.output), context, fresh};
        context += fresh;
        fresh = request.tokens.output + dice.from(100, 6'000);
        turn.requests.push_back(request);
    }
    turn.end = at + 200;
    return turn;
}

PastSession pastSessionOf(Dice &dice, qint64 midnight)
{
    const Habit &habit = habitFor(dice);
    PastSession session{habit.agent, habit.environment, habit.titles[std::size_t(dice.from(0, 2))], habit.team, {}};
    qint64 at = midnight + dice.from(7 * 60, 19 * 60) * pastMinute + dice.from(0, 59) * 1'000;
    qint64 context = 0;
    for (qint64 turns = dice.from(1, 3); turns > 0; --turns) {
        session.turns.push_back(pastTurnOf(dice, habit, at, context));
        at = session.turns.back().end + dice.from(1, 25) * pastMinute;
    }
    return session;
}

Tokens tokensUsed(const PastSession &session, const PastTurn *until)
{
    Tokens sum;
    for (const PastTurn &turn : session.turns) {
        for (const PastRequest &request : turn.requests) {
            sum.input += request.tokens.input;
            sum.output += request.tokens.output;
            sum.cacheRead += request.tokens.cacheRead;
            sum.cacheWrite += request.tokens.cacheWrite;
        }
        if (&turn == until)
            break;
    }
    return sum;
}

qint64 workedMs(const PastSession &session, const PastTurn *until)
{
    qint64 sum = 0;
    for (const PastTurn &turn : session.turns) {
        sum += turn.end - turn.at;
        if (&turn == until)
            break;
    }
    return sum;
}

//! Writes one session's events in the words of its wire.
class Telling
{
public:
    Telling(Tables &tables, Journal &journal, const Row &row, const PastSession &session)
        : m_tables(tables), m_journal(journal), m_row(row), m_session(session), m_managed(journal.wire() == Wire::ManagedAgents)
    {
        const Json *model = base::findPath(row.body, m_managed ? "agent.model.id" : "agent.model");
        m_model = model && model->is_string() ? model->get<std::string>() : std::string();
    }

    void tell()
    {
        for (const PastTurn &turn : m_session.turns)
            tell(turn);
        if (m_managed)
            write({{"type", "session.status_terminated"}}, *m_row.archived);
    }

private:
    //! No two events have the same time.
    EventRow write(const Json &event, qint64 at)
    {
        m_last = std::max(at, m_last + 1);
        return m_journal.append(m_tables, m_row.id, event, m_last, m_last);
    }

    static Json text(const char *words) { return Json::array({{{"type", "text"}, {"text", words}}}); }

    void tell(const PastTurn &turn)
    {
        if (m_managed)
            write({{"type", "session.status_running"}}, turn.at);
        write({{"type", "user.message"}, {"content", text(m_session.title)}}, turn.at);
        for (const PastRequest &request : turn.requests)
            tell(request, &request == &turn.requests.back());
        if (!m_managed)
            return;
        Notes notes;
        notes.tokens = tokensUsed(m_session, &turn);
        notes.microCents = costOf(notes.tokens, m_model);
        notes.activeMs = workedMs(m_session, &turn);
        write({{"type", "session.usage"}, {"usage", usageJson(notes)}, {"budget", nullptr}}, turn.end);
        write({{"type", "session.status_idle"}, {"stop_reason", {{"type", "end_turn"}}}, {"stop_details", nullptr}}, turn.end);
    }

    void tell(const PastRequest &request, bool isLast)
    {
        const Json usage = {{"input_tokens", request.tokens.input},
                            {"output_tokens", request.tokens.output},
                            {"cache_read_input_tokens", request.tokens.cacheRead},
                            {"cache_creation_input_tokens", request.tokens.cacheWrite}};
        const qint64 begin = request.at - 3'000;
        if (m_managed) {
            const std::string start = write({{"type", "span.model_request_start"}}, begin).id;
            Json end = {{"type", "span.model_request_end"}, {"model_request_start_id", start}, {"is_error", false}, {"model_usage", usage}};
            end["model_usage"]["speed"] = "standard";
            sayIf(isLast, request.at);
            write(end, request.at);
            return;
        }
        const std::string id = newId("sevt-", 16);
        write({{"type", "span.model_request_start"}, {"id", id}, {"model", m_model}}, begin);
        sayIf(isLast, request.at);
        write({{"type", "span.model_request_end"}, {"model", m_model}, {"model_request_start_id", id}, {"model_usage", usage},
               {"finish_reason", isLast ? "stop" : "tool-calls"}, {"final_text_length", 5}, {"is_error", false}},
              request.at);
    }

    void sayIf(bool says, qint64 at)
    {
        if (says)
            write({{"type", "agent.message"}, {"content", text("Done.")}}, at);
    }

    Tables &m_tables;
    Journal &m_journal;
    const Row &m_row;
    const PastSession &m_session;
    const bool m_managed;
    std::string m_model;
    qint64 m_last = 0;
};

} // namespace

std::vector<PastSession> pastSessions(qint64 now)
{
    const qint64 today = now / pastDay * pastDay;
    std::vector<PastSession> sessions;
    for (int ago = pastDays - 1; ago >= toldDays; --ago) {
        const qint64 midnight = today - ago * pastDay;
        Dice dice(quint64(midnight / pastDay));
        const bool weekend = (midnight / pastDay + 3) % 7 >= 5; // the first of January 1970 was a Thursday
        for (qint64 count = weekend ? dice.from(0, 1) : dice.from(1, 3); count > 0; --count)
            sessions.push_back(pastSessionOf(dice, midnight));
    }
    return sessions;
}

void notePast(const PastSession &past, const std::string &model, Notes &notes)
{
    notes.tokens = tokensUsed(past, nullptr);
    notes.microCents = costOf(notes.tokens, model);
    notes.activeMs = workedMs(past, nullptr);
    notes.ended = past.end() + pastHour;
}

void tellPast(Tables &tables, Journal &journal, const std::string &session)
{
    const auto row = tables.find("session", session);
    if (!row || !row->archived || tables.lastSeq(session) > 0)
        return;
    const Notes notes = Notes::of(*row);
    const auto sessions = notes.past.place >= 0 ? pastSessions(notes.past.now) : std::vector<PastSession>();
    if (std::size_t(notes.past.place) < sessions.size())
        Telling(tables, journal, *row, sessions[std::size_t(notes.past.place)]).tell();
}

} // namespace demo
