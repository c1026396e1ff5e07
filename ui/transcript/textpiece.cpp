#include "ui/transcript/textpiece.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/transcript/inlinetext.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

using theme::Token;
using transcript::Block;
using transcript::Span;

namespace {

constexpr qreal quoteBarWidth = 3;
constexpr qreal caretWidth = 2;

} // namespace

TextPiece::TextPiece(Content content)
    : m_content(std::move(content))
{
}

qreal TextPiece::naturalWidth(const Style &style) const
{
    qreal widest = 0;
    for (const QStringView line : QStringView(m_content.text).split(QLatin1Char('\n')))
        widest = std::max(widest, advanceOf(line.toString(), style.font(m_content.font)));
    const bool wider = std::any_of(m_content.spans.begin(), m_content.spans.end(), [](const Span &s) { return s.formats & (Span::Bold | Span::Code); });
    if (wider)
        widest *= 1.12; // than the letters of the body
    return std::ceil(widest + m_content.indent + 2);
}

qreal TextPiece::estimate(const Style &style) const
{
    const qreal room = std::max<qreal>(40, width - m_content.indent);
    const qreal wanted = qreal(m_content.text.size()) * style.charWidth(m_content.font);
    const qreal lines = std::max<qreal>(1, std::ceil(wanted / room)) + qreal(m_content.text.count(QLatin1Char('\n')));
    return lines * style.lineHeight(m_content.font);
}

qreal TextPiece::measure(const Style &style)
{
    m_emoji = EmojiPainter(m_content.text, style.font(m_content.font));
    m_layout = std::make_unique<QTextLayout>(laidOutText(m_content.text, m_emoji), style.font(m_content.font));
    m_fromRight = readsFromRight(m_content.text);
    m_bothDirections = hasBothDirections(m_content.text);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(m_fromRight ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment(m_fromRight ? Qt::AlignRight : Qt::AlignLeft);
    m_layout->setTextOption(option);
    m_layout->setCacheEnabled(true);
    m_layout->setFormats(inlineFormats(m_content.text, m_content.spans, m_emoji, style));
    m_lineTops.clear();
    const qreal least = style.lineHeight(m_content.font);
    const qreal room = std::max<qreal>(40, width - m_content.indent);
    qreal y = 0;
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(room);
        const qreal height = std::max(least, std::ceil(line.height()));
        line.setPosition({m_fromRight ? width - m_content.indent - room : m_content.indent, y + std::round((height - line.height()) / 2)});
        m_lineTops.push_back(y);
        y += height;
    }
    m_layout->endLayout();
    if (m_lineTops.empty()) {
        m_lineTops.push_back(0);
        y = least;
    }
    m_lineTops.push_back(y);
    changedFrom = replaces && m_before ? sameUntil(*m_before) : 0;
    m_before.reset();
    return y;
}

void TextPiece::refit(const Style &style)
{
    Q_UNUSED(style)
    m_layout.reset();
    m_before.reset();
}

void TextPiece::learnFrom(Piece &old)
{
    if (auto &before = static_cast<TextPiece &>(old); before.m_layout)
        m_before = std::make_unique<TextPiece>(std::move(before));
}

//! The bottom of the lines at its beginning that look as they did before. The last line of before is none of them: it had the caret.
qreal TextPiece::sameUntil(const TextPiece &before) const
{
    Content like = before.m_content;
    like.text = m_content.text;
    like.spans = m_content.spans;
    like.links = m_content.links;
    if (like != m_content || m_bothDirections || before.m_bothDirections)
        return 0;
    const QString &text = before.m_content.text;
    qsizetype same = std::mismatch(text.cbegin(), text.cend(), m_content.text.cbegin(), m_content.text.cend()).first - text.cbegin();
    const auto &spans = before.m_content.spans;
    const auto differs = std::mismatch(spans.begin(), spans.end(), m_content.spans.begin(), m_content.spans.end());
    if (differs.first != spans.end())
        same = std::min<qsizetype>(same, differs.first->start);
    if (differs.second != m_content.spans.end())
        same = std::min<qsizetype>(same, differs.second->start);
    int line = 0;
    for (; line + 1 < std::min(m_layout->lineCount(), before.m_layout->lineCount()); ++line) {
        const QTextLine is = m_layout->lineAt(line);
        const QTextLine was = before.m_layout->lineAt(line);
        if (is.textStart() != was.textStart() || is.textLength() != was.textLength() || is.textStart() + is.textLength() >= same
            || m_lineTops[std::size_t(line) + 1] != before.m_lineTops[std::size_t(line) + 1]) {
            break;
        }
    }
    return m_lineTops[std::size_t(line)];
}

void TextPiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (!m_layout)
        return;
    paintBars(painter, style);
    paintMarker(painter, style);
    paintChips(painter, style, *m_layout, m_content.spans, m_lineTops, m_bothDirections);
    paintSelection(painter, style, state);
    paintChipIcons(painter, style, *m_layout, m_content.spans, m_lineTops);
    const bool button = m_content.act != Act::None && m_content.spans.empty();
    painter.setPen(style.color(button ? Token::Accent : m_content.token));
    m_layout->draw(&painter, {0, 0}, {}, state.clip);
    for (int i = m_emoji.isEmpty() ? m_layout->lineCount() : 0; i < m_layout->lineCount(); ++i) {
        if (m_lineTops[std::size_t(i) + 1] >= state.clip.top() && m_lineTops[std::size_t(i)] <= state.clip.bottom())
            m_emoji.paintLine(painter, style, m_content.text, m_layout->lineAt(i), baselineOf(i, style), m_bothDirections);
    }
    if (!state.caret || m_layout->lineCount() == 0)
        return;
    const QTextLine last = m_layout->lineAt(m_layout->lineCount() - 1);
    const qreal at = last.cursorToX(int(m_content.text.size()));
    const qreal height = m_lineTops.back() - m_lineTops[m_lineTops.size() - 2];
    painter.fillRect(QRectF(at + 2, m_lineTops[m_lineTops.size() - 2] + height * 0.2, caretWidth, height * 0.6), style.color(Token::Accent));
}

//! Of a line that has nothing but pictures, it is where that of letters would be.
qreal TextPiece::baselineOf(int index, const Style &style) const
{
    const QTextLine line = m_layout->lineAt(index);
    return baselineIn(line, m_lineTops[std::size_t(index)], m_lineTops[std::size_t(index) + 1], style.font(m_content.font));
}

void TextPiece::paintBars(QPainter &painter, const Style &style) const
{
    const qreal from = m_content.barsJoin ? -gap : 0;
    for (const qreal bar : m_content.bars)
        painter.fillRect(QRectF(m_fromRight ? width - bar - quoteBarWidth : bar, from, quoteBarWidth, height - from), style.color(Token::Line));
}

void TextPiece::paintMarker(QPainter &painter, const Style &style) const
{
    if (m_content.marker.isEmpty())
        return;
    const qreal lineHeight = m_lineTops[1];
    const qreal room = measure::listIndent + 40 - theme::space::s; // "1000." may reach beyond the indent
    const QRectF place(m_fromRight ? width - m_content.indent + theme::space::s : m_content.indent - theme::space::s - room, 0, room, lineHeight);
    if (m_content.task == Block::Task::None) {
        painter.setFont(style.font(m_content.font));
        painter.setPen(style.color(Token::Muted));
        painter.drawText(place, (m_fromRight ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, m_content.marker);
        return;
    }
    const qreal side = std::round(lineHeight * 0.6);
    const QRectF box(std::round(m_fromRight ? width - m_content.indent + theme::space::s : m_content.indent - theme::space::s - side) + 0.5, std::round((lineHeight - side) / 2) + 0.5, side, side);
    const bool done = m_content.task == Block::Task::Done;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.color(done ? Token::Accent : Token::Edge), 1));
    painter.setBrush(done ? QBrush(style.color(Token::Accent)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 3, 3);
    if (done) {
        const int size = int(side) - 2;
        painter.drawPixmap(box.topLeft() + QPointF(1, 1), theme::iconPixmap(QStringLiteral("check"), style.color(Token::OnAccent), size,
                                                                             painter.device()->devicePixelRatioF()));
    }
    painter.restore();
}

