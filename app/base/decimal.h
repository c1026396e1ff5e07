#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>

#include <compare>
#include <optional>

namespace base {

//! An exact decimal number with twelve places behind the point, for money: added and compared without a double in between.
class Decimal
{
public:
    static constexpr qint64 nanos = 1'000'000'000;
    static constexpr qint64 picos = 1'000'000'000'000;

    constexpr Decimal() = default;
    //! A number in a server's or a user's words: sign, digits, point, exponent ("-12.5", "3e-7"). What is finer than 10^-12 is rounded half up;
    //! nothing for what is no number, or beyond ±9·10^17.
    static std::optional<Decimal> parse(QByteArrayView text);
    static Decimal ofNanos(qint64 nanos);
    static Decimal ofWhole(qint64 whole) { return Decimal(whole, 0); }

    //! In units of 10^-9, rounded half up; nothing where that has no room in 64 bits.
    std::optional<qint64> toNanos() const;
    //! Without an exponent and without zeros at the end, but with at least `places` places: "12.50".
    QByteArray text(int places = 0) const;
    //! Rounded to so many places, half away from zero.
    Decimal rounded(int places) const;
    //! For drawing only: never calculated with.
    double toDouble() const { return double(m_whole) + double(m_pico) / double(picos); }
    //! This times 10^-`places`, 0 <= places <= 12; what is finer than 10^-12 is rounded half up.
    Decimal shifted(int places) const;
    //! The price of so many tokens when this is the price of a million. Exact for |count| < 10^15 and prices with at most six places below 10^6.
    Decimal ofMillion(qint64 count) const;

    //! Rounded down.
    qint64 whole() const { return m_whole; }
    bool isZero() const { return m_whole == 0 && m_pico == 0; }
    bool isNegative() const { return m_whole < 0; }

    Decimal operator+(const Decimal &other) const;
    Decimal operator-(const Decimal &other) const { return *this + -other; }
    Decimal operator-() const;
    Decimal &operator+=(const Decimal &other) { return *this = *this + other; }
    auto operator<=>(const Decimal &) const = default;

private:
    constexpr Decimal(qint64 whole, qint64 pico) : m_whole(whole), m_pico(pico) {}

    qint64 m_whole = 0; //!< rounded down: -0.25 is -1 and 750,000,000,000
    qint64 m_pico = 0;  //!< 0 to 10^12 - 1
};

} // namespace base

Q_DECLARE_METATYPE(base::Decimal)
