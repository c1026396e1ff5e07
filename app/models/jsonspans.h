#pragma once

#include "base/json.h"

#include <cstddef>
#include <string>
#include <vector>

namespace models {

//! Where a value of a JSON text lies, and the values inside it by key: so that a part can be sent exactly as it was typed.
struct JsonSpan
{
    std::size_t begin = 0; //!< first byte
    std::size_t end = 0;   //!< one behind the last byte
    struct Member;
    std::vector<Member> members; //!< of an object; arrays are taken whole

    const JsonSpan *member(const std::string &key) const;
};

//! A value of an object under its key.
struct JsonSpan::Member
{
    std::string key;
    JsonSpan span;
};

//! The spans of a text that base::parseJson() accepts; of another text the result is worthless, but reading it is safe.
JsonSpan spansOf(const QByteArray &text);

} // namespace models
