#include "transcript/showntext.h"

#include "base/plaintext.h"

#include <QStringDecoder>

namespace transcript {

namespace {

//! False for nearly all text: then nothing has to be rewritten.
bool mayHide(const QString &text)
{
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u >= 0x20 && u < 0x7f)
            continue;
        if (u == '\n' || u == '\t')
            continue;
        if (u < 0xa0 || u == 0xad || u == 0x061c || u == 0x115f || u == 0x1160 || (u >= 0x200b && u <= 0x200f) || (u >= 0x2028 && u <= 0x202e)
            || (u >= 0x2060 && u <= 0x206f) || u == 0x180e || u == 0x3164 || u == 0xfeff || u == 0xffa0 || u >= 0xfff9 || (u >= 0xd800 && u <= 0xdfff)
            || (u >= 0x0300 && c.isMark())) {
            return true;
        }
    }
    return false;
}

bool isMark(const QString &text, qsizetype i)
{
    const QChar::Category category = text[i].category();
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

//! Everything over maxMarks on one base becomes one replacement character; so does a joiner after as many joined signs.
QString withoutPiles(const QString &text)
{
    constexpr char16_t joiner = 0x200d;
    QString out;
    out.reserve(text.size());
    int marks = 0;
    int joins = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        marks = isMark(text, i) ? marks + 1 : 0;
        if (text[i] == QChar(joiner)) {
            if (++joins > maxMarks) {
                out += QChar(QChar::ReplacementCharacter);
                joins = 0;
                continue;
            }
        } else if (joins > 0 && !text[i].isLowSurrogate() && marks == 0 && text[i - 1] != QChar(joiner)) {
            joins = 0;
        }
        if (text[i] == QChar(QChar::ObjectReplacementCharacter))
            out += QStringLiteral("\u2039U+fffc\u203a"); // ours: it makes room for a picture's icon
        else if (marks <= maxMarks)
            out += text[i];
        else if (marks == maxMarks + 1)
            out += QChar(QChar::ReplacementCharacter);
    }
    return out;
}

} // namespace

QString shownText(QByteArrayView utf8)
{
    // Not fromUtf8: it swallows a leading U+FEFF.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(utf8);
    return mayHide(text) ? withoutPiles(base::plainText(text)) : text;
}

namespace {

//! Length of the colour or erase sequence at the start of `rest`; 0: it is something else.
qsizetype eraseLength(QByteArrayView rest)
{
    if (rest.size() < 3 || rest[0] != '\x1b' || rest[1] != '[')
        return 0;
    for (qsizetype i = 2; i < rest.size() && i < 40; ++i) {
        const char c = rest[i];
        if ((c >= '0' && c <= '9') || c == ';' || c == ':')
            continue;
        return c == 'm' || c == 'K' || c == 'J' ? i + 1 : 0;
    }
    return 0;
}

} // namespace

QByteArray withoutAnsi(QByteArrayView utf8)
{
    if (!utf8.contains('\x1b') && !utf8.contains('\r'))
        return utf8.toByteArray();
    QByteArray out;
    out.reserve(utf8.size());
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (c == '\x1b') {
            if (const qsizetype length = eraseLength(utf8.sliced(i)); length > 0) {
                i += length - 1;
                continue;
            }
        } else if (c == '\r') {
            const bool last = i + 1 == utf8.size();
            if (!last && utf8[i + 1] != '\n')
                out.truncate(lineStart); // a progress line that was written over
            continue;
        }
        out += c;
        if (c == '\n')
            lineStart = out.size();
    }
    return out;
}

} // namespace transcript
