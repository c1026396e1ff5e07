#pragma once

#include "transcript/code/grammar.h"

namespace transcript {

//! Characters of one line that are looked at; what stands behind them has no colour and changes no state.
inline constexpr qsizetype longestLexed = 4096;

//! Splits one line into tokens, by the tables of a language. `state` comes from the line before and is left for the next one.
//! Pure: the same line in the same state gives the same. Linear in the line up to longestLexed.
//! Not a compiler: unfinished and wrong code gives tokens as well.
void lexLine(CodeLanguage language, QStringView line, LexState &state, CodeSpans &out);

//! The state inside a diff that has no head: every line of it is kept, old or new, whatever it looks like.
LexState insideDiff();

//! The language for the word behind a fence ("py", "c++", "Dockerfile"), by the names people use; None: there is no table.
CodeLanguage codeLanguage(QStringView name);

//! The language of a file, by its name.
CodeLanguage codeLanguageOfFile(QStringView path);

//! `stem` with the ending that files of the language have; the name that they all have where there is one ("Dockerfile").
QString codeFileName(const QString &stem, CodeLanguage language);

} // namespace transcript
