#pragma once

#include "api/client.h"

namespace backends {

//! One event for POST …/events as Anthropic's wire has it (managed-agents.md §8.1); openma takes the same.
base::Json spellStandard(const api::Outgoing &outgoing);

} // namespace backends
