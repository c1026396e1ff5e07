#include "store/pricetable.h"

#include "base/record.h"
#include "store/pricetext.h"

#include <QFile>

#include <algorithm>

namespace store {

using api::UsageKind;

namespace {

//! What comes with the program: read once.
struct Shipped
{
    PriceTable table;
    QDate on;
    QString from;

    Shipped()
    {
        QFile file(QStringLiteral(":/ledger/prices.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the shipped prices are missing");
        const QByteArray text = file.readAll();
        const auto json = base::parseJson(text);
        auto prices = pricesFromJson(text);
        if (!json || !prices)
            qFatal("the shipped prices cannot be read: %s", qPrintable(prices ? QString() : prices.error().detail));
        std::vector<Price> all = std::move(prices).value();
        for (Price &price : all)
            price.shipped = true;
        table = PriceTable(std::move(all));
        const base::Record record(*json);
        on = QDate::fromString(record.string("as_of"), Qt::ISODate);
        from = record.string("source");
    }
};

const Shipped &shippedPrices()
{
    static const Shipped shipped;
    return shipped;
}

//! Whether `text` is the pattern, * standing for any characters.
bool fits(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == QLatin1Char('*')) {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p].toCaseFolded() == text[t].toCaseFolded()) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == QLatin1Char('*'))
        ++p;
    return p == pattern.size();
}

auto rank(const Price &price)
{
    return std::make_tuple(price.pattern.size() - price.pattern.count(QLatin1Char('*')), price.validFrom, !price.shipped);
}

} // namespace

std::optional<base::Decimal> Price::ofMillion(UsageKind kind) const
{
    switch (kind) {
    case UsageKind::InputTokens: return input;
    case UsageKind::OutputTokens: return output;
    case UsageKind::CacheReadTokens: return cacheRead;
    case UsageKind::CacheWriteTokens:
    case UsageKind::CacheWrite5mTokens: return cacheWrite5m;
    case UsageKind::CacheWrite1hTokens: return cacheWrite1h;
    case UsageKind::Money:
    case UsageKind::Turns: break;
    }
    return std::nullopt;
}

PriceTable::PriceTable(std::vector<Price> prices) : m_prices(std::move(prices)) {}

const PriceTable &PriceTable::shipped()
{
    return shippedPrices().table;
}

QDate PriceTable::shippedOn()
{
    return shippedPrices().on;
}

QString PriceTable::shippedFrom()
{
    return shippedPrices().from;
}

const Price *PriceTable::find(const QString &model, QDate day) const
{
    const Price *best = nullptr;
    for (const Price &price : m_prices) {
        if (!model.isEmpty() && price.validFrom <= day && (!best || rank(*best) < rank(price)) && fits(price.pattern, model))
            best = &price;
    }
    return best;
}

std::vector<QDate> PriceTable::changes() const
{
    std::vector<QDate> days;
    for (const Price &price : m_prices)
        days.push_back(price.validFrom);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

PriceTable PriceTable::withShipped() const
{
    std::vector<Price> all = m_prices;
    all.insert(all.end(), shipped().prices().begin(), shipped().prices().end());
    return PriceTable(std::move(all));
}

QByteArray PriceTable::toCsv() const
{
    return pricesToCsv(m_prices);
}

QByteArray PriceTable::toJson() const
{
    return pricesToJson(m_prices);
}

base::Result<PriceTable> PriceTable::read(const QByteArray &text)
{
    const QByteArray start = text.left(64).trimmed();
    auto prices = start.startsWith('{') || start.startsWith('[') ? pricesFromJson(text) : pricesFromCsv(text);
    if (!prices)
        return prices.error();
    return PriceTable(std::move(prices).value());
}

} // namespace store
