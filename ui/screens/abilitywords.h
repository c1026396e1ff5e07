#pragma once

#include "api/client.h"

#include <QString>

namespace screens {

//! Words for what a server cannot do in a conversation, as its traits tell or as it turned out.

//! Why this does nothing there; empty: it can be done.
QString whyNot(const api::ConversationTraits &traits, api::Outgoing::Kind kind);

//! For the moment when it turns out: it was sent, and nothing came of it.
QString noEffectTitle(api::Outgoing::Kind kind);
QString noEffectText(api::Outgoing::Kind kind);

} // namespace screens
