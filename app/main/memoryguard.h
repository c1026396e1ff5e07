#pragma once

#include <QDBusConnection>

class QObject;

namespace app {

//! Closes the program's memory to core files and to other programs of the same user (S17).
class MemoryGuard
{
public:
    //! From here on a crash leaves no memory image, with keys in it, on the disk.
    static void forbidCoreFiles();
    //! Whether close() may do its work: not inside a Flatpak or Snap, whose portals would refuse us then, and not with MUSTER_DUMPABLE=1.
    static bool mayClose();
    //! No debugger attaches and nothing reads our memory from here on, but root.
    static void close();
    //! close() as soon as the desktop portal on the session bus has looked who we are, or after 3 s; at once without a bus. The portal looks
    //! once for each connection, into a folder that close() shuts, and refuses whomever it could not look at. `owner`: not null.
    static void closeAfterPortal(QObject *owner);
    //! The same with the portal on this bus.
    static void closeAfterPortal(const QDBusConnection &bus, QObject *owner);
};

} // namespace app
