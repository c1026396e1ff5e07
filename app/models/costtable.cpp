#include "models/costtable.h"

#include <algorithm>
#include <set>

namespace models {

using base::Decimal;
using store::LedgerGrouping;
using store::LedgerMoney;
using store::LedgerSum;

namespace {

using Kind = CostTable::Kind;

std::set<QByteArray> unitsOf(const std::vector<LedgerMoney> &money)
{
    std::set<QByteArray> units;
    for (const LedgerMoney &one : money)
        units.insert(one.unit);
    return units;
}

QVariant decimal(const std::optional<Decimal> &amount)
{
    return amount ? QVariant::fromValue(*amount) : QVariant();
}

//! Rounded to nanos, half away from zero.
std::optional<Decimal> shared(const std::optional<Decimal> &amount, qint64 among)
{
    const auto nanos = amount ? amount->toNanos() : std::nullopt;
    if (!nanos || among <= 0)
        return std::nullopt;
    const qint64 half = *nanos < 0 ? -(among / 2) : among / 2;
    return Decimal::ofNanos((*nanos + half) / among);
}

//! An estimate of nothing is nothing; of tokens without any price it is unknown.
std::optional<Decimal> estimateOf(const LedgerSum &sum, const QByteArray &unit)
{
    if (auto amount = amountIn(sum.estimated, unit))
        return amount;
    return sum.unpricedTokens > 0 ? std::nullopt : std::optional(Decimal());
}

//! -1, 0 or 1; what is unknown is less than everything.
int compared(const QVariant &a, const QVariant &b)
{
    if (!a.isValid() || !b.isValid())
        return int(a.isValid()) - int(b.isValid());
    if (a.metaType() == QMetaType::fromType<Decimal>()) {
        const auto x = a.value<Decimal>();
        const auto y = b.value<Decimal>();
        return x < y ? -1 : y < x ? 1 : 0;
    }
    if (a.metaType().id() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString());
    const double x = a.toDouble();
    const double y = b.toDouble();
    return x < y ? -1 : y < x ? 1 : 0;
}

LedgerSum sumOf(const store::LedgerEntry &entry)
{
    LedgerSum sum;
    sum.key.id = entry.identity;
    sum.key.version = entry.thread;
    sum.name = entry.model;
    sum.begins = entry.at;
    sum.tokens = entry.tokens;
    sum.reported = entry.reported;
    sum.estimated = entry.estimated;
    if (entry.estimated.empty())
        sum.unpricedTokens = entry.tokens.all();
    return sum;
}

} // namespace

std::optional<Decimal> amountIn(const std::vector<LedgerMoney> &money, const QByteArray &unit)
{
    for (const LedgerMoney &one : money) {
        if (one.unit == unit)
            return one.amount;
    }
    return std::nullopt;
}

CostTable::CostTable(QObject *parent) : QAbstractTableModel(parent) {}

void CostTable::show(const CostFound &found)
{
    beginResetModel();
    m_by = found.by;
    m_isOfRequests = found.stage.isSession();
    makeColumns(found);
    m_rows.clear();
    if (m_isOfRequests)
        takeRequests(found);
    else
        takeGroups(found);
    if (!m_rows.empty())
        m_rows.push_back({found.groups.total, found.before ? std::optional(found.before->total) : std::nullopt, true});
    sortRows();
    endResetModel();
}

void CostTable::makeColumns(const CostFound &found)
{
    const auto reported = unitsOf(found.groups.total.reported);
    const auto estimated = unitsOf(found.groups.total.estimated);
    const bool compares = found.before && !m_isOfRequests && (found.before->total.tokens.all() > 0 || !found.before->total.reported.empty());
    m_columns = {{Kind::Group, {}}};
    if (m_isOfRequests)
        m_columns.push_back({Kind::Model, {}});
    const auto addMoney = [this, compares](const std::set<QByteArray> &units, Kind amount, Kind change) {
        for (const QByteArray &unit : units) {
            m_columns.push_back({amount, unit});
            if (compares)
                m_columns.push_back({change, unit});
        }
    };
    addMoney(reported, Kind::Reported, Kind::ReportedChange);
    addMoney(estimated, Kind::Estimate, Kind::EstimateChange);
    for (const Kind kind : {Kind::Tokens, Kind::Input, Kind::Output, Kind::CacheRead, Kind::CacheWrite, Kind::HitRate})
        m_columns.push_back({kind, {}});
    if (m_isOfRequests)
        return;
    for (const Kind kind : {Kind::Requests, Kind::Turns, Kind::Sessions})
        m_columns.push_back({kind, {}});
    for (const QByteArray &unit : reported)
        m_columns.insert(m_columns.end(), {{Kind::ReportedPerTurn, unit}, {Kind::ReportedPerSession, unit}});
    for (const QByteArray &unit : estimated)
        m_columns.insert(m_columns.end(), {{Kind::EstimatePerTurn, unit}, {Kind::EstimatePerSession, unit}});
}

void CostTable::takeGroups(const CostFound &found)
{
    const auto &sums = found.groups.sums;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        Row row{sums[i], std::nullopt, false};
        if (found.before) {
            const auto &before = found.before->sums;
            // The third day is compared with the third day of the range before, an agent with itself.
            const auto same = isTime(found.by) ? (i < before.size() ? before.begin() + std::ptrdiff_t(i) : before.end())
                                               : std::find_if(before.begin(), before.end(), [&](const auto &one) { return one.key == sums[i].key; });
            if (same != before.end())
                row.before = *same;
        }
        m_rows.push_back(std::move(row));
    }
}

