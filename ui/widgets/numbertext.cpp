#include "ui/widgets/numbertext.h"

#include "base/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace widgets {

namespace {

//! ISO 4217: how many digits a currency has behind the point.
int minorDigits(const QString &currency)
{
    if (currency == QLatin1String("JPY") || currency == QLatin1String("KRW"))
        return 0;
    if (currency == QLatin1String("KWD") || currency == QLatin1String("BHD"))
        return 3;
    return 2;
}

QString withSign(const QString &amount, const QString &currency)
{
    if (currency.isEmpty() || currency == QLatin1String("USD"))
        return QLatin1Char('$') + amount;
    if (currency == QLatin1String("EUR"))
        return QChar(0x20ac) + amount;
    if (currency == QLatin1String("GBP"))
        return QChar(0xa3) + amount;
    return base::plainLine(currency, 8) + QLatin1Char(' ') + amount;
}

QString scaled(double value, const QString &unit)
{
    // One digit behind the point only where it says something: 1.2k, but 12k. Cut, not rounded: 999,999 is not yet a million.
    const double shown = value < 10 ? std::floor(value * 10) / 10 : std::floor(value);
    return QLocale().toString(shown, 'f', value < 10 && shown != std::floor(shown) ? 1 : 0) + unit;
}

} // namespace

QString tokenText(qint64 count)
{
    if (count < 0)
        return {};
    if (count < 1000)
        return QString::number(count);
    if (count < 1000000)
        return scaled(double(count) / 1e3, QStringLiteral("k"));
    if (count < 1000000000)
        return scaled(double(count) / 1e6, QStringLiteral("M"));
    return scaled(double(count) / 1e9, QStringLiteral("G"));
}

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString moneyText(const QString &minor, const QString &currency)
{
    bool isNumber = false;
    const double value = minor.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return {};
    const int digits = minorDigits(currency);
    const double major = value / std::pow(10.0, digits);
    if (value > 0 && value < 1)
        return QStringLiteral("< ") + withSign(QLocale().toString(std::pow(10.0, -digits), 'f', digits), currency);
    return withSign(QLocale().toString(major, 'f', digits), currency);
}

QString moneyText(qint64 minor, const QString &currency)
{
    return moneyText(QString::number(minor), currency);
}

QString byteText(qint64 bytes)
{
    if (bytes < 0)
        return {};
    return QLocale().formattedDataSize(bytes, bytes < 10000000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace widgets
