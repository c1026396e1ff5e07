#pragma once

#include <QString>

namespace widgets {

//! 950, 1.2k, 12k, 340k, 1.2M; empty when negative (unknown).
QString tokenText(qint64 count);
//! Grouped in the user's way: 12,345.
QString numberText(qint64 number);
//! A decimal string of minor units and an ISO code: ("137", "USD") is $1.37. Below one minor unit: "< $0.01". Empty when `minor` is no number.
QString moneyText(const QString &minor, const QString &currency);
QString moneyText(qint64 minor, const QString &currency);
//! 12 kB, 3.4 MB.
QString byteText(qint64 bytes);

} // namespace widgets
