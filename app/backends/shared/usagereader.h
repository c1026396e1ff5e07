#pragma once

#include "api/usage.h"

namespace backends {

//! What tells that the agent has taken up a turn.
enum class TurnMark {
    Idle,    //!< the server says when a turn ends: every idle that does not wait for an answer
    Message, //!< it may not: every message that was taken up
};

//! What an event says was used (managed-agents.md §21, openma.md §7.2): tokens of each model request, of an outcome's grader (with the
//! session's model: nobody tells another), of helper models; a session's running totals; turns. Amounts are the server's own text.
std::vector<api::UsageRecord> usageOfEvent(const api::Event &event, TurnMark mark);

//! What usage of a session is grouped by.
api::SessionFacts factsOfSession(const base::Record &session);
//! The running totals in a session's record, as Anthropic has them.
std::vector<api::UsageRecord> totalsOfSession(const base::Record &session);

} // namespace backends
