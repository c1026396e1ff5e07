#pragma once

#include "api/client.h"

namespace backends {

//! One event for POST …/events as Anthropic's wire has it (managed-agents.md §8.1); openma takes the same.
base::Json spellStandard(const api::Outgoing &outgoing);
//! Which files a user.message takes on both of these wires (managed-agents.md §8.1 and §8.2, openma.md §13.4), and how much of them the models behind
//! them do: neither server tells limits, and neither refuses what is beyond them before a turn fails of it, and every later turn as well.
//!
//! From Anthropic's documentation as of November 2026, pages "Vision" (pictures of 8000 by 8000 pixels, 5 MB of base64), "PDF support" (32 MB and 600
//! pages a request, 100 pages with models of 200,000 tokens) and "Errors" (requests of 32 MB). A text is bounded by what a model of a million tokens reads.
api::AttachmentTraits standardAttachments();
//! The same where POST /v1/files is there: documents that are not small go there first, and what is too much for one request.
api::AttachmentTraits attachmentsWithUploads();

} // namespace backends
