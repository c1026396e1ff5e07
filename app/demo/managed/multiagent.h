#pragma once

#include "demo/managed/fields.h"
#include "demo/tables.h"

namespace demo::managed {

//! `multiagent` as it is returned, references resolved (managed-agents.md §3.5). `stored` is what an update meets; two objects of
//! type multiagent_20261001 are merged level by level, anything else is replaced. `self`: the agent's own id, empty while it is made.
Json shapedMultiagent(Fields &fields, Tables &tables, const Json &sent, const Json &stored, const std::string &self, int selfVersion);

} // namespace demo::managed
