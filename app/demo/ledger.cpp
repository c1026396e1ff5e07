#include "demo/ledger.h"

#include <array>

namespace demo {

namespace {

struct Price
{
    const char *part;  //!< of the model's id
    qint64 input;      //!< cents for a million tokens
    qint64 output;
};

constexpr std::array prices{Price{"opus", 500, 2500}, Price{"fable", 1000, 5000}, Price{"haiku", 100, 500}, Price{"sonnet", 300, 1500}};

constexpr qint64 centsPerHour = 8; // run time of a session that works

} // namespace

qint64 tokensOf(qint64 bytes)
{
    return (bytes + 3) / 4;
}

qint64 costOf(const Tokens &tokens, const std::string &model)
{
    Price price = prices.back();
    for (const Price &candidate : prices) {
        if (model.find(candidate.part) != std::string::npos)
            price = candidate;
    }
    // Cents for a million tokens are 1/10,000 cents for a hundred; cached input costs a tenth to read, a quarter more to write.
    const qint64 inputHundredths = tokens.input * 100 + tokens.cacheRead * 10 + tokens.cacheWrite * 125;
    return (inputHundredths * price.input / 100 + tokens.output * price.output) / 100;
}

qint64 costOfTime(qint64 activeMs)
{
    return activeMs * centsPerHour * 10'000 / 3'600'000;
}

Notes Notes::of(const Row &session)
{
    const Json &in = session.inner;
    Notes notes;
    notes.tokens = {in.value("input", qint64(0)), in.value("output", qint64(0)), in.value("cache_read", qint64(0)),
                    in.value("cache_write", qint64(0))};
    notes.microCents = in.value("micro_cents", qint64(0));
    notes.activeMs = in.value("active_ms", qint64(0));
    notes.context = in.value("context", qint64(0));
    notes.fresh = in.value("fresh", qint64(0));
    if (in.contains("ended"))
        notes.ended = in.value("ended", qint64(0));
    for (const Json &call : in.value("pending", Json::array())) {
        notes.pending.push_back({call.value("id", std::string()), call.value("tool", std::string()), call.value("server", std::string()),
                                 call.value("input", Json::object()), call.value("custom", false), call.value("result", std::string()),
                                 call.value("fails", false), call.value("answer", std::string())});
    }
    notes.shownPending = in.value("shown_pending", 0);
    notes.endlessCall = in.value("endless_call", std::string());
    notes.lastCue = in.value("last_cue", std::string());
    notes.broken = in.value("broken", false);
    notes.thread = in.value("thread", std::string());
    notes.past = {in.value("past_now", qint64(0)), in.value("past_place", -1)};
    return notes;
}

void Notes::save(Row *session) const
{
    Json in = {{"input", tokens.input},
               {"output", tokens.output},
               {"cache_read", tokens.cacheRead},
               {"cache_write", tokens.cacheWrite},
               {"micro_cents", microCents},
               {"active_ms", activeMs},
               {"context", context},
               {"fresh", fresh},
               {"shown_pending", shownPending},
               {"endless_call", endlessCall},
               {"last_cue", lastCue},
               {"broken", broken},
               {"thread", thread}};
    if (ended)
        in["ended"] = *ended;
    if (past.place >= 0) {
        in["past_now"] = past.now;
        in["past_place"] = past.place;
    }
    Json calls = Json::array();
    for (const PendingCall &call : pending) {
        calls.push_back({{"id", call.id},
                         {"tool", call.tool},
                         {"server", call.server},
                         {"input", call.input},
                         {"custom", call.custom},
                         {"result", call.result},
                         {"fails", call.fails},
                         {"answer", call.answer}});
    }
    in["pending"] = std::move(calls);
    session->inner = std::move(in);
}

qint64 listCents(const Notes &notes)
{
    return (notes.microCents + costOfTime(notes.activeMs) + 9'999) / 10'000;
}

Json usageJson(const Notes &notes)
{
    return {{"input_tokens", notes.tokens.input},
            {"output_tokens", notes.tokens.output},
            {"cache_read_input_tokens", notes.tokens.cacheRead},
            {"cache_creation", {{"ephemeral_5m_input_tokens", notes.tokens.cacheWrite}, {"ephemeral_1h_input_tokens", 0}}},
            {"server_tool_use", nullptr},
            {"active_seconds", double(notes.activeMs) / 1000.0},
            {"list_cost", {{"amount", std::to_string(listCents(notes))}, {"currency", "USD"}}}};
}

bool budgetReached(const Row &session, const Notes &notes)
{
    const Json *amount = base::findPath(session.body, "budget.max_list_cost.amount");
    return amount && amount->is_string() && listCents(notes) >= QByteArray::fromStdString(amount->get<std::string>()).toLongLong();
}

void refreshSession(Row *session, const Notes &notes, qint64 now)
{
    session->body["status"] = session->status;
    session->body["usage"] = usageJson(notes);
    session->body["stats"] = {{"active_seconds", double(notes.activeMs) / 1000.0},
                              {"duration_seconds", double(notes.ended.value_or(now) - session->created) / 1000.0}};
    session->body["updated_at"] = toTime(now);
    notes.save(session);
}

} // namespace demo
