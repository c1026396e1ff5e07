#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace transcript {

//! Input that is longer, in bytes, is not taken apart: the user's thread has no time for it.
inline constexpr qsizetype longestInput = 512 * 1024;

//! One member of a call's input, ready to be shown: text as the tool gets it, everything else as indented JSON.
struct ToolField
{
    QString name;
    QString text;
    bool operator==(const ToolField &) const = default;
};

//! The members of a call's input in the server's order. Input that is no JSON object gives one field without a name,
//! and of input that is longer than longestInput that is only the beginning.
std::vector<ToolField> toolFields(QByteArrayView input);

//! What the call is about in one line: its command, path, query or the like. Empty when there is nothing to say.
QString toolSummary(QByteArrayView input);

//! The same for input that is still being written and may end anywhere.
QString partialToolSummary(QByteArrayView input);

//! JSON as indented text; what is no JSON stays as it is.
QString indentedJson(QByteArrayView json);

} // namespace transcript
