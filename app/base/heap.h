#pragma once

namespace base {

//! Has the allocator give back to the system what was freed, for a program that runs for days: by itself it learns from the first large things to
//! keep room for more of them, in each of its arenas. Nothing where it is not glibc's.
void keepHeapSmall();

} // namespace base
