#include "base/plaintext.h"

namespace base {

namespace {

bool hides(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200b || c == 0x200e || c == 0x200f || c == 0x2060 || c == 0xfeff || c == 0x061c || (c >= 0xd800 && c <= 0xdfff)
        || (c >= 0xe0000 && c <= 0xe007f) || (c >= 0xfff9 && c <= 0xfffb) || c == 0x2028 || c == 0x2029
        // Soft hyphen, joiners and separators without a shape, invisible operators, fillers that look like a blank or like nothing.
        || c == 0xad || c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || (c >= 0x180b && c <= 0x180f)
        || (c >= 0x2061 && c <= 0x2065) || (c >= 0x206a && c <= 0x206f) || c == 0x3164 || c == 0xffa0;
}

bool isSelector(char32_t c)
{
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

//! Joiners and variation selectors have work to do behind letters of other scripts and behind pictures, one at a time;
//! behind Latin letters, blanks or each other they only carry what nobody sees.
bool hidesAfter(char32_t c, char32_t before)
{
    const bool joiner = c == 0x200c || c == 0x200d;
    if (!joiner && !isSelector(c))
        return false;
    if (before == 0xfe0f && joiner)
        return false;
    if (isSelector(before) || before == 0x200c || before == 0x200d)
        return true;
    if (joiner)
        return before < 0x590 || (before >= 0x2000 && before < 0x2190);
    if (c >= 0xe0100) // of ideographs
        return !((before >= 0x3400 && before <= 0x9fff) || (before >= 0xf900 && before <= 0xfaff) || (before >= 0x20000 && before <= 0x3ffff));
    const bool keycap = (before >= '0' && before <= '9') || before == '#' || before == '*' || before == 0xa9 || before == 0xae;
    return !keycap && (before < 0x1000 || (before >= 0x2000 && before < 0x2010));
}

QString visible(char32_t c)
{
    return QStringLiteral("\u2039U+%1\u203a").arg(uint(c), 4, 16, QLatin1Char('0'));
}

QString made(const QString &foreign, bool keepLines, qsizetype maxLength)
{
    QString out;
    out.reserve(foreign.size());
    char32_t before = 0;
    for (qsizetype i = 0; i < foreign.size(); ++i) {
        if (maxLength > 0 && out.size() >= maxLength) {
            out += QChar(0x2026);
            break;
        }
        char32_t c = foreign[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < foreign.size() && foreign[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(char16_t(c), foreign[i + 1].unicode());
            const bool hidden = hides(c) || hidesAfter(c, before);
            before = c;
            if (!hidden)
                out += foreign[i];
            ++i;
            if (!hidden) {
                out += foreign[i];
                continue;
            }
            out += visible(c);
            continue;
        }
        const bool hidden = hides(c) || hidesAfter(c, before);
        before = c;
        if (c == '\n' || c == '\t' || c == '\r') {
            if (keepLines && c != '\r')
                out += QChar(char16_t(c));
            else if (!keepLines && !out.endsWith(QLatin1Char(' ')))
                out += QLatin1Char(' ');
        } else if (hidden) {
            out += visible(c);
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
