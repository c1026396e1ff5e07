#pragma once

#include "demo/script.h"
#include "demo/stage.h"

namespace demo::managed {

//! What one agent gives another to do, in a thread of its own, as beats of the first one's turn (managed-agents.md §7).
Beats delegated(const Act &act);

//! The turn was cut: threads that run in it are settled and go idle. Part of a change.
void settleThreads(Stage::Change &change);

} // namespace demo::managed
