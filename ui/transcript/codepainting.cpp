#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/transcript/codepiece.h"
#include "ui/transcript/inlinetext.h"

#include <QGlyphRun>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

using theme::Token;
using transcript::CodeSpan;
using transcript::CodeToken;

namespace {

constexpr qreal headSize = 20;
constexpr qreal buttonSize = 24;
constexpr qreal thumbHeight = 4;
constexpr int tokenCount = int(CodeToken::Deleted) + 1;
constexpr int plainSign = tokenCount; // the sign before a line of a diff has a colour of its own

Token colorOf(CodeToken token, Token plain)
{
    switch (token) {
    case CodeToken::Keyword: return Token::CodeKeyword;
    case CodeToken::Type: return Token::CodeType;
    case CodeToken::Call: return Token::CodeCall;
    case CodeToken::Text: return Token::CodeString;
    case CodeToken::Number: return Token::CodeNumber;
    case CodeToken::Comment: return Token::CodeComment;
    case CodeToken::Meta: return Token::CodeMeta;
    case CodeToken::Name: return Token::CodeName;
    case CodeToken::Heading: return Token::CodeCall;
    case CodeToken::Plain:
    case CodeToken::Inserted:
    case CodeToken::Deleted: break;
    }
    return plain;
}

bool isOfDiff(CodeToken token)
{
    return token == CodeToken::Inserted || token == CodeToken::Deleted;
}

Token signOf(CodeToken token)
{
    return token == CodeToken::Inserted ? Token::Ok : Token::Fail;
}

void paintButton(QPainter &painter, const Style &style, const QRectF &rect, const QString &icon, Token token, bool covers)
{
    if (covers) { // lies on the text
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.color(Token::Raised));
        painter.drawRoundedRect(rect, theme::radius, theme::radius);
        painter.restore();
    }
    const int size = theme::iconSmall;
    const QPointF at = rect.center() - QPointF(size / 2.0, size / 2.0);
    painter.drawPixmap(QPointF(std::round(at.x()), std::round(at.y())), theme::iconPixmap(icon, style.color(token), size, painter.device()->devicePixelRatioF()));
}

} // namespace

//! Glyphs of one line, apart by colour, so that each colour is painted at once.
struct CodePiece::Glyphs
{
    struct Run
    {
        QList<quint32> glyphs;
        QList<QPointF> places;
    };
    std::array<Run, tokenCount + 1> runs;
};

void CodePiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (m_lines.empty())
        return;
    painter.setFont(style.code().font);
    PieceState inside = state;
    const bool cut = m_range > 0;
    if (cut) {
        for (std::size_t i = lineAt(state.clip.top()); i < m_lines.size() && m_lines[i].top <= state.clip.bottom(); ++i)
            paintGround(painter, style, m_lines[i]);
        painter.save();
        painter.setClipRect(QRectF(0, 0, width, textEnd()), Qt::IntersectClip);
        painter.translate(-scrolled, 0);
        inside.clip = (state.clip & QRectF(0, 0, width, textEnd())).translated(scrolled, 0);
    }
    for (std::size_t i = lineAt(state.clip.top()); i < m_lines.size() && m_lines[i].top <= state.clip.bottom(); ++i) {
        if (!cut)
            paintGround(painter, style, m_lines[i]);
        paintLine(painter, style, inside, m_lines[i]);
    }
    if (cut) {
        painter.restore();
        paintThumb(painter, style, state);
    }
    if (m_content.first)
        paintHead(painter, style, state);
}

void CodePiece::paintLine(QPainter &painter, const Style &style, const PieceState &state, const Line &line) const
{
    paintSelection(painter, style, state, line);
    if (line.shaped)
        paintShaped(painter, style, line, state.clip);
    else
        paintGlyphs(painter, style, line, state.clip);
}

//! The ground of a line that a diff adds or takes away, as wide as the panel.
void CodePiece::paintGround(QPainter &painter, const Style &style, const Line &line) const
{
    if (line.spansFrom == line.spansTo)
        return;
    const CodeToken token = m_spans[std::size_t(line.spansFrom)].token;
    if (isOfDiff(token)) {
        painter.fillRect(QRectF(-measure::cardPad, line.top, width + 2 * measure::cardPad, line.rows * m_lineHeight),
                         style.color(token == CodeToken::Inserted ? Token::CodeInserted : Token::CodeDeleted));
    }
}

