#pragma once

#include "demo/managed/fields.h"

namespace demo::managed {

//! Tools as they are returned: every set with its defaults written out (managed-agents.md §3.3). Empty on a problem, which `fields` then has.
Json shapedTools(Fields &fields, const Json &sent);
//! MCP servers: at most 20, unique names.
Json shapedServers(Fields &fields, const Json &sent);
//! Every server needs an mcp_toolset that names it, and the other way round.
void matchServers(Fields &fields, const Json &tools, const Json &servers);
//! Skills with their version resolved.
Json shapedSkills(Fields &fields, const Json &sent);
//! A model as text or object -> the object form. `stored`: what an update keeps its effort from, else null.
Json shapedModel(Fields &fields, const Json &sent, const Json &stored);

} // namespace demo::managed
