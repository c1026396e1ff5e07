#pragma once

#include "store/pricetable.h"

namespace store {

//! Prices as text, in the two forms that people and programs take: see PriceTable.
QByteArray pricesToCsv(const std::vector<Price> &prices);
QByteArray pricesToJson(const std::vector<Price> &prices);
//! Error kind Invalid; `detail` says where.
base::Result<std::vector<Price>> pricesFromCsv(const QByteArray &text);
base::Result<std::vector<Price>> pricesFromJson(const QByteArray &text);

} // namespace store
