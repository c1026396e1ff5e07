#include "backends/shared/usagereader.h"

#include "backends/shared/eventreader.h"
#include "base/decimal.h"

#include <algorithm>

namespace backends {

using api::EventKind;
using api::UsageKind;
using api::UsageRecord;

namespace {

//! Foreign JSON and words at a path, from an event or from a record.
struct UsageText
{
    std::function<QByteArray(const std::string &)> amount; //!< a number's or a text's own characters; empty: not there
    std::function<bool(const std::string &)> has;          //!< there and not null
};

struct UsageMember
{
    const char *path;
    UsageKind kind;
    const char *mark; //!< in the identity
};

//! Flat, and with `cache_creation` as an object: no object has both.
constexpr UsageMember tokenMembers[] = {
    {"input_tokens", UsageKind::InputTokens, "in"},
    {"output_tokens", UsageKind::OutputTokens, "out"},
    {"cache_read_input_tokens", UsageKind::CacheReadTokens, "read"},
    {"cache_creation_input_tokens", UsageKind::CacheWriteTokens, "write"},
    {"cache_creation.ephemeral_5m_input_tokens", UsageKind::CacheWrite5mTokens, "write5m"},
    {"cache_creation.ephemeral_1h_input_tokens", UsageKind::CacheWrite1hTokens, "write1h"},
};
constexpr UsageMember helperMembers[] = {
    {"input", UsageKind::InputTokens, "in"},
    {"output", UsageKind::OutputTokens, "out"},
    {"cache_read", UsageKind::CacheReadTokens, "read"},
};

//! Of a currency's minor units there are as many in one as this many zeros say.
int minorPlaces(const QByteArray &currency)
{
    for (const char *whole : {"JPY", "KRW", "VND", "CLP", "ISK"}) {
        if (currency == whole)
            return 0;
    }
    for (const char *thousandths : {"KWD", "BHD", "OMR", "JOD", "TND"}) {
        if (currency == thousandths)
            return 3;
    }
    return 2;
}

QByteArray wholeUnits(const QByteArray &minor, const QByteArray &currency)
{
    const auto amount = base::Decimal::parse(minor);
    return amount ? amount->shifted(minorPlaces(currency)).text() : minor; // what is no number is kept as it came
}

template<std::size_t count>
void addTokenRecords(const UsageText &source, const std::string &path, const UsageMember (&members)[count], const UsageRecord &like, std::vector<UsageRecord> &records)
{
    for (const UsageMember &member : members) {
        const QByteArray amount = source.amount(path + '.' + member.path);
        // Nothing used says nothing, but that there was a request: its output does.
        if (amount.isEmpty() || (amount == "0" && member.kind != UsageKind::OutputTokens))
            continue;
        UsageRecord record = like;
        record.identity += QLatin1Char('/') + QLatin1String(member.mark);
        record.amount = amount;
        record.unit = api::tokensUnit();
        record.kind = member.kind;
        records.push_back(std::move(record));
    }
}

void addTotals(const UsageText &source, const std::string &path, UsageRecord like, std::vector<UsageRecord> &records)
{
    like.isRunningTotal = true;
    addTokenRecords(source, path, tokenMembers, like, records);
    const QByteArray minor = source.amount(path + ".list_cost.amount");
    if (minor.isEmpty())
        return;
    UsageRecord money = like;
    money.identity += QStringLiteral("/cost");
    money.unit = source.amount(path + ".list_cost.currency");
    money.amount = wholeUnits(minor, money.unit);
    money.kind = UsageKind::Money;
    money.model.clear(); // run time is in it as well
    records.push_back(std::move(money));
}

UsageText usageTextOf(const EventReader &reader)
{
    return {[&reader](const std::string &path) {
                const std::string_view text = reader.text(path);
                return EventReader::toBytes(text.empty() && reader.has(path) ? reader.raw(path) : text);
            },
            [&reader](const std::string &path) { return reader.has(path); }};
}

UsageText usageTextOf(const base::Record &record)
{
    return {[&record](const std::string &path) -> QByteArray {
                const base::Json *value = record.find(path);
                if (!value || value->is_null())
                    return {};
                return value->is_string() ? base::toQString(*value).toUtf8() : base::dumpJson(*value);
            },
            [&record](const std::string &path) {
                const base::Json *value = record.find(path);
                return value && !value->is_null();
            }};
}

bool isTurnMark(const api::Event &event, TurnMark mark)
{
    if (mark == TurnMark::Idle)
        return event.kind == EventKind::StatusIdle && event.stop != api::StopReason::RequiresAction;
    return event.kind == EventKind::UserMessage && !event.queued && !event.denied;
}

bool tellsTokens(const api::Event &event)
{
    return event.kind == EventKind::ModelRequestEnd || event.kind == EventKind::SessionUsage || event.kind == EventKind::OutcomeEvaluation
        || (event.kind == EventKind::Bookkeeping
            && (event.type == QLatin1String("aux.model_call") || event.type == QLatin1String("span.compaction_summarize_end")));
}

} // namespace

std::vector<UsageRecord> usageOfEvent(const api::Event &event, TurnMark mark)
{
    std::vector<UsageRecord> records;
    UsageRecord like;
    like.identity = event.identity;
    like.thread = event.threadId;
    like.at = event.at;
    if (event.identity.isEmpty())
        return records;
    if (isTurnMark(event, mark)) {
        UsageRecord turn = like;
        turn.identity += QStringLiteral("/turn");
        turn.amount = "1";
        turn.unit = api::turnsUnit();
        turn.kind = UsageKind::Turns;
        records.push_back(std::move(turn));
        return records;
    }
    if (!tellsTokens(event))
        return records;
    thread_local EventReader reader;
    if (!reader.read(event.raw))
        return records;
    const UsageText source = usageTextOf(reader);
    for (const char *path : {"model", "model_id"}) {
        if (like.model.isEmpty())
            like.model = EventReader::toQString(reader.text(path));
    }
    if (event.kind == EventKind::SessionUsage)
        addTotals(source, "usage", like, records);
    else if (event.kind == EventKind::OutcomeEvaluation)
        addTokenRecords(source, "usage", tokenMembers, like, records);
    else if (source.has("tokens"))
        addTokenRecords(source, "tokens", helperMembers, like, records);
    else
        addTokenRecords(source, "model_usage", tokenMembers, like, records);
    return records;
}

api::SessionFacts factsOfSession(const base::Record &session)
{
    api::SessionFacts facts;
    facts.id = session.id();
    facts.title = session.string("title");
    const auto first = [&](std::initializer_list<const char *> paths) {
        QString found;
        for (const char *path : paths) {
            if (found.isEmpty())
                found = session.string(path);
        }
        return found;
    };
    facts.agent = first({"agent.id", "agent_id", "agent"});
    facts.agentName = session.string("agent.name");
    facts.version = session.string("agent.version");
    facts.model = first({"agent.model.id", "agent.model"});
    facts.environment = session.string("environment_id");
    if (const base::Json *metadata = session.find("metadata"); metadata && metadata->is_object()) {
        for (const auto &[key, value] : metadata->items())
            facts.tags.append(QString::fromStdString(key) + QStringLiteral(": ") + base::toQString(value));
    }
    facts.tags.sort();
    facts.createdAt = session.time("created_at");
    facts.updatedAt = session.time("updated_at");
    return facts;
}

std::vector<UsageRecord> totalsOfSession(const base::Record &session)
{
    std::vector<UsageRecord> records;
    const UsageText source = usageTextOf(session);
    const QDateTime at = session.time("updated_at");
    UsageRecord like;
    like.at = at;
    like.session = session.id();
    // Whose tokens they are is only sure where one agent works alone.
    if (!source.has("agent.multiagent"))
        like.model = factsOfSession(session).model;
    addTotals(source, "usage", like, records);
    // A record has no identity of its own: each total it tells is one.
    const QString when = QString::number(at.isValid() ? at.toMSecsSinceEpoch() : 0);
    for (UsageRecord &record : records)
        record.identity = QStringLiteral("record%1/%2@%3").arg(record.identity, QString::fromUtf8(record.amount.left(64)), when);
    return records;
}

} // namespace backends
