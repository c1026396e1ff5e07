#pragma once

#include <QString>

namespace base {

//! Foreign words as the name of a file, without its ending: letters, digits, dots, dashes and underscores of any script, at most `maxLength`.
//!
//! No path, no hidden file, no name that a system keeps for itself, nothing that reads as an option or from right to left. `fallback` (a safe
//! name) when nothing is left.
QString safeFileName(const QString &foreign, const QString &fallback, int maxLength = 60);

} // namespace base
