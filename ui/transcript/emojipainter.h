#pragma once

#include "ui/transcript/emoji.h"

#include <QTextLayout>

class QPainter;

namespace ui {

class Style;

//! Emoji of one text, laid out as blank room and painted as pictures that are made once.
//!
//! A font of pictures is slow in Qt: each is unpacked for every layout and scaled for every painting, a tenth of a millisecond both. A screen
//! full of them would stall the window.
class EmojiPainter
{
public:
    EmojiPainter() = default;
    //! The text is laid out in `font`.
    EmojiPainter(const QString &text, const QFont &font);

    bool isEmpty() const { return m_emoji.empty(); }
    //! What is laid out in the place of `text`, character for character.
    QString room(QString text) const;
    //! Makes that room as wide as the pictures, and invisible.
    void addFormats(QList<QTextLayout::FormatRange> &ranges) const;
    //! True: these glyphs are such room, and are not painted.
    static bool isRoom(const QGlyphRun &run);
    //! How wide a text of one line is, as far as its pictures go: each as wide as this.
    qreal advance() const { return m_advance; }
    int count() const { return int(m_emoji.size()); }
    //! The text without them.
    QString without(const QString &text) const;

    //! Paints those of a line of the layout on this baseline.
    void paintLine(QPainter &painter, const Style &style, const QString &text, const QTextLine &line, qreal baseline, bool bothDirections) const;

private:
    QPixmap picture(const QString &emoji, const Style &style, qreal pixelRatio) const;

    std::vector<Emoji> m_emoji;
    QFont m_font;
    qreal m_advance = 0;
    qreal m_ascent = 0;
    qreal m_height = 0;
};

} // namespace ui
