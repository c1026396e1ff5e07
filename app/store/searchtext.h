#pragma once

#include "api/event.h"

#include <QByteArray>
#include <QString>

namespace store {

//! What kind of text an event has. The numbers are on disk: they stay what they are.
enum class TextKind { Other = 0, UserMessage = 1, AgentMessage = 2, Thinking = 3, ToolInput = 4, ToolResult = 5, Error = 6 };

TextKind textKindOf(const api::Event &event);
//! What a person may search of an event: messages, thinking, a tool's name, input and results, errors. UTF-8, at most 4 MB; empty: nothing.
QByteArray textOf(const api::Event &event);

//! What becomes of emoji and other signs: the index knows letters and digits only, so each is spelled as a word of its own, or left out.
enum class Symbols { LeftOut, AsWords };

//! Text in the form in which the index has it: NFKC, and words of scripts without spaces (Chinese, Japanese, Thai …) as overlapping pairs of
//! characters, the last one alone, so that any part of them is found as a phrase.
QString searchableText(const QString &text, Symbols symbols = Symbols::AsWords);
//! The text of an event as it was put into the index, by what `event.packed` says.
QString indexedText(const QByteArray &text, int packed);
//! A sign that people look for: emoji, arrows and marks on buttons; not the lines and boxes that programs draw with.
bool isSymbolWord(char32_t character);
//! Belongs to a script that is written without spaces between words.
bool isWithoutSpaces(char32_t character);

} // namespace store
