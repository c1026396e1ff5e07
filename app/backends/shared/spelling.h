#pragma once

#include "api/client.h"

namespace backends {

//! One event for POST …/events as Anthropic's wire has it (managed-agents.md §8.1); openma takes the same.
base::Json spellStandard(const api::Outgoing &outgoing);
//! Which files a user.message takes on both of these wires (managed-agents.md §8.1 and §8.2, openma.md §13.4), and how much of them the models behind
//! them do: neither server tells limits, and neither refuses what is beyond them before a turn fails of it.
api::AttachmentTraits standardAttachments();

} // namespace backends
