#pragma once

#include "transcript/code/grammar.h"
#include "transcript/toolinput.h"

#include <optional>

namespace transcript {

//! A call that changes a file, as what it changes: its members that hold old and new text, put together to one diff.
struct ToolEdit
{
    std::vector<QString> members;  //!< names of the members that the diff stands for
    QString diff;                  //!< lines with " ", "-" or "+" before them
    bool operator==(const ToolEdit &) const = default;
};

//! What a call's input replaces by what; several replacements one below the other. Empty: it is no such call.
std::optional<ToolEdit> toolEdit(QByteArrayView input);

//! The language of one member of a call's input: of a command, of a file's new text by the file's name, of JSON.
CodeLanguage languageOfField(const QString &tool, const std::vector<ToolField> &fields, const ToolField &field);

//! The language of a call's result: JSON and diffs by how they look, a file that was read by its name.
CodeLanguage languageOfResult(const QString &tool, const std::vector<ToolField> &fields, const QString &result);

} // namespace transcript