void CodePiece::collectGlyphs(Glyphs &glyphs, const CodeFont &code, const Line &line, const QRectF &clip) const
{
    const int firstRow = m_content.wraps ? std::max(0, int((clip.top() - line.top) / m_lineHeight)) : 0;
    const int lastRow = m_content.wraps ? std::min(line.rows - 1, int((clip.bottom() - line.top) / m_lineHeight)) : 0;
    const int firstColumn = m_content.wraps ? firstRow * m_columns : std::max(0, int(clip.left() / code.advance) - 1);
    const int endColumn = m_content.wraps ? (lastRow + 1) * m_columns : int(clip.right() / code.advance) + 2;
    auto span = m_spans.begin() + line.spansFrom;
    const auto lastSpan = m_spans.begin() + line.spansTo;
    for (int i = indexOf(line, firstColumn); i < line.length; ++i) {
        const int column = columnOf(line, i);
        if (column >= endColumn)
            break;
        const char16_t c = m_content.text[line.start + i].unicode();
        if (c == ' ' || c == '\t')
            continue;
        const int at = i + line.shift;
        while (span != lastSpan && at >= span->start + span->length)
            ++span;
        int run = span != lastSpan && at >= span->start ? int(span->token) : 0;
        if (at == 0 && isOfDiff(CodeToken(run)))
            run = plainSign;
        const int row = column / m_columns;
        glyphs.runs[std::size_t(run)].glyphs.append(code.glyphs[c]);
        glyphs.runs[std::size_t(run)].places.append({(column - row * m_columns) * code.advance, line.top + row * m_lineHeight + code.baseline});
    }
}

void CodePiece::paintGlyphs(QPainter &painter, const Style &style, const Line &line, const QRectF &clip) const
{
    Glyphs glyphs;
    collectGlyphs(glyphs, style.code(), line, clip);
    for (int i = 0; i <= plainSign; ++i) {
        const Glyphs::Run &run = glyphs.runs[std::size_t(i)];
        if (run.glyphs.isEmpty())
            continue;
        QGlyphRun glyphRun;
        glyphRun.setRawFont(style.code().raw);
        glyphRun.setGlyphIndexes(run.glyphs);
        glyphRun.setPositions(run.places);
        painter.setPen(style.color(i == plainSign ? signOf(m_spans[std::size_t(line.spansFrom)].token) : colorOf(CodeToken(i), m_content.token)));
        painter.drawGlyphRun({0, 0}, glyphRun);
    }
}

//! Colours are given to the painting, not to the layout: shaping is what costs.
void CodePiece::paintShaped(QPainter &painter, const Style &style, const Line &line, const QRectF &clip) const
{
    const auto draw = [&](int from, int to, Token token) {
        from = std::max(from, 0);
        to = std::min(to, line.length);
        for (int i = 0; i < line.shaped->lineCount() && from < to; ++i) {
            const QTextLine row = line.shaped->lineAt(i);
            const qreal top = line.top + i * m_lineHeight;
            const int a = std::max(from, row.textStart());
            const int b = std::min(to, row.textStart() + row.textLength());
            if (a >= b || top > clip.bottom() || top + m_lineHeight < clip.top())
                continue;
            painter.setPen(style.color(token));
            for (const QGlyphRun &run : row.glyphRuns(a, b - a)) {
                if (line.emoji.isEmpty() || !EmojiPainter::isRoom(run))
                    painter.drawGlyphRun({0, line.top}, run);
            }
        }
    };
    int at = 0;
    for (int i = line.spansFrom; i < line.spansTo; ++i) {
        const CodeSpan &span = m_spans[std::size_t(i)];
        const int start = span.start - line.shift;
        draw(at, start, m_content.token);
        at = std::max(at, start + span.length);
        if (isOfDiff(span.token)) {
            draw(start, start + 1, signOf(span.token));
            draw(start + 1, at, m_content.token);
        } else {
            draw(start, at, colorOf(span.token, m_content.token));
        }
    }
    draw(at, line.length, m_content.token);
    const QString text = line.emoji.isEmpty() ? QString() : m_content.text.mid(line.start, line.length);
    for (int i = 0; !line.emoji.isEmpty() && i < line.shaped->lineCount(); ++i) {
        const qreal top = line.top + i * m_lineHeight;
        if (top <= clip.bottom() && top + m_lineHeight >= clip.top())
            line.emoji.paintLine(painter, style, text, line.shaped->lineAt(i), top + style.code().baseline, hasBothDirections(text));
    }
}

