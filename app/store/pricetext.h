#pragma once

#include "store/pricetable.h"

#include <QStringList>

namespace store {

//! Prices as text, in the two forms that people and programs take: see PriceTable.
QByteArray pricesToCsv(const std::vector<Price> &prices);
QByteArray pricesToJson(const std::vector<Price> &prices);
//! Error kind Invalid; `detail` says where.
base::Result<std::vector<Price>> pricesFromCsv(const QByteArray &text);
base::Result<std::vector<Price>> pricesFromJson(const QByteArray &text);

//! One price as its values in the order of the columns: pattern, valid from (ISO), currency, input, output, cache write for 5 minutes, for one
//! hour, cache read.
constexpr int priceColumns = 8;
QStringList priceValues(const Price &price);
//! Whether a price can have this value in this column.
bool isPriceValue(int column, const QString &value);
//! Nothing unless every value is one.
std::optional<Price> priceOfValues(const QStringList &values);

} // namespace store
