#pragma once

#include "transcript/code/grammar.h"

#include <QString>

namespace transcript {

//! The tokens of a text of code, made line by line when they are asked for and kept: a line that is appended costs that line only.
class CodeHighlight
{
public:
    //! Lines beyond have no colour: what would be laid out of so much code is capped as well.
    static constexpr int mostLines = 20000;

    //! `start`: what the first line begins in.
    explicit CodeHighlight(CodeLanguage language, const LexState &start = {}) : m_language(language), m_start(start) {}

    CodeLanguage language() const { return m_language; }
    //! The whole text now. Lines before the first one that differs from what was there are not looked at again.
    void setText(const QString &text);
    //! Tokens of a line, numbered from 0; nothing behind the last one.
    std::span<const CodeSpan> line(int index);
    //! The state in which a line begins.
    LexState stateAt(int index);
    //! Lines lexed since construction; for tests.
    qint64 linesLexed() const { return m_linesLexed; }
    qsizetype bytes() const;

private:
    struct Line
    {
        qsizetype end = 0;          //!< in the text, before the line break
        quint32 spansEnd = 0;       //!< in m_spans
        LexState state;             //!< behind the line
    };
    void lexTo(int index);

    CodeLanguage m_language;
    LexState m_start;
    QString m_text;
    std::vector<Line> m_lines;      //!< those that have been lexed
    CodeSpans m_spans;
    qint64 m_linesLexed = 0;
};

} // namespace transcript
