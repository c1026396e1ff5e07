#include "models/costsheet.h"

#include "base/json.h"

#include <algorithm>

namespace models {

using base::Decimal;
using Kind = CostTable::Kind;

namespace {

const char *nameOfKind(Kind kind)
{
    switch (kind) {
    case Kind::Group: return "group";
    case Kind::Model: return "model";
    case Kind::Reported: return "reported";
    case Kind::ReportedChange: return "reported_change";
    case Kind::Estimate: return "estimate";
    case Kind::EstimateChange: return "estimate_change";
    case Kind::Tokens: return "tokens";
    case Kind::Input: return "input_tokens";
    case Kind::Output: return "output_tokens";
    case Kind::CacheRead: return "cache_read_tokens";
    case Kind::CacheWrite: return "cache_write_tokens";
    case Kind::HitRate: return "cache_hit_rate";
    case Kind::Requests: return "requests";
    case Kind::Turns: return "turns";
    case Kind::Sessions: return "sessions";
    case Kind::ReportedPerTurn: return "reported_per_turn";
    case Kind::EstimatePerTurn: return "estimate_per_turn";
    case Kind::ReportedPerSession: return "reported_per_session";
    case Kind::EstimatePerSession: return "estimate_per_session";
    }
    return "";
}

QString cellText(const QVariant &value)
{
    if (value.metaType() == QMetaType::fromType<Decimal>())
        return QString::fromLatin1(value.value<Decimal>().text());
    if (value.metaType().id() == QMetaType::QDateTime)
        return value.toDateTime().toUTC().toString(Qt::ISODateWithMs);
    return value.metaType().id() == QMetaType::Double ? QString::number(value.toDouble(), 'f', 6) : value.toString();
}

//! A spreadsheet runs what begins with one of these.
QString harmless(const QString &words)
{
    static const QString starts = QStringLiteral("=+-@\t\r\n|%");
    return !words.isEmpty() && starts.contains(words.at(0)) ? QLatin1Char('\'') + words : words;
}

QByteArray csvCell(const QString &text)
{
    const bool quoted = std::any_of(text.begin(), text.end(), [](QChar one) { return one == u'"' || one == u',' || one == u';' || one == u'\n' || one == u'\r'; });
    if (!quoted)
        return text.toUtf8();
    return '"' + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")).toUtf8() + '"';
}

} // namespace

CostSheet CostSheet::of(const CostTable &table, const std::function<QString(int)> &wordsOf)
{
    CostSheet sheet;
    sheet.names = {QStringLiteral("group"), QStringLiteral("id"), QStringLiteral("version"), QStringLiteral("server"), QStringLiteral("begins")};
    sheet.isText = {true, true, true, true, false};
    for (const CostTable::Column &column : table.columns()) {
        if (column.kind == Kind::Group)
            continue;
        QString name = QLatin1String(nameOfKind(column.kind));
        if (!column.unit.isEmpty())
            name += QLatin1Char('_') + QString::fromUtf8(column.unit);
        sheet.names.append(name);
        sheet.isText.push_back(column.kind == Kind::Model);
    }
    for (int row = 0; row < table.rowCount(); ++row) {
        const store::LedgerSum &sum = table.sum(row);
        QStringList cells{wordsOf(row), sum.key.id, sum.key.version, sum.key.server, table.isTotal(row) ? QString() : cellText(sum.begins)};
        for (int column = 0; column < table.columnCount(); ++column) {
            if (table.columns()[std::size_t(column)].kind != Kind::Group)
                cells.append(cellText(table.index(row, column).data(CostTable::ValueRole)));
        }
        sheet.rows.push_back(cells);
    }
    return sheet;
}

QByteArray CostSheet::toCsv() const
{
    QByteArray out;
    const auto write = [&out](const QStringList &cells, const std::vector<bool> *areText) {
        for (int i = 0; i < cells.size(); ++i) {
            if (i > 0)
                out += ',';
            // A unit is in the names, and a server's word as well.
            out += csvCell(!areText || (*areText)[std::size_t(i)] ? harmless(cells.at(i)) : cells.at(i));
        }
        out += "\r\n";
    };
    write(names, nullptr);
    for (const QStringList &row : rows)
        write(row, &isText);
    return out;
}

QByteArray CostSheet::toJson() const
{
    base::Json all = base::Json::array();
    for (const QStringList &row : rows) {
        base::Json one = base::Json::object();
        for (int i = 0; i < row.size(); ++i)
            one[names.at(i).toStdString()] = row.at(i).isEmpty() ? base::Json() : base::fromQString(row.at(i));
        all.push_back(std::move(one));
    }
    return base::dumpJson(all) + '\n';
}

} // namespace models
