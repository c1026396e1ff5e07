#pragma once

#include "api/event.h"
#include "backends/shared/eventreader.h"

namespace backends {

//! What Anthropic's event catalogue (managed-agents.md §8) says of the event in `reader`, which must have read one. Unknown types become
//! EventKind::Unknown, unknown words are taken on the safe side: a permission that is not known holds the call, an answer that is not known
//! counts as a refusal. Identity, time and raw bytes are set as Anthropic has them.
api::Event standardEvent(EventReader &reader);

//! Token counts and cost of the object at `path`, flat or with `cache_creation` as an object (§21).
api::Usage usageAt(const EventReader &reader, const std::string &path);
//! An identity for an event that carries none: made of its bytes, so that the same event met again is the same.
QString identityOfBytes(const QByteArray &raw);
//! Plain text as a content block.
api::ContentBlock textBlock(std::string_view utf8);

} // namespace backends
