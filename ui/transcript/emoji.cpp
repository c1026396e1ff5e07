#include "ui/transcript/emoji.h"

#include <QFontDatabase>
#include <QRawFont>

#include <algorithm>
#include <array>

namespace ui {

namespace {

constexpr char32_t pictureFollows = 0xfe0f; // variation selectors: as a picture …
constexpr char32_t textFollows = 0xfe0e;    // … or as text
constexpr char32_t joiner = 0x200d;
constexpr char32_t keycap = 0x20e3;
constexpr int mostJoined = 8; // of a family or a kiss four are joined; an endless chain is cut

// Signs of the older blocks that are pictures unless a selector says otherwise (Emoji_Presentation of Unicode 15).
constexpr std::array<std::pair<char16_t, char16_t>, 38> pictures{{
    {0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693},
    {0x26a1, 0x26a1}, {0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5},
    {0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c}, {0x274e, 0x274e}, {0x2753, 0x2755}, {0x2757, 0x2757},
    {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf}, {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}, {0x3030, 0x3030}, {0x303d, 0x303d}, {0x3297, 0x3297},
    {0x3299, 0x3299}, {0x2b05, 0x2b07},
}};

char32_t signAt(const QString &text, qsizetype at, int *length)
{
    *length = 1;
    if (at >= text.size())
        return 0;
    if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
        *length = 2;
        return QChar::surrogateToUcs4(text[at], text[at + 1]);
    }
    return text[at].unicode();
}

bool isPicture(char32_t c)
{
    if (c >= 0x1f000)
        return c <= 0x1faff && !(c >= 0x1f800 && c <= 0x1f8ff); // but for arrows
    return c >= 0x2300 && std::any_of(pictures.begin(), pictures.end(), [c](const auto &range) { return c >= range.first && c <= range.second; });
}

bool isLetterOfFlag(char32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

bool changesSign(char32_t c)
{
    const bool skin = c >= 0x1f3fb && c <= 0x1f3ff;
    const bool tag = c >= 0xe0020 && c <= 0xe007f; // of the flags of England, Scotland, Wales
    return c == pictureFollows || c == keycap || skin || tag;
}

//! Where one sign with everything that changes it ends; `at`: it is no picture.
qsizetype endOfSign(const QString &text, qsizetype at)
{
    int length = 0;
    const char32_t c = signAt(text, at, &length);
    int nextLength = 0;
    const char32_t next = signAt(text, at + length, &nextLength);
    if (next == textFollows || (!isPicture(c) && next != pictureFollows))
        return at;
    at += length;
    if (isLetterOfFlag(c))
        return isLetterOfFlag(next) ? at + nextLength : at;
    for (char32_t more = signAt(text, at, &length); changesSign(more); more = signAt(text, at, &length))
        at += length;
    return at;
}

qsizetype endOfEmoji(const QString &text, qsizetype at)
{
    qsizetype end = endOfSign(text, at);
    for (int i = 0; end > at && i < mostJoined && end < text.size() && text[end].unicode() == joiner; ++i) {
        const qsizetype next = endOfSign(text, end + 1);
        if (next == end + 1)
            break;
        end = next;
    }
    return end;
}

//! Empty: there is none.
const QString &emojiFamily()
{
    static const QString family = [] {
        const QStringList all = QFontDatabase::families();
        for (const char *name : {"Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twemoji", "JoyPixels", "EmojiOne Color"}) {
            if (all.contains(QLatin1String(name)))
                return QString(QLatin1String(name));
        }
        return QString();
    }();
    return family;
}

//! One is read for each text, so what the font has is looked up only once.
const QRawFont &rawEmoji()
{
    static const QRawFont raw = QRawFont::fromFont(emojiFont(QFont()));
    return raw;
}

} // namespace

std::vector<Emoji> emojiIn(const QString &text)
{
    std::vector<Emoji> found;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        // A digit, a "#" may begin one only before a selector.
        if (c < 0x2300 && !(i + 1 < text.size() && text[i + 1].unicode() == pictureFollows))
            continue;
        const qsizetype end = endOfEmoji(text, i);
        if (end == i)
            continue;
        found.push_back({int(i), int(end - i)});
        i = end - 1;
    }
    return found;
}

std::vector<Emoji> shownEmojiIn(const QString &text)
{
    std::vector<Emoji> found = emojiIn(text);
    if (found.empty())
        return found;
    if (emojiFamily().isEmpty())
        return {};
    std::erase_if(found, [&text](const Emoji &emoji) {
        int length = 0;
        return !rawEmoji().supportsCharacter(signAt(text, emoji.start, &length));
    });
    return found;
}

QFont emojiFont(const QFont &like)
{
    QFont font = like;
    font.setFamilies({emojiFamily()});
    font.setWeight(QFont::Normal);
    font.setItalic(false);
    font.setUnderline(false);
    font.setStrikeOut(false);
    font.setStyleStrategy(QFont::NoFontMerging);
    return font;
}

} // namespace ui
