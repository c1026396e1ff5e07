#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <nlohmann/json.hpp>

namespace base {

//! JSON in the order the server sent it: the order of keys in an `input_schema` can matter to a model.
using Json = nlohmann::ordered_json;

//! Depth at which foreign JSON is refused: parsers and destructors recurse.
inline constexpr int maxJsonDepth = 256;

//! Parses foreign text: refuses bad UTF-8, duplicate keys, more than `maxJsonDepth` levels. Error kind Protocol with the byte offset in `detail`.
Result<Json> parseJson(QByteArrayView text);
//! Compact UTF-8; invalid UTF-8 inside strings becomes U+FFFD instead of an exception.
QByteArray dumpJson(const Json &json);
//! Indented by two spaces, for people.
QByteArray prettyJson(const Json &json);

QString toQString(const Json &json);          //!< string, number or bool as text; else empty
Json fromQString(const QString &text);

} // namespace base
