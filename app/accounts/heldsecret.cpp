#include "accounts/heldsecret.h"

namespace accounts {

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached()) {
        // volatile: the compiler may not drop writes to bytes that nobody reads again
        volatile char *begin = bytes.data();
        for (qsizetype i = 0; i < bytes.size(); ++i)
            begin[i] = 0;
    }
    bytes = QByteArray();
}

} // namespace accounts
