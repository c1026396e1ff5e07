#pragma once

#include "base/json.h"

#include <QByteArrayView>

#include <string>
#include <string_view>

#include <simdjson.h>

namespace backends {

//! More than base::maxJsonDepth brackets open at once, outside strings.
bool isTooDeep(QByteArrayView json);
//! Whether the object that has just been read through was all there is: simdjson reads on demand and does not look behind it.
bool isAtEnd(simdjson::ondemand::document &document);
//! A JSON string's token (with its quotes) as UTF-8 text; half a surrogate pair and a broken escape become U+FFFD.
std::string mendedText(std::string_view token);
//! Without JSON's white space at its end.
std::string_view trimmed(std::string_view json);
//! A value's token without the white space behind it; the value is not consumed.
simdjson::error_code trimmedToken(simdjson::ondemand::value &value, std::string_view &token);
//! A string value's text as bytes, mended where needed.
simdjson::error_code readText(simdjson::ondemand::value &value, QByteArray &out);

} // namespace backends
