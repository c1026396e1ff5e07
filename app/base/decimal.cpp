#include "base/decimal.h"

#include <array>
#include <limits>

namespace base {

namespace {

constexpr int places = 12;
constexpr int maxWholeDigits = 18;
constexpr qint64 maxWhole = 900'000'000'000'000'000;
constexpr int maxExponent = 400; // as far as a double goes; a hostile one must cost nothing

constexpr std::array<qint64, 13> powers = [] {
    std::array<qint64, 13> out{};
    qint64 power = 1;
    for (qint64 &one : out) {
        one = power;
        power *= 10;
    }
    return out;
}();

//! What stands in a number: the digits without the point, and where the point belongs among them.
struct Digits
{
    QByteArray all;
    int point = 0;
    bool negative = false;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<int> exponentOf(QByteArrayView text)
{
    bool negative = false;
    if (!text.isEmpty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text = text.sliced(1);
    }
    if (text.isEmpty() || text.size() > 6)
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value > maxExponent ? std::nullopt : std::optional(negative ? -value : value);
}

std::optional<Digits> digitsOf(QByteArrayView text)
{
    Digits out;
    qsizetype at = 0;
    if (at < text.size() && (text[at] == '-' || text[at] == '+'))
        out.negative = text[at++] == '-';
    bool seenPoint = false;
    qsizetype seen = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '.' && !seenPoint) {
            seenPoint = true;
        } else if (isDigit(c)) {
            ++seen;
            out.point += seenPoint ? 0 : 1;
            out.all.append(c);
        } else {
            break;
        }
    }
    if (seen == 0 || seen > 1'000)
        return std::nullopt;
    if (at < text.size()) {
        if (text[at] != 'e' && text[at] != 'E')
            return std::nullopt;
        const auto exponent = exponentOf(text.sliced(at + 1));
        if (!exponent)
            return std::nullopt;
        out.point += *exponent;
    }
    return out;
}

} // namespace

std::optional<Decimal> Decimal::parse(QByteArrayView text)
{
    const auto digits = digitsOf(text);
    if (!digits)
        return std::nullopt;
    // Digits at 10^(point-1), 10^(point-2), …; down to 10^-12 they count, one more rounds.
    qint64 whole = 0;
    qint64 pico = 0;
    int wholeDigits = 0;
    bool roundsUp = false;
    for (qsizetype i = 0; i < digits->all.size(); ++i) {
        const int digit = digits->all[i] - '0';
        const int power = digits->point - 1 - int(i);
        if (power >= 0) {
            if (digit == 0 && whole == 0)
                continue;
            if (++wholeDigits + power > maxWholeDigits && power >= maxWholeDigits)
                return std::nullopt;
            if (wholeDigits > maxWholeDigits)
                return std::nullopt;
            whole = whole * 10 + digit;
        } else if (power >= -places) {
            pico += digit * powers[std::size_t(places + power)];
        } else if (power == -places - 1) {
            roundsUp = digit >= 5;
        }
    }
    // "12e3": zeros that are not written.
    for (qsizetype missing = digits->point - digits->all.size(); missing > 0 && whole > 0; --missing) {
        if (whole > maxWhole / 10)
            return std::nullopt;
        whole *= 10;
    }
    if (whole > maxWhole)
        return std::nullopt;
    Decimal out(whole, pico);
    if (roundsUp)
        out += Decimal(0, 1);
    return digits->negative ? -out : out;
}

Decimal Decimal::ofNanos(qint64 value)
{
    qint64 whole = value / nanos;
    qint64 rest = value % nanos;
    if (rest < 0) {
        rest += nanos;
        --whole;
    }
    return Decimal(whole, rest * 1'000);
}

std::optional<qint64> Decimal::toNanos() const
{
    constexpr qint64 most = std::numeric_limits<qint64>::max() / nanos - 1;
    if (m_whole > most || m_whole < -most)
        return std::nullopt;
    return m_whole * nanos + (m_pico + 500) / 1'000;
}

Decimal Decimal::operator+(const Decimal &other) const
{
    qint64 pico = m_pico + other.m_pico;
    qint64 whole = m_whole + other.m_whole;
    if (pico >= picos) {
        pico -= picos;
        ++whole;
    }
    return Decimal(whole, pico);
}

Decimal Decimal::operator-() const
{
    return m_pico == 0 ? Decimal(-m_whole, 0) : Decimal(-m_whole - 1, picos - m_pico);
}

Decimal Decimal::rounded(int to) const
{
    if (to >= places)
        return *this;
    if (isNegative())
        return -(-*this).rounded(to);
    const qint64 step = powers[std::size_t(places - std::max(to, 0))];
    const qint64 pico = (m_pico + step / 2) / step * step;
    return Decimal(m_whole, 0) + (pico >= picos ? Decimal(1, pico - picos) : Decimal(0, pico));
}

Decimal Decimal::shifted(int by) const
{
    if (isNegative())
        return -(-*this).shifted(by);
    const qint64 step = powers[std::size_t(std::clamp(by, 0, places))];
    // whole = a·step + b; b/step in picos is b·(10^12/step), exact.
    const qint64 rest = m_whole % step;
    const qint64 pico = (m_pico + step / 2) / step;
    return Decimal(m_whole / step, rest * (picos / step)) + Decimal(0, pico);
}

Decimal Decimal::ofMillion(qint64 count) const
{
    if (count < 0)
        return -ofMillion(-count);
    if (isNegative())
        return -(-*this).ofMillion(count);
    constexpr qint64 million = 1'000'000;
    // The price in millionths is what one token costs in 10^-12.
    const qint64 perToken = m_whole * million + (m_pico + million / 2) / million;
    const qint64 millions = count / million;
    const qint64 rest = count % million;
    const qint64 fromRest = rest * perToken;
    const qint64 whole = perToken / million;
    const qint64 part = perToken % million;
    // millions · perToken millionths, without a product beyond 64 bits; then the rest, in 10^-12.
    Decimal out(millions * whole + millions / million * part, 0);
    const qint64 tail = millions % million * part;
    out += Decimal(tail / million, tail % million * million);
    return out + Decimal(fromRest / picos, fromRest % picos);
}

QByteArray Decimal::text(int atLeast) const
{
    if (isNegative())
        return '-' + (-*this).text(atLeast);
    QByteArray fraction = QByteArray::number(m_pico).rightJustified(places, '0');
    while (fraction.size() > std::max(atLeast, 0) && fraction.endsWith('0'))
        fraction.chop(1);
    return QByteArray::number(m_whole) + (fraction.isEmpty() ? QByteArray() : '.' + fraction);
}

} // namespace base
