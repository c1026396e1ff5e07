#pragma once

#include <QtGlobal>

#include <vector>

namespace transcript {

//! What a stretch of code is, for its colour; `ui/theme` has the colours.
enum class CodeToken : quint8 {
    Plain,
    Keyword,
    Type,
    Call,     //!< the name of what is called
    Text,     //!< strings and characters
    Number,   //!< and constants such as true
    Comment,
    Meta,     //!< directives, decorators, entities: code about code
    Name,     //!< keys, attributes, variables with a sign before them
    Heading,
    Inserted, //!< lines of a diff
    Deleted,
};

//! Some characters of one line that are the same; what lies between is Plain. In UTF-16 units from the line's start.
struct CodeSpan
{
    quint16 start = 0;
    quint16 length = 0;
    CodeToken token = CodeToken::Plain;
    bool operator==(const CodeSpan &) const = default;
};

using CodeSpans = std::vector<CodeSpan>;

} // namespace transcript