void CodePiece::paintSelection(QPainter &painter, const Style &style, const PieceState &state, const Line &line) const
{
    const int from = std::max(state.selectedFrom - line.start, 0);
    const int to = std::min(state.selectedTo - line.start, line.length);
    const bool last = line.start + line.length == length();
    const bool goesOn = state.selectedTo > line.start + line.length || (last && state.selectedOn);
    if (from > line.length || to < 0 || (from >= to && !goesOn) || state.selectedTo < line.start)
        return;
    const QColor color = style.selection(state.background);
    const qreal nub = goesOn ? style.code().advance / 2 : 0;
    if (line.shaped) {
        for (int i = 0; i < line.shaped->lineCount(); ++i) {
            const QTextLine row = line.shaped->lineAt(i);
            const int a = std::max(from, row.textStart());
            const int b = std::min(to, row.textStart() + row.textLength());
            if (a <= b) {
                const qreal x = row.cursorToX(a);
                painter.fillRect(QRectF(x, line.top + i * m_lineHeight, row.cursorToX(b) - x + nub, m_lineHeight).normalized(), color);
            }
        }
        return;
    }
    const int start = columnOf(line, from);
    const int end = columnOf(line, std::max(from, to));
    for (int row = start / m_columns; row <= end / m_columns && row < line.rows; ++row) {
        const int a = std::max(start - row * m_columns, 0);
        const int b = std::min(end - row * m_columns, m_columns);
        const qreal more = row == end / m_columns ? nub : 0;
        painter.fillRect(QRectF(a * style.code().advance, line.top + row * m_lineHeight, (b - a) * style.code().advance + more, m_lineHeight), color);
    }
}

QRectF CodePiece::copyRect() const
{
    if (!m_content.first)
        return {};
    return {width - buttonSize + theme::space::xs, headHeight() > 0 ? -4.0 : -2.0, buttonSize, buttonSize};
}

QRectF CodePiece::wrapRect() const
{
    return m_content.first && m_content.wide ? copyRect().translated(-buttonSize, 0) : QRectF();
}

QRectF CodePiece::thumbRect() const
{
    if (m_range <= 0 || !m_content.last)
        return {};
    const qreal size = std::max<qreal>(24, width * width / (width + m_range));
    return {(width - size) * std::clamp<qreal>(scrolled / m_range, 0, 1), height - thumbHeight - 2, size, thumbHeight};
}

void CodePiece::paintThumb(QPainter &painter, const Style &style, const PieceState &state) const
{
    const QRectF thumb = thumbRect();
    if (thumb.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.color(state.hovered ? Token::Muted : Token::Edge));
    painter.drawRoundedRect(thumb, thumbHeight / 2, thumbHeight / 2);
    painter.restore();
}

void CodePiece::paintHead(QPainter &painter, const Style &style, const PieceState &state) const
{
    if (!m_content.label.isEmpty()) {
        const QFont &font = style.font(Style::Font::Small);
        const qreal room = width - (m_content.wide ? 2 : 1) * buttonSize;
        painter.setFont(font);
        painter.setPen(style.color(m_content.labelToken));
        painter.drawText(QRectF(0, -2, room, headSize), Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(font).elidedText(m_content.label, Qt::ElideRight, room));
    }
    if (copyRect().isEmpty() || (m_content.quiet && !state.hovered && !state.copied))
        return;
    const bool covers = m_content.label.isEmpty();
    paintButton(painter, style, copyRect(), state.copied ? QStringLiteral("check") : QStringLiteral("copy"), state.copied ? Token::Ok : Token::Muted, covers);
    if (!wrapRect().isEmpty())
        paintButton(painter, style, wrapRect(), QStringLiteral("text-wrap"), m_content.wraps ? Token::Accent : Token::Muted, covers);
}

} // namespace ui
