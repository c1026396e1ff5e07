#pragma once

#include <QString>

namespace base {

//! Foreign text for one line of a label, title, tooltip or list: no markup can come alive, no line breaks, and what hides text is made visible.
//!
//! C0/C1 controls, bidi overrides (U+202A–E, U+2066–9), zero-width characters, tags (U+E0000–7F) and lone surrogates become a visible ‹U+XXXX›.
QString plainLine(const QString &foreign, int maxLength = 300);
//! The same for text of several lines: line breaks and tabs stay.
QString plainText(const QString &foreign);
//! An id shortened in its middle for display ("sesn_01…9xQz"); the whole stays for copying.
QString shortId(const QString &id, int maxLength = 18);

} // namespace base
