#pragma once

#include <QByteArrayView>
#include <QString>

namespace transcript {

//! Combining marks that may sit on one base character; more only serve to hide or to stall (reliability.md §6).
inline constexpr int maxMarks = 8;

//! Foreign UTF-8 as text that hides nothing: bidi overrides, controls, zero-width characters and piled-up marks become visible.
//! Line breaks and tabs stay; a carriage return before a line break goes.
QString shownText(QByteArrayView utf8);

//! Terminal output without its colour and erase sequences, and with what a carriage return overwrote left out, as a terminal would show it.
//! Every other escape stays, and shownText() makes it visible.
QByteArray withoutAnsi(QByteArrayView utf8);

} // namespace transcript