void CostTable::takeRequests(const CostFound &found)
{
    for (const store::LedgerEntry &entry : found.entries)
        m_rows.push_back({sumOf(entry), std::nullopt, false});
}

int CostTable::columnOf(Kind kind, const QByteArray &unit) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), Column{kind, unit});
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

int CostTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CostTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant CostTable::before(const Row &row, const Column &column) const
{
    if (!row.before)
        return {};
    if (column.kind == Kind::ReportedChange)
        return decimal(amountIn(row.before->reported, column.unit));
    return column.kind == Kind::EstimateChange ? decimal(amountIn(row.before->estimated, column.unit)) : QVariant();
}

QVariant CostTable::value(const Row &row, const Column &column) const
{
    const LedgerSum &sum = row.sum;
    const auto reported = [&] { return amountIn(sum.reported, column.unit); };
    const auto estimated = [&] { return estimateOf(sum, column.unit); };
    const auto change = [&](const std::optional<Decimal> &now) {
        return now ? QVariant::fromValue(*now - before(row, column).value<Decimal>()) : QVariant();
    };
    switch (column.kind) {
    case Kind::Group:
        if (m_isOfRequests)
            return sum.begins;
        return sum.name.isEmpty() ? sum.key.id : sum.name;
    case Kind::Model: return sum.name;
    case Kind::Reported: return decimal(reported());
    case Kind::ReportedChange: return change(reported().value_or(Decimal()));
    case Kind::Estimate: return decimal(estimated());
    case Kind::EstimateChange: return change(estimated());
    case Kind::Tokens: return sum.tokens.all();
    case Kind::Input: return sum.tokens.input;
    case Kind::Output: return sum.tokens.output;
    case Kind::CacheRead: return sum.tokens.cacheRead;
    case Kind::CacheWrite: return sum.tokens.cacheWrite;
    case Kind::HitRate: {
        const auto rate = sum.tokens.cacheHitRate();
        return rate ? QVariant(*rate) : QVariant();
    }
    case Kind::Requests: return sum.requests;
    case Kind::Turns: return sum.turns;
    case Kind::Sessions: return sum.sessions;
    case Kind::ReportedPerTurn: return decimal(shared(reported(), sum.turns));
    case Kind::EstimatePerTurn: return decimal(shared(estimated(), sum.turns));
    case Kind::ReportedPerSession: return decimal(shared(reported(), sum.sessions));
    case Kind::EstimatePerSession: return decimal(shared(estimated(), sum.sessions));
    }
    return {};
}

QVariant CostTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const Column &column = m_columns[std::size_t(index.column())];
    switch (role) {
    case ValueRole: return value(row, column);
    case TotalRole: return row.isTotal;
    case UnpricedRole: return column.kind == Kind::Estimate && row.sum.unpricedTokens > 0;
    case BeforeRole: return before(row, column);
    default: return {};
    }
}

void CostTable::sort(int column, Qt::SortOrder order)
{
    m_sortedBy = column >= 0 && column < int(m_columns.size()) ? std::optional(m_columns[std::size_t(column)]) : std::nullopt;
    m_order = order;
    if (!m_sortedBy)
        return; // as it came, from the next time on
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList kept = persistentIndexList();
    std::vector<store::LedgerKey> keys;
    for (const QModelIndex &index : kept)
        keys.push_back(m_rows[std::size_t(index.row())].sum.key);
    sortRows();
    for (int i = 0; i < kept.size(); ++i) {
        const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &one) { return one.sum.key == keys[std::size_t(i)]; });
        changePersistentIndex(kept.at(i), row == m_rows.end() ? QModelIndex() : createIndex(int(row - m_rows.begin()), kept.at(i).column()));
    }
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void CostTable::sortRows()
{
    if (!m_sortedBy || columnOf(m_sortedBy->kind, m_sortedBy->unit) < 0)
        return;
    const bool byTime = m_sortedBy->kind == Kind::Group && (isTime(m_by) || m_isOfRequests);
    std::vector<std::pair<QVariant, Row>> keyed;
    for (Row &row : m_rows) {
        const QVariant key = byTime ? QVariant(row.sum.begins.toMSecsSinceEpoch()) : value(row, *m_sortedBy);
        keyed.emplace_back(key, std::move(row));
    }
    std::stable_sort(keyed.begin(), keyed.end(), [this](const auto &a, const auto &b) {
        if (a.second.isTotal != b.second.isTotal)
            return b.second.isTotal;
        const int order = compared(a.first, b.first);
        return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
    });
    for (std::size_t i = 0; i < keyed.size(); ++i)
        m_rows[i] = std::move(keyed[i].second);
}

} // namespace models
