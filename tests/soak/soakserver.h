#pragma once

namespace soak {

//! The other end, in a process of its own so that its memory is in none of the figures: prints its two ports and serves until its input ends.
//! At the first every session has `events` events, and its stream breaks off once in their middle; at the second `pushed` MB come as fast as they
//! are taken.
int serve(int argc, char **argv, int events, int pushed);

} // namespace soak
