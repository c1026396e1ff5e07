#include "base/filename.h"

#include <QStringList>

#include <algorithm>

namespace base {

namespace {

bool mayStay(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c == QLatin1Char('_') || c == QLatin1Char('.');
}

//! Windows takes these for devices, whatever ending they have.
bool isReserved(const QString &name)
{
    static const QStringList devices{QStringLiteral("con"), QStringLiteral("prn"), QStringLiteral("aux"), QStringLiteral("nul")};
    const QString stem = name.section(QLatin1Char('.'), 0, 0).toLower();
    const bool port = stem.size() == 4 && stem[3].isDigit() && (stem.startsWith(QLatin1String("com")) || stem.startsWith(QLatin1String("lpt")));
    return port || devices.contains(stem);
}

} // namespace

QString safeFileName(const QString &foreign, const QString &fallback, int maxLength)
{
    QString name;
    int marks = 0;
    for (const QChar c : foreign) {
        // Signs outside the first plane, and marks without a letter, are no loss in a name.
        const bool stays = mayStay(c) && (!c.isMark() || (!name.isEmpty() && ++marks <= 2));
        if (!c.isMark())
            marks = 0;
        const QChar next = stays ? c : QLatin1Char('-');
        const bool piles = !next.isLetterOrNumber() && !next.isMark() && (name.isEmpty() || name.back() == QLatin1Char('-') || name.back() == QLatin1Char('.'));
        if (c.isMark() && !stays)
            continue;
        if (!piles)
            name += next;
        if (name.size() >= maxLength)
            break;
    }
    while (!name.isEmpty() && (name.back() == QLatin1Char('-') || name.back() == QLatin1Char('.')))
        name.chop(1);
    if (name.isEmpty())
        return fallback;
    return isReserved(name) ? name + QLatin1Char('_') : name;
}

} // namespace base
