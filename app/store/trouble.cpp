#include "store/trouble.h"

#include "store/databasefile.h"
#include "store/schema.h"

namespace store {

Trouble troubleOf(const base::Error &error)
{
    if (meansDamage(error))
        return Trouble::Damaged;
    if (meansBusy(error))
        return Trouble::Busy;
    if (error.detail.contains(DatabaseFile::writtenByANewer))
        return Trouble::Newer;
    if (error.detail.endsWith(QLatin1String("(SQLite 4874)"))) // IOERR_SHMSIZE: there is no room for what lies beside the WAL
        return Trouble::Full;
    switch (resultCode(error)) {
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
        return Trouble::ReadOnly;
    case 13: // SQLITE_FULL
        return Trouble::Full;
    default:
        break;
    }
    return error.detail.startsWith(DatabaseFile::cannotWrite) || error.detail.startsWith(DatabaseFile::cannotCreate) ? Trouble::ReadOnly
                                                                                                                   : Trouble::Other;
}

} // namespace store
