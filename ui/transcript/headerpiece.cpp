#include "ui/transcript/headerpiece.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace ui {

using theme::Token;
namespace space = theme::space;

namespace {

constexpr qreal iconSize = theme::iconSmall;

void drawIcon(QPainter &painter, const Style &style, const QString &name, Token token, qreal x, qreal height)
{
    const QPixmap picture = theme::iconPixmap(name, style.color(token), int(iconSize), painter.device()->devicePixelRatioF());
    painter.drawPixmap(QPointF(std::round(x), std::round((height - iconSize) / 2)), picture);
}

} // namespace

HeaderPiece::HeaderPiece(Content content)
    : m_content(std::move(content))
{
    QStringList parts;
    if (m_content.silent)
        return;
    for (const QString &part : {m_content.title, m_content.summary, m_content.status}) {
        if (!part.isEmpty())
            parts += part;
    }
    m_text = parts.join(QStringLiteral(" \u00b7 "));
}

qreal HeaderPiece::estimate(const Style &style) const
{
    Q_UNUSED(style)
    return m_content.card ? measure::headerHeight : measure::lineHeight;
}

qreal HeaderPiece::naturalWidth(const Style &style) const
{
    const qreal title = QFontMetricsF(style.font(m_content.strong ? Style::Font::Strong : Style::Font::Body)).horizontalAdvance(m_content.title);
    return m_content.summary.isEmpty() && m_content.status.isEmpty() ? std::ceil(title) + iconSize + space::s + 2 : width;
}

qreal HeaderPiece::measure(const Style &style)
{
    const qreal text = style.lineHeight(Style::Font::Body);
    return std::ceil(std::max(estimate(style), text + (m_content.card ? space::s : 0)));
}

//! Headers are selected as a whole.
void HeaderPiece::paintSelected(QPainter &painter, const Style &style, const PieceState &state, qreal from, qreal to) const
{
    if (state.selectedFrom >= state.selectedTo)
        return;
    const qreal line = style.lineHeight(Style::Font::Body);
    painter.fillRect(QRectF(from, std::round((height - line) / 2), to - from, line), style.selection(state.background));
}

void HeaderPiece::paintBreak(QPainter &painter, const Style &style, const PieceState &state) const
{
    const QFont &font = style.font(Style::Font::Small);
    const QFontMetricsF metrics(font);
    const qreal icon = m_content.icon.isEmpty() ? 0 : iconSize + space::s;
    const qreal room = width - icon - 2 * space::xxl;
    const QString words = metrics.elidedText(m_content.title, Qt::ElideRight, room);
    const qreal used = std::ceil(metrics.horizontalAdvance(words)) + icon;
    const qreal start = std::floor((width - used) / 2);
    const qreal middle = std::round(height / 2);
    const QColor line = style.color(Token::Line);
    painter.fillRect(QRectF(0, middle, start - space::m, 1), line);
    painter.fillRect(QRectF(start + used + space::m, middle, width - start - used - space::m, 1), line);
    paintSelected(painter, style, state, start + icon, start + used);
    if (icon > 0)
        drawIcon(painter, style, m_content.icon, m_content.iconToken, start, height);
    painter.setFont(font);
    painter.setPen(style.color(Token::Muted));
    painter.drawText(QRectF(start + icon, 0, used - icon + 1, height), Qt::AlignLeft | Qt::AlignVCenter, words);
}

//! Status, duration and arrow, from the right; returns where they begin.
qreal HeaderPiece::paintRight(QPainter &painter, const Style &style) const
{
    qreal end = width - (m_content.card ? measure::cardPad : 0);
    if (m_content.foldable && m_content.card) {
        end -= iconSize;
        drawIcon(painter, style, m_content.open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), Token::Muted, end, height);
        end -= space::s;
    }
    painter.setFont(style.font(Style::Font::Small));
    const QFontMetricsF metrics(painter.font());
    const auto put = [&](const QString &words, Token token) {
        const qreal wide = std::ceil(metrics.horizontalAdvance(words));
        end -= wide;
        painter.setPen(style.color(token));
        painter.drawText(QRectF(end, 0, wide + 1, height), Qt::AlignLeft | Qt::AlignVCenter, words);
    };
    if (!m_content.status.isEmpty()) {
        put(m_content.status, m_content.statusToken);
        if (!m_content.statusIcon.isEmpty()) {
            end -= iconSize + space::xs;
            drawIcon(painter, style, m_content.statusIcon, m_content.statusToken, end, height);
        }
        end -= space::m;
    }
    if (!m_content.extra.isEmpty()) {
        put(m_content.extra, Token::Muted);
        end -= space::m;
    }
    return end;
}

void HeaderPiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (m_content.rules) {
        paintBreak(painter, style, state);
        return;
    }
    qreal x = m_content.card ? measure::cardPad : 0;
    if (!m_content.icon.isEmpty()) {
        drawIcon(painter, style, m_content.icon, m_content.iconToken, x, height);
        x += iconSize + space::s;
    }
    const qreal end = paintRight(painter, style);
    const QFont &titleFont = style.font(m_content.strong ? Style::Font::Strong : Style::Font::Body);
    const QFontMetricsF titleMetrics(titleFont);
    const QString title = titleMetrics.elidedText(m_content.title, Qt::ElideRight, std::max<qreal>(0, end - x));
    paintSelected(painter, style, state, x, x + titleMetrics.horizontalAdvance(title));
    painter.setFont(titleFont);
    painter.setPen(style.color(m_content.strong || state.hovered ? Token::Text : Token::Muted));
    painter.drawText(QRectF(x, 0, end - x, height), Qt::AlignLeft | Qt::AlignVCenter, title);
    x += std::ceil(titleMetrics.horizontalAdvance(title)) + space::s;
    if (m_content.foldable && !m_content.card) {
        drawIcon(painter, style, m_content.open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), Token::Muted, x - space::xs, height);
        x += iconSize + space::xs;
    }
    if (m_content.summary.isEmpty() || end - x < space::xxl)
        return;
    painter.setFont(style.font(m_content.code ? Style::Font::Code : Style::Font::Small));
    const QFontMetricsF metrics(painter.font());
    const QString summary = metrics.elidedText(m_content.summary, Qt::ElideRight, end - x);
    paintSelected(painter, style, state, x, x + metrics.horizontalAdvance(summary));
    painter.setPen(style.color(Token::Muted));
    painter.drawText(QRectF(x, 0, end - x, height), Qt::AlignLeft | Qt::AlignVCenter, summary);
}

Hit HeaderPiece::hit(const QPointF &at, const Style &style) const
{
    Q_UNUSED(style)
    Hit hit;
    hit.position = at.x() > width / 2 ? length() : 0;
    hit.act = at.y() >= 0 && at.y() < height && at.x() >= 0 && at.x() < width ? m_content.act : Act::None;
    return hit;
}

std::vector<QRectF> HeaderPiece::rectsOf(int from, int to, const Style &style) const
{
    if (from == to || to > int(m_content.title.size()))
        return Piece::rectsOf(from, to, style);
    const QFontMetricsF metrics(style.font(m_content.rules ? Style::Font::Small : m_content.strong ? Style::Font::Strong : Style::Font::Body));
    const qreal icon = m_content.icon.isEmpty() ? 0 : iconSize + space::s;
    const qreal line = style.lineHeight(Style::Font::Body);
    const qreal before = m_content.rules ? std::floor((width - std::ceil(metrics.horizontalAdvance(m_content.title)) - icon) / 2) : m_content.card ? measure::cardPad : 0;
    const qreal start = before + icon;
    const qreal x = start + metrics.horizontalAdvance(m_content.title.left(from));
    return {QRectF(x, std::round((height - line) / 2), metrics.horizontalAdvance(m_content.title.mid(from, to - from)), line)};
}

std::pair<int, int> HeaderPiece::wordAt(int position) const
{
    Q_UNUSED(position)
    return {0, length()};
}

bool HeaderPiece::hasSameContent(const Piece &other) const
{
    return m_content == static_cast<const HeaderPiece &>(other).m_content;
}

void RulePiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    Q_UNUSED(state)
    painter.fillRect(QRectF(0, 0, width, 1), style.color(Token::Line));
}

} // namespace ui
