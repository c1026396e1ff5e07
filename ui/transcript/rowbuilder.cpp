#include "ui/transcript/rowbuilder.h"

#include "base/plaintext.h"
#include "transcript/showntext.h"
#include "ui/theme/space.h"
#include "ui/transcript/deliverypiece.h"
#include "ui/transcript/rowwords.h"

#include <algorithm>
#include <cmath>

namespace ui {

using theme::Token;
using transcript::Row;
namespace space = theme::space;

namespace {

//! A message longer than `from` bytes is folded to its first and last bytes, each up to the end of a line.
struct Fold
{
    qsizetype from;
    qsizetype head;
    qsizetype tail;
};
constexpr Fold userFold{3000, 1200, 400};
constexpr Fold agentFold{384 * 1024, 48 * 1024, 8 * 1024}; // more is not laid out at all: rather both ends than the beginning alone

constexpr qsizetype fenceReach = 4 * 1024 * 1024; // bytes looked through for open code
constexpr int mostTicks = 100000;

qsizetype betweenCharacters(QByteArrayView text, qsizetype at)
{
    while (at > 0 && at < text.size() && (uchar(text[at]) & 0xc0) == 0x80)
        --at;
    return at;
}

QByteArrayView headOf(QByteArrayView text, const Fold &fold)
{
    const qsizetype end = text.lastIndexOf('\n', fold.head);
    return text.first(end < fold.head / 2 ? betweenCharacters(text, fold.head) : end);
}

//! The last lines; when code goes on there, with a fence before it.
QByteArray tailOf(QByteArrayView text, const Fold &fold)
{
    const qsizetype from = text.size() - fold.tail;
    const qsizetype line = text.indexOf('\n', from) + 1;
    const qsizetype start = line == 0 || line - from > fold.tail / 2 ? betweenCharacters(text, from) : line;
    bool fenced = false;
    int ticks = 0; // who writes millions of them wants nothing but to stall
    for (qsizetype at = text.indexOf('`', std::max<qsizetype>(0, start - fenceReach)); at >= 0 && at < start && ++ticks < mostTicks; at = text.indexOf('`', at + 1)) {
        if ((at == 0 || text[at - 1] == '\n') && text.sliced(at).startsWith("```"))
            fenced = !fenced;
    }
    return (fenced ? QByteArray("```\n") : QByteArray()) + text.sliced(start).toByteArray();
}

//! The beginning of a text without its markup, on one line.
QString firstWords(const QByteArray &markdown)
{
    QString words;
    for (const transcript::Block &block : transcript::parseMarkdown(QByteArrayView(markdown).first(std::min<qsizetype>(markdown.size(), 600)))) {
        words += block.text + QLatin1Char(' ');
        if (words.size() > 200)
            break;
    }
    return base::plainLine(words.simplified(), 200);
}

} // namespace

RowBuilder::RowBuilder(const Style &style, const transcript::Reducer *reducer, const QDate &today)
    : m_style(style)
    , m_reducer(reducer)
    , m_today(today)
{
}

transcript::MarkdownOptions RowBuilder::options(bool typedByUser)
{
    transcript::MarkdownOptions options;
    options.imageWord = RowWords::tr("Image");
    options.keepLineBreaks = typedByUser;
    return options;
}

RowLayout RowBuilder::build(const Row &row, const RowAspect &aspect, transcript::MarkdownStream *stream)
{
    m_out = {};
    m_gap = 0;
    m_block = 0;
    m_out.key = row.key;
    m_out.revision = row.revision;
    m_out.aspect = aspect;
    m_out.at = row.at;
    m_out.time = RowWords::time(row.at);
    if (aspect.newDay && row.at.isValid()) {
        HeaderPiece::Content day;
        day.title = RowWords::day(row.at, m_today);
        day.rules = true;
        day.silent = true;
        want(space::l);
        add(std::make_unique<HeaderPiece>(day), m_style.left(), m_style.column());
    }
    switch (row.kind) {
    case Row::Kind::User: user(row, stream); break;
    case Row::Kind::Agent: agent(row, stream); break;
    case Row::Kind::Thinking: thinking(row, stream); break;
    case Row::Kind::Tool: tool(row); break;
    case Row::Kind::Notice: notice(row); break;
    case Row::Kind::Error: error(row); break;
    case Row::Kind::Unknown: unknown(row); break;
    }
    const bool folds = row.kind == Row::Kind::Thinking || row.kind == Row::Kind::Notice || row.kind == Row::Kind::Unknown;
    hidden(m_style.left(), m_style.prose(), aspect.window && (row.kind == Row::Kind::Error || (folds && aspect.open)));
    m_out.below += m_gap;
    m_out.place();
    return std::move(m_out);
}

int RowBuilder::estimate(const Row &row, const RowAspect &aspect, const Style &style)
{
    const qreal line = style.lineHeight(Style::Font::Body);
    const qreal day = aspect.newDay ? measure::lineHeight + space::l : 0;
    switch (row.kind) {
    case Row::Kind::User:
    case Row::Kind::Agent: {
        const qreal room = row.kind == Row::Kind::User ? style.bubble() : style.prose();
        const Fold &fold = row.kind == Row::Kind::User ? userFold : agentFold;
        const bool folded = row.text.size() > fold.from && !aspect.open && !row.preview;
        const qreal size = qreal(folded ? fold.head + fold.tail : row.text.size());
        // A fifth more than the characters alone: headings, lists and short lines.
        const qreal lines = std::max<qreal>(1, std::ceil(size * style.charWidth(Style::Font::Body) * 1.2 / room));
        return int(day + lines * line + (row.kind == Row::Kind::User ? 2 * space::s + 2 * space::m : space::l));
    }
    case Row::Kind::Tool: return int(day + measure::headerHeight + space::s);
    case Row::Kind::Error: return int(day + measure::headerHeight + 3 * line + space::l);
    default: return int(day + measure::lineHeight + space::s);
    }
}

Piece &RowBuilder::add(std::unique_ptr<Piece> piece, qreal x, qreal width)
{
    piece->x = x;
    piece->width = std::max<qreal>(24, width);
    piece->fit = fitOf(x, width);
    piece->gap = m_gap;
    piece->height = piece->estimate(m_style);
    m_gap = 0;
    m_out.pieces.push_back(std::move(piece));
    return *m_out.pieces.back();
}

TextPiece &RowBuilder::addText(TextPiece::Content content, qreal x, qreal width)
{
    return static_cast<TextPiece &>(add(std::make_unique<TextPiece>(std::move(content)), x, width));
}

void RowBuilder::note(const QString &words, qreal x, qreal width, Act act)
{
    TextPiece::Content content;
    content.text = words;
    content.font = Style::Font::Small;
    content.token = Token::Muted;
    content.act = act;
    TextPiece &piece = addText(std::move(content), x, width);
    piece.joins = true;
    piece.isOurs = true;
}

void RowBuilder::foldNote(const QString &words, qreal x, qreal width, Act act)
{
    TextPiece::Content content;
    content.font = Style::Font::Small;
    content.token = Token::Muted;
    content.act = act;
    content.otherAct = Act::Save;
    const auto put = [&content](const QString &button, int number) {
        content.spans.push_back({int(content.text.size()), int(button.size()), transcript::Span::Link, number});
        content.text += button;
    };
    put(words, -1);
    content.text += QStringLiteral("   \u00b7   ");
    put(RowWords::tr("Save the whole to a file…"), -2);
    TextPiece &piece = addText(std::move(content), x, width);
    piece.joins = true;
    piece.isOurs = true;
}

void RowBuilder::user(const Row &row, transcript::MarkdownStream *stream)
{
    Q_UNUSED(stream)
    const bool folds = row.text.size() > userFold.from;
    const bool foldedNow = folds && !m_out.aspect.open;
    const auto blocks = transcript::parseMarkdown(foldedNow ? headOf(row.text, userFold) : QByteArrayView(row.text), options(true));
    Frame bubble;
    bubble.first = next();
    bubble.above = bubble.below = space::s;
    bubble.fill = Frame::Fill::Bubble;
    want(space::l + bubble.above);
    markdown(blocks, 0, m_style.bubble(), Token::Text);
    if (folds) {
        want(space::xs);
        foldNote(foldedNow ? RowWords::tr("Show the whole message") : RowWords::tr("Show less"), 0, m_style.bubble(), Act::ToggleRow);
    }
    hidden(0, m_style.bubble(), foldedNow || row.text.size() > transcript::Caps().totalBytes);
    if (foldedNow) {
        want(space::s);
        markdown(transcript::parseMarkdown(tailOf(row.text, userFold), options(true)), 0, m_style.bubble(), Token::Text);
    }
    attachments(row.attachments, row.raw, 0, m_style.bubble());
    if (next() == bubble.first)
        addText({}, 0, m_style.bubble());
    // The bubble is as wide as what is in it, and stands at the right.
    qreal width = 0;
    for (int i = bubble.first; i < next(); ++i) {
        const Piece &piece = *m_out.pieces[std::size_t(i)];
        width = std::max(width, next() - bubble.first < 20 ? piece.naturalWidth(m_style) : m_style.bubble());
    }
    width = std::min(width, m_style.bubble());
    const qreal x = m_style.right() - measure::bubblePad - width;
    for (int i = bubble.first; i < next(); ++i) {
        Piece &piece = *m_out.pieces[std::size_t(i)];
        piece.width = std::max<qreal>(24, width - piece.x);
        piece.x += x;
        piece.height = piece.estimate(m_style);
    }
    for (Frame &inner : m_out.frames) {
        inner.x += x;
        inner.width = std::min(inner.width, width);
    }
    bubble.last = next() - 1;
    bubble.x = x - measure::bubblePad;
    bubble.width = width + 2 * measure::bubblePad;
    m_out.frames.insert(m_out.frames.begin(), bubble);
    m_out.timePiece = bubble.first;
    m_out.timeAlways = true;
    want(bubble.below);
    m_gap = bubble.below;
    delivery(row);
    want(m_gap + space::s);
}

void RowBuilder::delivery(const Row &row)
{
    const RowWords::Status status = RowWords::delivery(row);
    if (status.word.isEmpty())
        return;
    DeliveryPiece::Content content{status.icon, status.word, status.token, deliveryActs(row)};
    if (row.allBytes >= RowWords::bytesWorthTelling)
        content.share = double(row.sentBytes) / double(row.allBytes);
    auto piece = std::make_unique<DeliveryPiece>(std::move(content));
    const qreal width = std::min(piece->naturalWidth(m_style), m_style.column());
    m_gap += space::xs;
    add(std::move(piece), m_style.right() + 2 - width, width).joins = true;
}

void RowBuilder::threadLabel(const Row &row)
{
    if (row.threadId.isEmpty())
        return;
    const QString name = m_reducer ? m_reducer->threadName(row.threadId) : QString();
    note(base::plainLine(name.isEmpty() ? base::shortId(row.threadId) : name, 80), m_style.left(), m_style.prose());
    want(space::xs);
}

void RowBuilder::agent(const Row &row, transcript::MarkdownStream *stream)
{
    want(space::m);
    m_out.timePiece = next();
    m_out.timeAlways = true;
    threadLabel(row);
    if (stream) {
        stream->update(row.text, !row.preview);
        m_grows = row.preview;
        markdown(stream->blocks(), m_style.left(), m_style.prose(), Token::Text);
        m_grows = false;
    } else {
        agentText(row);
    }
    attachments(row.attachments, row.raw, m_style.left(), m_style.prose());
    if (row.brokenOff) {
        want(space::xs);
        note(RowWords::brokenOff(), m_style.left(), m_style.prose());
    }
    m_out.caret = row.preview && !row.previewEnded;
    if (next() == m_out.timePiece)
        addText({}, m_style.left(), m_style.prose());
    want(space::s);
}

//! A message that is being written is never folded under the reader's eyes; one that is very long is when it is met again.
void RowBuilder::agentText(const Row &row)
{
    const bool folds = !row.preview && row.text.size() > agentFold.from;
    const bool foldedNow = folds && !m_out.aspect.open;
    const qreal x = m_style.left();
    markdown(transcript::parseMarkdown(foldedNow ? headOf(row.text, agentFold) : QByteArrayView(row.text), options(false)), x, m_style.prose(), Token::Text);
    if (!folds)
        return;
    want(space::s);
    foldNote(foldedNow ? RowWords::tr("Show the whole message") : RowWords::tr("Show less"), x, m_style.prose(), Act::ToggleRow);
    hidden(x, m_style.prose(), true);
    if (foldedNow) {
        want(space::m);
        markdown(transcript::parseMarkdown(tailOf(row.text, agentFold), options(false)), x, m_style.prose(), Token::Text);
    }
}

bool RowBuilder::grow(RowLayout &layout, const Row &row, transcript::MarkdownStream &stream)
{
    if (row.kind != Row::Kind::Agent || !row.preview || layout.checkpoints.empty())
        return false;
    const std::size_t changed = std::size_t(stream.update(row.text, false));
    const auto &blocks = stream.blocks();
    if (blocks.empty())
        return false;
    const std::size_t from = std::min({changed, blocks.size() - 1, layout.checkpoints.size() - 1});
    const Checkpoint start = layout.checkpoints[from];
    m_out = std::move(layout);
    std::vector<std::unique_ptr<Piece>> old(std::make_move_iterator(m_out.pieces.begin() + std::ptrdiff_t(start.pieces)),
                                            std::make_move_iterator(m_out.pieces.end()));
    m_out.pieces.resize(start.pieces);
    m_out.frames.resize(start.frames);
    m_out.checkpoints.resize(from);
    m_out.revision = row.revision;
    m_out.caret = !row.previewEnded;
    m_gap = start.gap;
    m_block = start.codeBlock;
    m_grows = true;
    markdown(blocks, m_style.left(), m_style.prose(), Token::Text, from);
    m_grows = false;
    want(space::s);
    m_out.below = m_gap;
    m_out.reuse(start.pieces, std::move(old));
    layout = std::move(m_out);
    return true;
}

void RowBuilder::thinking(const Row &row, transcript::MarkdownStream *stream)
{
    HeaderPiece::Content head;
    head.icon = QStringLiteral("brain");
    head.title = row.preview && !row.previewEnded ? RowWords::tr("Thinking…") : RowWords::tr("Thought");
    head.foldable = !row.text.isEmpty();
    head.open = m_out.aspect.open;
    if (head.foldable && !head.open)
        head.summary = firstWords(row.text);
    head.act = head.foldable ? Act::ToggleRow : Act::None;
    want(space::xs);
    m_out.timePiece = next();
    add(std::make_unique<HeaderPiece>(head), m_style.left(), m_style.prose()).isOurs = true;
    if (head.foldable && head.open) {
        const qreal indent = space::xl;
        const int first = next();
        want(space::xs);
        if (stream)
            stream->update(row.text, !row.preview);
        markdown(stream ? stream->blocks() : transcript::parseMarkdown(row.text, options(false)), m_style.left() + indent,
                 m_style.prose() - indent, Token::Muted);
        Frame line;
        line.first = first;
        line.last = next() - 1;
        line.x = m_style.left() + theme::iconSmall / 2 - 1;
        line.width = 2;
        line.fill = Frame::Fill::None;
        line.bar = Token::Line;
        if (line.last >= first)
            m_out.frames.push_back(line);
        want(space::s);
    }
    want(space::xs);
}

} // namespace ui
