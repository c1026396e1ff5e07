#include "models/pricerows.h"

#include "store/pricetext.h"

#include <algorithm>

namespace models {

using store::Price;
using store::PriceTable;

namespace {

//! The place of a price: two of them at one place would be two answers to one question.
QStringList placeOf(const QStringList &values)
{
    return {values[PriceRows::Pattern].toCaseFolded(), values[PriceRows::ValidFrom], values[PriceRows::Currency]};
}

//! What a person typed, as the file spells it.
QString spelled(int column, const QString &typed)
{
    QString value = typed.trimmed();
    if (column >= PriceRows::Input && value.count(QLatin1Char(',')) == 1 && !value.contains(QLatin1Char('.')))
        value.replace(QLatin1Char(','), QLatin1Char('.')); // a decimal comma: amounts below a million need no other
    if (column == PriceRows::Currency)
        return value.size() == 3 ? value.toUpper() : value;
    if (column < PriceRows::Input)
        return value;
    const auto amount = base::Decimal::parse(value.toUtf8());
    return amount ? QString::fromLatin1(amount->text(2)) : value;
}

} // namespace

PriceRows::PriceRows(Costs *costs, base::Clock *clock, QObject *parent) : QAbstractTableModel(parent), m_costs(costs), m_clock(clock)
{
    load();
    connect(costs->prices(), &store::PriceFile::changed, this, [this] {
        if (!m_saving)
            reset([this] { load(); });
        readUnpriced();
    });
}

void PriceRows::load()
{
    m_own.clear();
    m_shipped.clear();
    for (const Price &price : m_costs->prices()->own().prices())
        m_own.push_back(store::priceValues(price));
    for (const Price &price : PriceTable::shipped().prices())
        m_shipped.push_back(store::priceValues(price));
}

void PriceRows::reset(const std::function<void()> &change)
{
    beginResetModel();
    change();
    endResetModel();
}

int PriceRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_own.size() + m_shipped.size());
}

int PriceRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool PriceRows::isWhole(int row) const
{
    return isShipped(row) || store::priceOfValues(m_own[std::size_t(row)]).has_value();
}

QVariant PriceRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const bool shipped = isShipped(index.row());
    if (role == ShippedRole)
        return shipped;
    if (index.column() == Origin)
        return {};
    const QStringList &values = shipped ? m_shipped[std::size_t(index.row()) - m_own.size()] : m_own[std::size_t(index.row())];
    if (role == MissingRole)
        return !shipped && !store::isPriceValue(index.column(), values[index.column()]);
    return role == Qt::DisplayRole || role == Qt::EditRole ? QVariant(values[index.column()]) : QVariant();
}

Qt::ItemFlags PriceRows::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && !isShipped(index.row()) && index.column() != Origin)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool PriceRows::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    QString &cell = m_own[std::size_t(index.row())][index.column()];
    const QString wanted = spelled(index.column(), value.toString());
    if (wanted == cell)
        return true;
    if (!store::isPriceValue(index.column(), wanted)) {
        Q_EMIT refused(index.column(), value.toString());
        return false;
    }
    const QString before = std::exchange(cell, wanted);
    if (isWhole(index.row()) && !save()) {
        m_own[std::size_t(index.row())][index.column()] = before;
        return false;
    }
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    return true;
}

bool PriceRows::save()
{
    std::vector<Price> whole;
    for (const QStringList &values : m_own) {
        if (auto price = store::priceOfValues(values))
            whole.push_back(std::move(*price));
    }
    m_saving = true;
    const base::Outcome written = m_costs->prices()->setOwn(PriceTable(std::move(whole)));
    m_saving = false;
    if (!written)
        Q_EMIT failed(written.error());
    return written.ok();
}

int PriceRows::add(const QString &pattern)
{
    const int row = int(m_own.size());
    QStringList values{pattern, m_clock->now().date().toString(Qt::ISODate), QStringLiteral("USD")};
    while (values.size() < store::priceColumns)
        values.append(QString());
    if (!pattern.isEmpty()) // what was used already is to have a price, too
        values[ValidFrom] = QStringLiteral("2020-01-01");
    beginInsertRows({}, row, row);
    m_own.push_back(values);
    endInsertRows();
    return row;
}

int PriceRows::copy(int row)
{
    const QStringList values = isShipped(row) ? m_shipped[std::size_t(row) - m_own.size()] : m_own[std::size_t(row)];
    const int at = int(m_own.size());
    put(at, values);
    return at;
}

QStringList PriceRows::take(int row)
{
    const QStringList values = m_own[std::size_t(row)];
    const bool counted = isWhole(row);
    const std::vector<QStringList> before = m_own;
    beginRemoveRows({}, row, row);
    m_own.erase(m_own.begin() + row);
    endRemoveRows();
    if (counted && !save())
        reset([&] { m_own = before; });
    return values;
}

void PriceRows::put(int row, const QStringList &values)
{
    const int at = std::clamp(row, 0, int(m_own.size()));
    beginInsertRows({}, at, at);
    m_own.insert(m_own.begin() + at, values);
    endInsertRows();
    if (isWhole(at) && !save())
        reset([&] { m_own.erase(m_own.begin() + at); });
}

std::vector<QStringList> PriceRows::takeAll()
{
    const std::vector<QStringList> before = m_own;
    putAll({});
    return before;
}

void PriceRows::putAll(const std::vector<QStringList> &rows)
{
    const std::vector<QStringList> before = m_own;
    reset([&] { m_own = rows; });
    if (!save())
        reset([&] { m_own = before; });
}

base::Result<PriceRows::Imported> PriceRows::import(const QByteArray &text)
{
    const auto table = PriceTable::read(text);
    if (!table)
        return table.error();
    Imported done;
    std::vector<QStringList> rows = m_own;
    for (const Price &price : table->prices()) {
        const QStringList values = store::priceValues(price);
        const auto known = std::find_if(rows.begin(), rows.end(), [&values](const QStringList &other) { return placeOf(other) == placeOf(values); });
        const bool isShippedOne = std::find(m_shipped.begin(), m_shipped.end(), values) != m_shipped.end();
        if (known == rows.end() ? isShippedOne : *known == values) {
            ++done.same;
        } else if (known != rows.end()) {
            *known = values;
            ++done.replaced;
        } else {
            rows.push_back(values);
            ++done.added;
        }
    }
    const std::vector<QStringList> before = m_own;
    reset([&] { m_own = rows; });
    if (done.added + done.replaced == 0 || save())
        return done;
    reset([&] { m_own = before; });
    return base::Error::of(base::Error::Kind::Storage);
}

PriceTable PriceRows::exported(bool ownOnly) const
{
    return ownOnly ? m_costs->prices()->own() : m_costs->prices()->table();
}

void PriceRows::readUnpriced()
{
    store::LedgerQuestion question;
    question.prices = m_costs->prices()->table();
    m_costs->ledger()->sums(this, question)->then(this, [this](const base::Result<store::LedgerAnswer> &answer) {
        if (!answer || answer->unpriced == m_unpriced)
            return;
        m_unpriced = answer->unpriced;
        Q_EMIT unpricedChanged();
    });
}

} // namespace models
