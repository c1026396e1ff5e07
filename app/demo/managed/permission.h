#pragma once

#include "demo/script.h"

namespace demo::managed {

//! What the server decided about a call (managed-agents.md §3.3, §8.3).
struct Permission
{
    std::string word = "allow"; //!< "allow", "ask", "deny"
    Json evaluation;            //!< null: the call never got as far as a policy
};

//! By the agent's tool sets; a call that asks by itself is judged by an `auto` policy.
Permission permissionFor(const Json &tools, const Act &call);

} // namespace demo::managed
