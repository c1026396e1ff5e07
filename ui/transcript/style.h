#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QPalette>
#include <QRawFont>

#include <array>

namespace ui {

//! The fixed font as glyphs with one width: what code that is plain ASCII is painted with, sixty times faster than shaping (performance.md §5).
struct CodeFont
{
    QFont font;
    QRawFont raw;
    std::array<quint32, 128> glyphs{}; //!< 0: the font lacks it
    qreal advance = 8;
    qreal lineHeight = 18;
    qreal baseline = 13;
    bool fixed = false;                //!< every glyph is as wide as the others
};

//! Fonts and measures of the transcript for one width of the view, in logical pixels. Made anew when font, palette or width change.
class Style
{
public:
    Style(const QPalette &palette, int viewWidth);

    enum class Font { Body, Strong, Small, SmallStrong, Code, Heading1, Heading2, Heading3 };
    const QFont &font(Font which) const { return m_fonts[std::size_t(which)]; }
    //! 1.45 of the size in prose (visual.md), less in headings.
    qreal lineHeight(Font which) const { return m_lineHeights[std::size_t(which)]; }
    qreal charWidth(Font which) const { return m_charWidths[std::size_t(which)]; } //!< on average
    const CodeFont &code() const { return m_code; }

    QColor color(theme::Token token) const { return theme::color(m_palette, token); }
    QColor selection(theme::Token background) const;
    QColor found(bool current) const;            //!< laid over a hit, see paintFound()
    const QPalette &palette() const { return m_palette; }

    int viewWidth() const { return m_viewWidth; }
    //! True: text takes the same room in it where it has the same width, so that measures of the one are good for the other.
    bool hasFontsOf(const Style &other) const { return m_fonts == other.m_fonts && m_lineHeights == other.m_lineHeights; }
    qreal left() const { return m_left; }        //!< of the column
    qreal column() const { return m_column; }    //!< its width: cards, code, tables
    qreal prose() const { return m_prose; }      //!< at most 76 characters
    qreal bubble() const { return m_bubble; }    //!< the widest text of the user's
    qreal right() const { return m_left + m_column; }

    //! Work done with this style, counted (performance.md §9).
    struct Work
    {
        qint64 tables = 0;  //!< whose columns were measured
        qint64 cells = 0;   //!< of tables, laid out
    };
    Work &work() const { return m_work; }

    //! Pictures of emoji take long to be made: only some in each painting; when there were more, one more painting is due.
    void beginPainting() const;
    bool mayMakeEmoji() const;
    bool wantsEmoji() const { return m_wantsEmoji; }

private:
    void makeFonts();
    void makeCode();
    void place();

    QPalette m_palette;
    int m_viewWidth;
    std::array<QFont, 8> m_fonts;
    std::array<qreal, 8> m_lineHeights{};
    std::array<qreal, 8> m_charWidths{};
    CodeFont m_code;
    qreal m_left = 0, m_column = 0, m_prose = 0, m_bubble = 0;
    mutable Work m_work;
    mutable int m_emojiLeft = 0;
    mutable bool m_wantsEmoji = false;
};

//! Distances that only the transcript needs, on the 4 px grid.
namespace measure {
inline constexpr qreal gutter = 64;        //!< right of the column, for times
inline constexpr qreal bubblePad = 12;
inline constexpr qreal cardPad = 12;
inline constexpr qreal headerHeight = 36;  //!< of a card
inline constexpr qreal lineHeight = 28;    //!< of a muted line
inline constexpr qreal listIndent = 24;
inline constexpr qreal quoteIndent = 16;
inline constexpr qreal paragraphGap = 12;
inline constexpr qreal itemGap = 4;
} // namespace measure

} // namespace ui
