#pragma once

#include "transcript/code/grammar.h"
#include "transcript/row.h"

#include <QByteArray>
#include <QString>

namespace ui {

//! Something of a transcript as a file: all of its bytes, and a name to suggest that is safe whatever the server said.
struct Savable
{
    enum class Kind { Message, Result, Code, Picture };
    Kind kind = Kind::Message;
    QString fileName;    //!< with its ending, without a folder
    QByteArray bytes;    //!< messages, results and pictures as the server sent them; code as it is shown
    bool isEmpty() const { return fileName.isEmpty(); }
};

//! The text of a row as its author wrote it; of a call its result. Empty: there is none.
Savable savableMessage(const transcript::Row &row);
Savable savableResult(const transcript::Row &row);
//! What copying the block gives, with a line break at its end.
Savable savableCode(const QString &code, transcript::CodeLanguage language);

} // namespace ui
