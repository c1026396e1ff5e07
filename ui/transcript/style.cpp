#include "ui/transcript/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/space.h"

#include <QFontInfo>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int proseChars = 76;  // prose is at most 76 characters wide: longer lines are hard to follow
constexpr int mostEmoji = 40;   // made in one painting: some ten milliseconds
constexpr int codeChars = 84;   // so that 80 columns of code fit without a break

qreal averageWidth(const QFont &font)
{
    // The letters of everyday text, not the average of all glyphs the font has.
    const QString sample = QStringLiteral("the quick brown fox jumps over the lazy dog and then writes a report ");
    return QFontMetricsF(font).horizontalAdvance(sample) / sample.size();
}

} // namespace

Style::Style(const QPalette &palette, int viewWidth)
    : m_palette(palette)
    , m_viewWidth(viewWidth)
{
    makeFonts();
    makeCode();
    place();
}

void Style::makeFonts()
{
    using theme::Role;
    const QFont strong = theme::font(Role::Strong);
    QFont third = strong;
    if (strong.pointSizeF() > 0)
        third.setPointSizeF(strong.pointSizeF() * 1.08);
    m_fonts = {theme::font(Role::Body), strong, theme::font(Role::Small), theme::font(Role::SmallStrong), theme::font(Role::Code),
               theme::font(Role::Page), theme::font(Role::Title), third};
    for (std::size_t i = 0; i < m_fonts.size(); ++i) {
        const bool heading = i >= std::size_t(Font::Heading1);
        const qreal size = QFontInfo(m_fonts[i]).pixelSize();
        m_lineHeights[i] = std::ceil(std::max(size * (heading ? 1.3 : 1.45), QFontMetricsF(m_fonts[i]).height()));
        m_charWidths[i] = averageWidth(m_fonts[i]);
    }
}

void Style::makeCode()
{
    m_code.font = font(Font::Code);
    m_code.raw = QRawFont::fromFont(m_code.font);
    const QFontMetricsF metrics(m_code.font);
    m_code.advance = metrics.horizontalAdvance(QLatin1Char('x'));
    m_code.lineHeight = lineHeight(Font::Code);
    m_code.baseline = std::round((m_code.lineHeight - metrics.height()) / 2 + metrics.ascent());
    m_code.fixed = m_code.raw.isValid() && std::abs(metrics.horizontalAdvance(QLatin1Char('i')) - m_code.advance) < 0.01
        && std::abs(metrics.horizontalAdvance(QLatin1Char('W')) - m_code.advance) < 0.01;
    for (char16_t c = 0x20; c < 0x7f; ++c) {
        const auto glyphs = m_code.raw.glyphIndexesForString(QString(QChar(c)));
        m_code.glyphs[c] = glyphs.size() == 1 ? glyphs.front() : 0;
    }
}

void Style::place()
{
    const qreal edge = theme::space::xl;
    const qreal wanted = std::max(proseChars * charWidth(Font::Body), codeChars * m_code.advance + 2 * measure::cardPad);
    m_column = std::floor(std::max<qreal>(160, std::min(wanted, m_viewWidth - edge - measure::gutter)));
    m_left = std::floor(std::max(edge, std::min((m_viewWidth - m_column) / 2, m_viewWidth - m_column - measure::gutter)));
    m_prose = std::min(m_column, std::floor(proseChars * charWidth(Font::Body)));
    m_bubble = std::floor(std::min(m_prose, m_column * 0.82));
}

void Style::beginPainting() const
{
    m_emojiLeft = mostEmoji;
    m_wantsEmoji = false;
}

bool Style::mayMakeEmoji() const
{
    m_wantsEmoji = m_wantsEmoji || m_emojiLeft == 0;
    return m_emojiLeft > 0 && m_emojiLeft-- > 0;
}

QColor Style::found(bool current) const
{
    // Mixed with what is nearest to black in the dark and to white in the light: the one adds nothing to a picture, the other takes nothing away.
    const bool dark = theme::isDark(m_palette);
    return theme::mixed(color(theme::Token::OnAccent), color(theme::Token::Wait), dark ? (current ? 0.44 : 0.24) : (current ? 0.5 : 0.22));
}

QColor Style::selection(theme::Token background) const
{
    return theme::mixed(color(background), color(theme::Token::Accent), theme::isDark(m_palette) ? 0.38 : 0.24);
}

} // namespace ui
