#include "store/pricetext.h"

#include "base/json.h"

namespace store {

using base::Error;

namespace {

//! Names of columns and members, in order.
constexpr const char *names[] = {"pattern", "valid_from", "currency", "input", "output", "cache_write_5m", "cache_write_1h", "cache_read"};
constexpr int nameCount = priceColumns;
constexpr int maxPrices = 10'000;
constexpr int maxPattern = 200;

Error invalid(const QString &detail)
{
    return Error::of(Error::Kind::Invalid, detail);
}

base::Decimal *amountOf(Price &price, int column)
{
    base::Decimal *const amounts[] = {&price.input, &price.output, &price.cacheWrite5m, &price.cacheWrite1h, &price.cacheRead};
    return amounts[column - 3];
}

bool isWord(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
}

bool isPattern(const QString &text)
{
    return !text.isEmpty() && text.size() <= maxPattern && std::none_of(text.begin(), text.end(), [](QChar c) { return !c.isPrint() || c.isSpace(); });
}

//! An amount that estimates can take exactly: at most six places, below a million.
std::optional<base::Decimal> amount(const QString &text)
{
    const auto value = base::Decimal::parse(text.toUtf8());
    if (!value || value->isNegative() || value->rounded(6) != *value || *value >= base::Decimal::ofWhole(1'000'000))
        return std::nullopt;
    return value;
}

base::Result<Price> priceOf(const QStringList &values, const QString &place)
{
    Price price;
    price.pattern = values[0];
    if (!isPattern(price.pattern))
        return invalid(place + QStringLiteral(": pattern"));
    price.validFrom = QDate::fromString(values[1], Qt::ISODate);
    if (!price.validFrom.isValid())
        return invalid(place + QStringLiteral(": valid_from"));
    price.currency = values[2].toUtf8();
    if (!isWord(price.currency))
        return invalid(place + QStringLiteral(": currency"));
    for (int column = 3; column < nameCount; ++column) {
        const auto value = amount(values[column]);
        if (!value)
            return invalid(place + QStringLiteral(": ") + QLatin1String(names[column]));
        *amountOf(price, column) = *value;
    }
    return price;
}

QStringList valuesOf(const Price &price)
{
    QStringList values{price.pattern, price.validFrom.toString(Qt::ISODate), QString::fromUtf8(price.currency)};
    for (const base::Decimal &one : {price.input, price.output, price.cacheWrite5m, price.cacheWrite1h, price.cacheRead})
        values.append(QString::fromLatin1(one.text(2)));
    return values;
}

QString quoted(const QString &value)
{
    if (!value.contains(QLatin1Char(',')) && !value.contains(QLatin1Char('"')))
        return value;
    QString inner = value;
    return QLatin1Char('"') + inner.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

//! The values of one line; nothing when a quote is not closed. Prices have no line breaks in them.
std::optional<QStringList> split(const QString &line)
{
    QStringList values{QString()};
    bool inQuotes = false;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const QChar c = line[at];
        if (c == QLatin1Char('"') && inQuotes && at + 1 < line.size() && line[at + 1] == QLatin1Char('"'))
            values.last().append(line[++at]);
        else if (c == QLatin1Char('"'))
            inQuotes = !inQuotes;
        else if (c == QLatin1Char(',') && !inQuotes)
            values.append(QString());
        else
            values.last().append(c);
    }
    return inQuotes ? std::nullopt : std::optional(values);
}

QString headLine()
{
    QStringList head;
    for (const char *name : names)
        head.append(QLatin1String(name));
    return head.join(QLatin1Char(','));
}

} // namespace

QStringList priceValues(const Price &price)
{
    return valuesOf(price);
}

bool isPriceValue(int column, const QString &value)
{
    switch (column) {
    case 0: return isPattern(value);
    case 1: return QDate::fromString(value, Qt::ISODate).isValid();
    case 2: return isWord(value.toUtf8());
    default: return column > 2 && column < nameCount && amount(value).has_value();
    }
}

std::optional<Price> priceOfValues(const QStringList &values)
{
    if (values.size() != nameCount)
        return std::nullopt;
    auto price = priceOf(values, {});
    return price ? std::optional(std::move(price).value()) : std::nullopt;
}

QByteArray pricesToCsv(const std::vector<Price> &prices)
{
    QString text = headLine() + QStringLiteral("\r\n");
    for (const Price &price : prices) {
        QStringList values = valuesOf(price);
        std::transform(values.begin(), values.end(), values.begin(), quoted);
        text += values.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

QByteArray pricesToJson(const std::vector<Price> &prices)
{
    base::Json list = base::Json::array();
    for (const Price &price : prices) {
        base::Json one = base::Json::object();
        const QStringList values = valuesOf(price);
        for (int column = 0; column < nameCount; ++column)
            one[names[column]] = base::fromQString(values[column]);
        list.push_back(std::move(one));
    }
    base::Json out = base::Json::object();
    out["prices"] = std::move(list);
    return base::prettyJson(out) + '\n';
}

base::Result<std::vector<Price>> pricesFromCsv(const QByteArray &text)
{
    const QString all = QString::fromUtf8(text.startsWith("\xef\xbb\xbf") ? text.mid(3) : text);
    const QStringList lines = all.split(QLatin1Char('\n'));
    std::vector<Price> prices;
    for (int number = 0; number < lines.size(); ++number) {
        const QString line = lines[number].endsWith(QLatin1Char('\r')) ? lines[number].chopped(1) : lines[number];
        const QString place = QStringLiteral("line %1").arg(number + 1);
        if (number == 0) {
            if (line != headLine())
                return invalid(place);
            continue;
        }
        if (line.trimmed().isEmpty())
            continue;
        const auto values = split(line);
        if (!values || values->size() != nameCount || prices.size() == maxPrices)
            return invalid(place);
        auto price = priceOf(*values, place);
        if (!price)
            return price.error();
        prices.push_back(std::move(price).value());
    }
    return prices;
}

base::Result<std::vector<Price>> pricesFromJson(const QByteArray &text)
{
    const auto json = base::parseJson(text);
    if (!json)
        return invalid(json.error().detail);
    const base::Json *list = json->is_array() ? &*json : base::findPath(*json, "prices");
    if (!list || !list->is_array() || list->size() > maxPrices)
        return invalid(QStringLiteral("prices"));
    std::vector<Price> prices;
    for (const base::Json &one : *list) {
        QStringList values;
        for (const char *name : names) {
            const base::Json *value = base::findPath(one, name);
            // A number would have been a double on its way.
            values.append(value && value->is_string() ? base::toQString(*value) : QString());
        }
        auto price = priceOf(values, QStringLiteral("price %1").arg(prices.size() + 1));
        if (!price)
            return price.error();
        prices.push_back(std::move(price).value());
    }
    return prices;
}

} // namespace store
