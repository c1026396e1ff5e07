#include "base/heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace base {

void keepHeapSmall()
{
#ifdef __GLIBC__
    // Naming the thresholds keeps them where they are. A page of a server's history is larger, what is shown of it is not.
    constexpr int large = 256 * 1024; // bytes
    mallopt(M_MMAP_THRESHOLD, large);
    mallopt(M_TRIM_THRESHOLD, large);
#endif
}

} // namespace base
