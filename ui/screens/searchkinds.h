#pragma once

#include "models/searchresults.h"

#include <QString>

namespace screens {

//! What a kind of found text is called in a list: "Message", "Tool result", …
QString kindWord(store::TextKind kind);

} // namespace screens
