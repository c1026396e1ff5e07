#include "ui/screens/costrows.h"

#include "base/plaintext.h"
#include "ui/screens/costwords.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/amounttext.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timetext.h"

#include <QGuiApplication>
#include <QLocale>

#include <cmath>

namespace screens {

using models::CostTable;
using Kind = models::CostTable::Kind;

namespace {

constexpr double mostParts = 9.995; // a change beyond that is told better by its amount

bool isWords(Kind kind)
{
    return kind == Kind::Group || kind == Kind::Model;
}

bool isEstimate(Kind kind)
{
    return kind == Kind::Estimate || kind == Kind::EstimateChange || kind == Kind::EstimatePerTurn || kind == Kind::EstimatePerSession;
}

} // namespace

CostRows::CostRows(CostTable *table, QObject *parent) : QIdentityProxyModel(parent), m_table(table)
{
    setSourceModel(table);
}

QString CostRows::rowName(int row) const
{
    if (m_table->isTotal(row))
        return tr("All together");
    const store::LedgerSum &sum = m_table->sum(row);
    if (!m_table->isOfRequests())
        return groupName(m_table->grouping(), sum, m_zone);
    const QString at = QLocale().toString(sum.begins.toTimeZone(m_zone), QStringLiteral("ddd d MMM, HH:mm:ss"));
    return sum.key.id.isEmpty() ? tr("%1 (total of the session)").arg(at) : at;
}

QString CostRows::amount(const QModelIndex &index, const CostTable::Column &column) const
{
    const QVariant value = index.data(CostTable::ValueRole);
    const bool isChange = column.kind == Kind::ReportedChange || column.kind == Kind::EstimateChange;
    if (!value.isValid())
        return column.kind == Kind::Estimate ? tr("unknown") : isEstimate(column.kind) || isChange ? QString() : QStringLiteral("–");
    const auto money = value.value<base::Decimal>();
    if (isChange) {
        const QVariant before = index.data(CostTable::BeforeRole);
        if (money.isZero())
            return QStringLiteral("–");
        const double base = before.isValid() ? before.value<base::Decimal>().toDouble() : 0;
        const QString change = widgets::changeText(money, column.unit);
        return base > 0 && std::abs(money.toDouble()) < mostParts * base ? tr("%1 (%2)").arg(change, widgets::percentText(money.toDouble() / base, true)) : change;
    }
    if (money.isZero() && m_table->sum(index.row()).tokens.all() == 0)
        return QStringLiteral("–");
    const QString text = widgets::amountText(money, column.unit);
    return index.data(CostTable::UnpricedRole).toBool() ? tr("%1 and more").arg(text) : text;
}

QString CostRows::text(const QModelIndex &index) const
{
    const CostTable::Column &column = m_table->columns()[std::size_t(index.column())];
    const QVariant value = index.data(CostTable::ValueRole);
    switch (column.kind) {
    case Kind::Group: return rowName(index.row());
    case Kind::Model: return base::plainLine(value.toString(), 80);
    case Kind::HitRate: return value.isValid() ? widgets::percentText(value.toDouble()) : QStringLiteral("–");
    case Kind::Tokens:
    case Kind::Input:
    case Kind::Output:
    case Kind::CacheRead:
    case Kind::CacheWrite:
    case Kind::Requests:
    case Kind::Turns:
    case Kind::Sessions: return widgets::numberText(value.toLongLong());
    default: return amount(index, column);
    }
}

QVariant CostRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QModelIndex source = mapToSource(index);
    const Kind kind = m_table->columns()[std::size_t(source.column())].kind;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return text(source);
    case Qt::ToolTipRole:
        if (source.data(CostTable::UnpricedRole).toBool())
            return widgets::toolTipText(tr("Some of these tokens are of a model without a price."));
        return kind == Kind::Group ? widgets::toolTipText(m_table->isTotal(source.row()) ? QString() : rowName(source.row())) : QVariant();
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (isWords(kind) ? Qt::AlignLeft : Qt::AlignRight)));
    case Qt::FontRole: return m_table->isTotal(source.row()) ? QVariant(theme::font(theme::Role::Strong)) : QVariant();
    case Qt::ForegroundRole:
        if (kind == Kind::Group && !m_table->isTotal(source.row()))
            return theme::color(QGuiApplication::palette(), theme::Token::Accent); // it leads down
        return isEstimate(kind) ? QVariant(theme::color(QGuiApplication::palette(), theme::Token::Muted)) : QVariant();
    default: return QIdentityProxyModel::data(index, role);
    }
}

QString CostRows::headerText(const CostTable::Column &column)
{
    const QString unit = base::plainLine(QString::fromUtf8(column.unit), 16);
    switch (column.kind) {
    case Kind::Group: return {};
    case Kind::Model: return tr("Model");
    case Kind::Reported: return tr("Reported, %1").arg(unit);
    case Kind::ReportedChange: return tr("Change");
    case Kind::Estimate: return tr("Estimate, %1").arg(unit);
    case Kind::EstimateChange: return tr("Change of estimate");
    case Kind::Tokens: return tr("Tokens");
    case Kind::Input: return tr("Input");
    case Kind::Output: return tr("Output");
    case Kind::CacheRead: return tr("Cache read");
    case Kind::CacheWrite: return tr("Cache write");
    case Kind::HitRate: return tr("Cache hits");
    case Kind::Requests: return tr("Requests");
    case Kind::Turns: return tr("Turns");
    case Kind::Sessions: return tr("Sessions");
    case Kind::ReportedPerTurn: return tr("Reported a turn");
    case Kind::EstimatePerTurn: return tr("Estimate a turn");
    case Kind::ReportedPerSession: return tr("Reported a session");
    case Kind::EstimatePerSession: return tr("Estimate a session");
    }
    return {};
}

QString CostRows::headerHelp(const CostTable::Column &column)
{
    switch (column.kind) {
    case Kind::Reported: return tr("What the server says that it costs, at list price.");
    case Kind::Estimate: return tr("Reckoned here: tokens times the prices in the price table. No server said so.");
    case Kind::ReportedChange:
    case Kind::EstimateChange: return tr("Against as many days right before.");
    case Kind::Input: return tr("Tokens that no cache held.");
    case Kind::HitRate: return tr("The part of all input that a cache held.");
    default: return {};
    }
}

QVariant CostRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= int(m_table->columns().size()))
        return {};
    const CostTable::Column &column = m_table->columns()[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole: return column.kind == Kind::Group ? (m_table->isOfRequests() ? tr("Request") : groupingWord(m_table->grouping())) : headerText(column);
    case Qt::ToolTipRole: return headerHelp(column).isEmpty() ? QVariant() : QVariant(widgets::toolTipText(headerHelp(column)));
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (isWords(column.kind) ? Qt::AlignLeft : Qt::AlignRight)));
    default: return {};
    }
}

} // namespace screens
