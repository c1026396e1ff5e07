#include "store/ledgerfold.h"

#include <algorithm>

namespace store {

using api::UsageKind;
using Column = LedgerDeltas::Column;

namespace {

constexpr QChar separator(0x1f); // in no id

constexpr std::pair<Column, UsageKind> tokenColumns[] = {
    {LedgerDeltas::Input, UsageKind::InputTokens},           {LedgerDeltas::Output, UsageKind::OutputTokens},
    {LedgerDeltas::CacheRead, UsageKind::CacheReadTokens},   {LedgerDeltas::CacheWrite, UsageKind::CacheWriteTokens},
    {LedgerDeltas::Cache5m, UsageKind::CacheWrite5mTokens},  {LedgerDeltas::Cache1h, UsageKind::CacheWrite1hTokens},
};

std::vector<LedgerMoney> listed(const std::map<QByteArray, base::Decimal> &amounts)
{
    std::vector<LedgerMoney> out;
    for (const auto &[unit, amount] : amounts)
        out.push_back({unit, amount});
    return out;
}

} // namespace

std::vector<LedgerKey> LedgerFold::keysOf(LedgerGrouping by, const LedgerSession &session)
{
    using G = LedgerGrouping;
    switch (by) {
    case G::Profile: return {{{}, session.profile, {}}};
    case G::Agent: return {session.agent.isEmpty() ? LedgerKey{} : LedgerKey{session.server, session.agent, {}}};
    case G::AgentVersion: return {session.agent.isEmpty() ? LedgerKey{} : LedgerKey{session.server, session.agent, session.version}};
    case G::Environment: return {session.environment.isEmpty() ? LedgerKey{} : LedgerKey{session.server, session.environment, {}}};
    case G::Session: return {{session.server, session.id, {}}};
    case G::Tag: {
        std::vector<LedgerKey> keys;
        for (const QString &tag : session.tags)
            keys.push_back({{}, tag, {}});
        return keys.empty() ? std::vector<LedgerKey>{{}} : keys;
    }
    default: return {{}};
    }
}

std::vector<int> LedgerFold::groupsOf(LedgerGrouping by, const LedgerSlice &slice, const LedgerPart &part)
{
    if (isOfTime(by))
        return {groupOf({by, {{}, m_slices.periods[std::size_t(slice.period)].id, {}}, nullptr, slice.period})};
    if (by == LedgerGrouping::Model)
        return {groupOf({by, {{}, part.model, {}}, nullptr, -1})};
    std::vector<int> groups;
    for (const LedgerKey &key : keysOf(by, *part.session))
        groups.push_back(groupOf({by, key, part.session, -1}));
    return groups;
}

int LedgerFold::groupOf(const Group &group)
{
    const QString place = QString::number(int(group.by)) + separator + group.key.server + separator + group.key.id + separator + group.key.version;
    const auto known = m_places.constFind(place);
    if (known != m_places.constEnd())
        return *known;
    m_groups.push_back(group);
    m_places.insert(place, int(m_groups.size()) - 1);
    return int(m_groups.size()) - 1;
}

const Price *LedgerFold::priceOf(const QString &model, QDate day)
{
    const auto [known, fresh] = m_prices.try_emplace({day, model}, nullptr);
    if (fresh)
        known->second = m_question.prices.find(model, day);
    return known->second;
}

void LedgerFold::add(const LedgerSlice &slice, const LedgerPart &part)
{
    const Price *price = part.unit.isEmpty() ? priceOf(part.model, slice.day) : nullptr;
    addTo(m_total, part, price);
    if (part.unit.isEmpty() && !price) {
        qint64 tokens = 0;
        for (const auto &column : tokenColumns)
            tokens += part.tokens[column.first];
        if (tokens > 0)
            m_unpriced[part.model] += tokens;
    }
    for (const int group : groupsOf(m_question.by, slice, part)) {
        if (!m_question.split) {
            addTo(m_sums[{group, -1}], part, price);
            continue;
        }
        for (const int split : groupsOf(*m_question.split, slice, part))
            addTo(m_sums[{group, split}], part, price);
    }
}

void LedgerFold::addTo(Sum &sum, const LedgerPart &part, const Price *price) const
{
    sum.sessions.insert(part.session->number);
    if (!part.unit.isEmpty()) {
        sum.reported[part.unit] += base::Decimal::ofNanos(part.nanos);
        return;
    }
    sum.tokens.input += part.tokens[LedgerDeltas::Input];
    sum.tokens.output += part.tokens[LedgerDeltas::Output];
    sum.tokens.cacheRead += part.tokens[LedgerDeltas::CacheRead];
    sum.tokens.cacheWrite += part.tokens[LedgerDeltas::CacheWrite] + part.tokens[LedgerDeltas::Cache5m] + part.tokens[LedgerDeltas::Cache1h];
    sum.requests += part.tokens[LedgerDeltas::Requests];
    sum.turns += part.tokens[LedgerDeltas::Turns];
    for (const auto &[column, kind] : tokenColumns) {
        const qint64 tokens = part.tokens[column];
        if (tokens == 0)
            continue;
        if (price)
            sum.estimated[price->currency] += price->ofMillion(kind)->ofMillion(tokens);
        else
            sum.unpriced += tokens;
    }
}

LedgerSum LedgerFold::made(const Sum &sum) const
{
    LedgerSum out;
    out.reported = listed(sum.reported);
    out.estimated = listed(sum.estimated);
    out.tokens = sum.tokens;
    out.unpricedTokens = sum.unpriced;
    out.requests = sum.requests;
    out.turns = sum.turns;
    out.sessions = sum.sessions.size();
    return out;
}

void LedgerFold::sort(std::vector<LedgerSum> &sums) const
{
    const bool byTime = isOfTime(m_question.by);
    const auto place = [byTime](const LedgerSum &sum) {
        const base::Decimal money = sum.reported.empty() ? base::Decimal() : -sum.reported.front().amount;
        return std::make_tuple(byTime ? sum.begins : QDateTime(), -sum.tokens.all(), money, sum.key.id, sum.key.version, sum.key.server);
    };
    std::stable_sort(sums.begin(), sums.end(), [&](const LedgerSum &a, const LedgerSum &b) { return place(a) < place(b); });
}

LedgerAnswer LedgerFold::answer(const std::map<std::pair<QString, QString>, QString> &agents, const Names &profiles) const
{
    using G = LedgerGrouping;
    LedgerAnswer out;
    for (const auto &[place, sum] : m_sums) {
        const Group &group = m_groups[std::size_t(place.first)];
        LedgerSum one = made(sum);
        one.key = group.key;
        if (place.second >= 0)
            one.split = m_groups[std::size_t(place.second)].key;
        if (group.period >= 0) {
            one.begins = m_slices.periods[std::size_t(group.period)].begins;
            one.ends = m_slices.periods[std::size_t(group.period)].ends;
        }
        if (group.by == G::Session) {
            one.name = group.session->title;
            one.isDeleted = group.session->isDeleted;
        } else if (group.by == G::Profile) {
            one.name = profiles.value(group.key.id);
        } else if (group.by == G::Agent || group.by == G::AgentVersion) {
            const auto known = agents.find({group.key.server, group.key.id});
            one.name = known == agents.end() ? QString() : known->second;
        }
        if (group.session && !group.key.id.isEmpty() && group.by != G::Tag)
            one.profile = group.session->profile;
        out.sums.push_back(std::move(one));
    }
    sort(out.sums);
    out.total = made(m_total);
    for (auto one = m_unpriced.begin(); one != m_unpriced.end(); ++one)
        out.unpriced.push_back({one.key(), one.value()});
    std::sort(out.unpriced.begin(), out.unpriced.end(), [](const auto &a, const auto &b) { return std::tie(b.tokens, a.model) < std::tie(a.tokens, b.model); });
    out.overlaps = m_question.by == G::Tag || m_question.split == G::Tag;
    return out;
}

} // namespace store
