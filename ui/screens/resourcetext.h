#pragma once

#include <QString>

namespace screens {

//! A descriptor's label in the user's language.
QString resourceText(const char *label);
//! `text` with a capital letter in front.
QString capital(QString text);

} // namespace screens
