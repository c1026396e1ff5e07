#include "base/plaintext.h"

namespace base {

namespace {

bool hides(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200b || c == 0x200e || c == 0x200f || c == 0x2060 || c == 0xfeff || c == 0x061c || (c >= 0xd800 && c <= 0xdfff)
        || (c >= 0xe0000 && c <= 0xe007f) || (c >= 0xfff9 && c <= 0xfffb) || c == 0x2028 || c == 0x2029;
}

QString made(const QString &foreign, bool keepLines, qsizetype maxLength)
{
    QString out;
    out.reserve(foreign.size());
    for (qsizetype i = 0; i < foreign.size(); ++i) {
        if (maxLength > 0 && out.size() >= maxLength) {
            out += QChar(0x2026);
            break;
        }
        char32_t c = foreign[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < foreign.size() && foreign[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(char16_t(c), foreign[i + 1].unicode());
            if (!hides(c))
                out += foreign[i];
            ++i;
            if (!hides(c)) {
                out += foreign[i];
                continue;
            }
        }
        if (c == '\n' || c == '\t' || c == '\r') {
            if (keepLines && c != '\r')
                out += QChar(char16_t(c));
            else if (!keepLines && !out.endsWith(QLatin1Char(' ')))
                out += QLatin1Char(' ');
        } else if (hides(c)) {
            out += QStringLiteral("\u2039U+%1\u203a").arg(uint(c), 4, 16, QLatin1Char('0'));
        } else {
            out += QChar(char16_t(c));
        }
    }
    return out;
}

} // namespace

QString plainLine(const QString &foreign, int maxLength)
{
    return made(foreign, false, maxLength);
}

QString plainText(const QString &foreign)
{
    return made(foreign, true, -1);
}

QString shortId(const QString &id, int maxLength)
{
    if (id.size() <= maxLength || maxLength < 8)
        return plainLine(id);
    const int tail = 5;
    return plainLine(id.left(maxLength - tail - 1) + QChar(0x2026) + id.right(tail));
}

} // namespace base
