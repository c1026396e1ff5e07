#include "ui/transcript/emojipainter.h"

#include "ui/transcript/inlinetext.h"
#include "ui/transcript/style.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int roomPixels = 2;          // so small that the font it is found in changes no line
constexpr char16_t roomSign = 0x2601;  // lines are broken around it as around pictures, and it is read from neither side
constexpr char16_t roomGoesOn = 0x200d; // joins what follows: no caret stands before it

QFont roomFont(const QFont &like)
{
    QFont font = like;
    font.setPixelSize(roomPixels);
    return font;
}

//! Where a picture has to be laid out to be measured; once for each font.
QTextLine layOut(QTextLayout &layout)
{
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(1e6);
    layout.endLayout();
    return line;
}

} // namespace

EmojiPainter::EmojiPainter(const QString &text, const QFont &font)
    : m_emoji(shownEmojiIn(text))
{
    if (m_emoji.empty())
        return;
    m_font = emojiFont(font);
    // All pictures of a font are as wide as this one.
    static QHash<QFont, std::array<qreal, 3>> measured;
    auto known = measured.find(m_font);
    if (known == measured.end()) {
        QTextLayout layout(QString::fromUcs4(U"\U0001F600", 1), m_font);
        const QTextLine line = layOut(layout);
        known = measured.insert(m_font, {line.naturalTextWidth(), line.ascent(), line.height()});
    }
    m_advance = (*known)[0];
    m_ascent = (*known)[1];
    m_height = (*known)[2];
}

QString EmojiPainter::room(QString text) const
{
    for (const Emoji &emoji : m_emoji) {
        text[emoji.start] = QChar(roomSign);
        std::fill_n(text.begin() + emoji.start + 1, emoji.length - 1, QChar(roomGoesOn));
    }
    return text;
}

void EmojiPainter::addFormats(QList<QTextLayout::FormatRange> &ranges) const
{
    if (m_emoji.empty())
        return;
    QTextLayout::FormatRange range;
    range.format.setProperty(QTextFormat::FontPixelSize, roomPixels);
    range.format.setForeground(Qt::transparent);
    const qreal sign = QFontMetricsF(roomFont(m_font)).horizontalAdvance(QChar(roomSign));
    for (const Emoji &emoji : m_emoji) {
        range.start = emoji.start;
        range.length = 1;
        range.format.setFontLetterSpacingType(QFont::AbsoluteSpacing);
        range.format.setFontLetterSpacing(m_advance - sign);
        ranges.append(range);
        if (emoji.length == 1)
            continue;
        range.start = emoji.start + 1;
        range.length = emoji.length - 1;
        range.format.setFontLetterSpacing(0);
        ranges.append(range);
    }
}

bool EmojiPainter::isRoom(const QGlyphRun &run)
{
    return run.rawFont().pixelSize() <= roomPixels;
}

QString EmojiPainter::without(const QString &text) const
{
    QString rest;
    int from = 0;
    for (const Emoji &emoji : m_emoji) {
        rest += QStringView(text).mid(from, emoji.start - from);
        from = emoji.start + emoji.length;
    }
    rest += QStringView(text).mid(from);
    return rest;
}

QPixmap EmojiPainter::picture(const QString &emoji, const Style &style, qreal pixelRatio) const
{
    const QString key = QStringLiteral("emoji %1 %2 %3").arg(emoji, m_font.key()).arg(pixelRatio);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    if (!style.mayMakeEmoji())
        return {};
    picture = QPixmap(QSizeF(std::ceil(m_advance) * pixelRatio, std::ceil(m_height) * pixelRatio).toSize());
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    QTextLayout layout(emoji, m_font);
    const QTextLine line = layOut(layout);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    // What the font cannot join is several pictures: they share the room of one.
    if (line.naturalTextWidth() > m_advance + 1)
        painter.scale(m_advance / line.naturalTextWidth(), m_advance / line.naturalTextWidth());
    layout.draw(&painter, {0, m_ascent - line.ascent()});
    painter.end();
    QPixmapCache::insert(key, picture);
    return picture;
}

void EmojiPainter::paintLine(QPainter &painter, const Style &style, const QString &text, const QTextLine &line, qreal baseline, bool bothDirections) const
{
    const int start = line.textStart();
    const int end = start + line.textLength();
    auto emoji = std::lower_bound(m_emoji.begin(), m_emoji.end(), start, [](const Emoji &e, int at) { return e.start < at; });
    for (; emoji != m_emoji.end() && emoji->start < end; ++emoji) {
        const QPixmap pixmap = picture(text.mid(emoji->start, emoji->length), style, painter.device()->devicePixelRatioF());
        if (pixmap.isNull())
            continue;
        qreal x = line.cursorToX(emoji->start);
        if (bothDirections) { // where text goes on to the left, a picture begins at what is its end
            const auto room = extentsOf(line, emoji->start, std::min(emoji->start + emoji->length, end), true);
            x = room.empty() ? x : room.front().first;
        }
        painter.drawPixmap(QPointF(std::round(x), std::round(baseline - m_ascent)), pixmap);
    }
}

} // namespace ui
