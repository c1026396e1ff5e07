#include "tests/replay/verdict.h"

#include "base/plaintext.h"

namespace replay
{

QString Verdict::line() const
{
    static const char *const words[] = {"ok", "ok (no history)", "note", "FAILED"};
    return base::plainLine(name, 80).leftJustified(44) + QLatin1Char(' ') + QLatin1String(words[int(kind)]) + QStringLiteral(": ")
        + base::plainLine(this->words, 700);
}

} // namespace replay
