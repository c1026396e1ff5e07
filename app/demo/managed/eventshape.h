#pragma once

#include "demo/ledger.h"
#include "demo/managed/fields.h"
#include "demo/router.h"

namespace demo::managed {

//! Checks what a client sends and appends it to the session (managed-agents.md §8.1). `session` is changed and saved when an answer or an
//! outcome is among it. `initial`: only what may start a session. `stored` (when given) gets the events as stored. A reply is a refusal.
std::optional<Reply> storeEvents(Exchange &exchange, Row *session, const Json &events, bool initial, Json *stored);

//! Every type that the list's types[] may name.
bool isListedType(const std::string &type);

} // namespace demo::managed
