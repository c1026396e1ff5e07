#pragma once

#include "base/decimal.h"

#include <QByteArray>
#include <QString>

namespace widgets {

//! An exact amount in the user's way of writing numbers: "$1,204.50", "12.5 credits". Two places behind the point; four below one cent, because
//! a request often costs less. Nothing is calculated in doubles. The unit is foreign text.
QString amountText(const base::Decimal &amount, const QByteArray &unit);
//! The same with its sign: "+$1.20", "−$0.30".
QString changeText(const base::Decimal &change, const QByteArray &unit);
//! A part of one as "12 %", "< 1 %"; a sign stands before it where `isSigned`.
QString percentText(double part, bool isSigned = false);

} // namespace widgets