void TextPiece::paintSelection(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (state.selectedFrom >= state.selectedTo && !state.selectedOn)
        return;
    const QColor color = style.selection(state.background);
    for (int i = 0; i < m_layout->lineCount(); ++i) {
        const QTextLine line = m_layout->lineAt(i);
        const int start = line.textStart();
        const int end = start + line.textLength();
        const int from = std::max(state.selectedFrom, start);
        const int to = std::min(state.selectedTo, end);
        const bool goesOn = state.selectedTo > end || (state.selectedOn && i + 1 == m_layout->lineCount());
        if (from > to || (from == to && !goesOn) || from > end)
            continue;
        const qreal top = m_lineTops[std::size_t(i)];
        const qreal lineHeight = m_lineTops[std::size_t(i) + 1] - top;
        for (const auto &[left, right] : extentsOf(line, from, to, m_bothDirections))
            painter.fillRect(QRectF(left, top, right - left, lineHeight), color);
        if (goesOn) { // the line break belongs to it
            const QRectF used = line.naturalTextRect();
            const qreal lineEnd = m_bothDirections ? used.right() : line.cursorToX(to);
            painter.fillRect(QRectF(m_fromRight ? used.left() - 4 : lineEnd, top, 4, lineHeight), color);
        }
    }
}

std::vector<QRectF> TextPiece::rectsOf(int from, int to, const Style &style) const
{
    Q_UNUSED(style)
    std::vector<QRectF> rects;
    for (int i = 0; m_layout && i < m_layout->lineCount(); ++i) {
        const QTextLine line = m_layout->lineAt(i);
        const bool last = i + 1 == m_layout->lineCount();
        const int start = std::max(from, line.textStart());
        const int end = std::min(to, line.textStart() + line.textLength());
        if (start > end || (start == end && (from < to || (!last && end == line.textStart() + line.textLength()))))
            continue;
        const qreal top = m_lineTops[std::size_t(i)];
        for (const auto &[left, right] : extentsOf(line, start, end, m_bothDirections))
            rects.emplace_back(left, top, right - left, m_lineTops[std::size_t(i) + 1] - top);
    }
    return rects;
}

int TextPiece::lineAt(qreal y) const
{
    const auto next = std::upper_bound(m_lineTops.begin(), m_lineTops.end() - 1, y);
    return std::max(0, int(next - m_lineTops.begin()) - 1);
}

Hit TextPiece::hit(const QPointF &at, const Style &style) const
{
    Q_UNUSED(style)
    Hit hit;
    hit.act = m_content.spans.empty() ? m_content.act : Act::None;
    if (!m_layout || m_layout->lineCount() == 0)
        return hit;
    if (at.y() < 0)
        return hit;
    if (at.y() >= m_lineTops.back()) {
        hit.position = length();
        return hit;
    }
    const QTextLine line = m_layout->lineAt(std::min(lineAt(at.y()), m_layout->lineCount() - 1));
    hit.position = std::clamp(line.xToCursor(at.x()), 0, length());
    const QRectF used = line.naturalTextRect();
    hit.onText = at.x() >= used.left() - 2 && at.x() <= used.right() + 2;
    if (hit.act != Act::None && !hit.onText)
        hit.act = Act::None;
    const int on = line.xToCursor(at.x(), QTextLine::CursorOnCharacter);
    for (const Span &span : m_content.spans) {
        if (!hit.onText || !(span.formats & (Span::Link | Span::Image)) || on < span.start || on >= span.start + span.length)
            continue;
        if (span.link < 0) {
            hit.act = span.link == -2 ? m_content.otherAct : m_content.act;
        } else {
            hit.link = m_content.links[std::size_t(span.link)];
            hit.linkText = m_content.text.mid(span.start, span.length);
            hit.isImage = span.formats & Span::Image;
        }
    }
    return hit;
}

qsizetype TextPiece::bytes() const
{
    // Glyphs, advances and attributes of a shaped character take some 70 bytes (52 KB for 660 characters with code and tables).
    return m_layout ? 2048 + m_content.text.size() * 72 : 0;
}

bool TextPiece::hasSameContent(const Piece &other) const
{
    return m_content == static_cast<const TextPiece &>(other).m_content;
}

} // namespace ui
