#pragma once

#include "transcript/row.h"

#include <QString>

namespace ui {

//! A row as its author wrote it, for copying: shares its bytes instead of copying them, so that any thread may make the text.
class RowSource
{
public:
    explicit RowSource(const transcript::Row &row);

    //! Bytes that have to be read for any of them.
    qsizetype size() const { return m_text.size() + m_raw.size() + m_input.size() + m_result.size() + m_rawResult.size(); }
    //! The whole text; of a call its input and its result.
    QString plain() const;
    //! The same under its author's name, with what a call got and gave as code.
    QString markdown() const;
    //! The events that made the row as the server sent them, with ",\n" between them; empty: it was made by none.
    QString json() const;
    bool hasJson() const { return !m_raw.isEmpty() || !m_rawResult.isEmpty(); }
    //! A call's result, or its input.
    QString result() const;
    QString input() const;
    //! The event's JSON as it is.
    QString raw() const;

private:
    bool m_isCall = false;
    bool m_hasResult = false;
    QString m_author;
    QString m_tool;         //!< its name
    QString m_state;        //!< of the call, as a word
    QString m_title;        //!< stands for the text of a row that has none
    QByteArray m_text;
    QByteArray m_raw;
    QByteArray m_input;
    QByteArray m_result;
    QByteArray m_rawResult;
};

} // namespace ui
