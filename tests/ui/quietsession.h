#pragma once

#include "tests/ui/programfixture.h"

namespace test {

//! Brings the whole program to where nothing is under way: no session of the demo runs, one is open with a reply that has come to its end, its
//! stream is live, and nothing has the text cursor. Without `open`, the list of sessions is in front instead.
bool becomeQuiet(ProgramFixture &program, bool open = true);

} // namespace test
