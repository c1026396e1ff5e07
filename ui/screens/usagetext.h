#pragma once

#include "api/event.h"

#include <QString>

namespace screens {

//! Tokens and money of a session on one line ("12,480 tokens · $0.42"); empty when nothing is known.
QString usageText(const api::Usage &usage);
//! The same spelled out, one fact a line, for a tooltip or a screen reader.
QString usageDetails(const api::Usage &usage);
//! All tokens together, negative when none is known.
qint64 totalTokens(const api::Usage &usage);

} // namespace screens
