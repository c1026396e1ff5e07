#include "ui/widgets/amounttext.h"

#include "base/plaintext.h"

#include <QLocale>

#include <cmath>

namespace widgets {

namespace {

const QChar minusSign(0x2212);

QString placed(const QString &number, const QByteArray &unit)
{
    if (unit == "USD")
        return QLatin1Char('$') + number;
    if (unit == "EUR")
        return QChar(0x20ac) + number;
    if (unit == "GBP")
        return QChar(0xa3) + number;
    return number + QChar(0xa0) + base::plainLine(QString::fromUtf8(unit), 16);
}

//! Without a sign.
QString numberOf(const base::Decimal &amount)
{
    const base::Decimal cent = *base::Decimal::parse("0.01");
    const int places = !amount.isZero() && amount < cent ? 4 : 2;
    const QString text = QString::fromLatin1(amount.rounded(places).text(places));
    const auto point = text.indexOf(QLatin1Char('.'));
    const QLocale locale;
    return locale.toString(text.left(point).toLongLong()) + locale.decimalPoint() + text.mid(point + 1);
}

} // namespace

QString amountText(const base::Decimal &amount, const QByteArray &unit)
{
    if (amount.isNegative())
        return minusSign + placed(numberOf(-amount), unit);
    return placed(numberOf(amount), unit);
}

QString changeText(const base::Decimal &change, const QByteArray &unit)
{
    return change.isNegative() || change.isZero() ? amountText(change, unit) : QLatin1Char('+') + amountText(change, unit);
}

QString percentText(double part, bool isSigned)
{
    const double percent = std::abs(part) * 100;
    const QString number = percent > 0 && percent < 1 ? QStringLiteral("< 1") : QLocale().toString(percent, 'f', 0);
    const QString sign = part < 0 ? QString(minusSign) : isSigned && part > 0 ? QStringLiteral("+") : QString();
    return sign + number + QChar(0xa0) + QLatin1Char('%');
}

} // namespace widgets
