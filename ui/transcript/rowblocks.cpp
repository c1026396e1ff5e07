#include "ui/transcript/rowbuilder.h"

#include "transcript/code/lexer.h"
#include "transcript/showntext.h"
#include "transcript/toolinput.h"
#include "ui/theme/space.h"
#include "ui/transcript/rowwords.h"
#include "ui/transcript/tablepiece.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace ui {

using theme::Token;
using transcript::Block;
using transcript::Blocks;
namespace space = theme::space;

namespace {

constexpr int linesInPiece = 32;
constexpr qsizetype shapedInPiece = 8000; // characters that have to be shaped: a few milliseconds
constexpr std::size_t rowsInPiece = 24;

struct Gaps
{
    qreal above = measure::paragraphGap;
    qreal below = measure::paragraphGap;
};

Gaps gapsOf(const Block &block)
{
    switch (block.kind) {
    case Block::Kind::Heading: return {block.level <= 2 ? qreal(space::xl) : qreal(space::l) + 4, space::s};
    case Block::Kind::Rule: return {space::l, space::l};
    default: break;
    }
    if (block.tight)
        return {block.nesting.endsWith('l') ? measure::itemGap : qreal(0), 0};
    return block.nesting.contains('l') ? Gaps{space::s, space::s} : Gaps{};
}

Style::Font headingFont(int level)
{
    return level == 1 ? Style::Font::Heading1 : level == 2 ? Style::Font::Heading2 : level == 3 ? Style::Font::Heading3 : Style::Font::Strong;
}

qreal indentOf(const QByteArray &nesting)
{
    qreal indent = 0;
    for (const char container : nesting)
        indent += container == 'q' ? measure::quoteIndent : measure::listIndent;
    return indent;
}

//! Where the bars of the quotes around a block are, from its x.
std::vector<qreal> barsOf(const QByteArray &nesting)
{
    std::vector<qreal> bars;
    for (qsizetype i = 0; i < nesting.size(); ++i) {
        if (nesting[i] == 'q')
            bars.push_back(indentOf(nesting.left(i)));
    }
    return bars;
}

//! True when both lie in the same outermost quote, so that its bar goes through.
bool sharesQuote(const Block &a, const Block *b)
{
    if (!b || !a.nesting.contains('q') || !b->nesting.contains('q'))
        return false;
    const qsizetype first = a.nesting.indexOf('q');
    return b->nesting.size() > first && a.nesting.left(first + 1) == b->nesting.left(first + 1);
}

//! Where a piece of code ends, and so the next one begins.
struct CodeCut
{
    qsizetype end = 0;   //!< in the text
    int line = 0;        //!< of the text, in which the next piece begins
    int shift = 0;       //!< where in that line; 0: at its beginning, behind the line break at `end`
};

//! Not between what belongs to one sign.
qsizetype betweenSigns(const QString &text, qsizetype at)
{
    constexpr int longestSign = 64;
    const qsizetype wanted = at;
    const auto joins = [](QChar c) { return c.isLowSurrogate() || c.isMark() || c.unicode() == 0x200d; };
    while (at > wanted - longestSign && (joins(text[at]) || text[at - 1].unicode() == 0x200d))
        --at;
    return at;
}

//! The piece that begins at `from`, where the one before was cut: some lines, or less of what has to be shaped.
CodeCut cutOf(const QString &text, qsizetype from, const CodeCut &before)
{
    CodeCut cut = before;
    qsizetype shaped = 0;
    for (int lines = 0; lines < linesInPiece && shaped < shapedInPiece; ++lines) {
        const qsizetype begin = lines == 0 ? from : cut.end + 1;
        if (begin > text.size())
            break;
        qsizetype end = text.indexOf(QLatin1Char('\n'), begin);
        if (end < 0)
            end = text.size();
        if (!CodePiece::isPlain(QStringView(text).mid(begin, end - begin)))
            shaped += end - begin;
        const int shift = lines == 0 ? before.shift : 0;
        if (shaped > 2 * shapedInPiece && (lines == 0 || end - begin > shapedInPiece)) {
            if (lines > 0)
                break; // the long line is a piece of its own
            const qsizetype at = betweenSigns(text, begin + shapedInPiece);
            return {at, cut.line, shift + int(at - begin)};
        }
        cut.end = end;
        cut.line += 1;
        cut.shift = 0;
    }
    return cut;
}

} // namespace

void RowBuilder::markdown(const Blocks &blocks, qreal x, qreal width, Token token, std::size_t from)
{
    const qreal gapBefore = m_gap;
    const Block *before = from > 0 ? &blocks[from - 1] : nullptr;
    bool capped = std::any_of(blocks.begin(), blocks.begin() + std::ptrdiff_t(from), [](const Block &block) { return block.capped; });
    for (std::size_t i = from; i < blocks.size(); ++i) {
        const Block &block = blocks[i];
        if (m_grows)
            m_out.checkpoints.push_back({m_out.pieces.size(), m_out.frames.size(), m_gap, m_block});
        const Gaps gaps = gapsOf(block);
        if (before)
            want(block.tight ? gaps.above : std::max(gaps.above, gapsOf(*before).below));
        else
            m_gap = gapBefore;
        switch (block.kind) {
        case Block::Kind::Code: codeBlock(block, x, width); break;
        case Block::Kind::Table: tableBlock(block, x, width); break;
        case Block::Kind::Rule: add(std::make_unique<RulePiece>(), x, width); break;
        default: textBlock(block, before, x, width, token); break;
        }
        capped = capped || block.capped;
        before = &block;
    }
    if (capped) {
        want(space::s);
        note(RowWords::tr("Not everything is shown here, or not as it was meant: the message goes beyond what can be laid out safely. "
                          "“Copy message” has all of it."), x, width);
    }
}

void RowBuilder::textBlock(const Block &block, const Block *before, qreal x, qreal width, Token token)
{
    TextPiece::Content content;
    content.text = block.text;
    content.spans = block.spans;
    content.links = block.links;
    content.token = token;
    if (block.kind == Block::Kind::Heading)
        content.font = headingFont(block.level);
    content.indent = indentOf(block.nesting);
    content.marker = block.marker;
    content.task = block.task;
    content.bars = barsOf(block.nesting);
    content.barsJoin = sharesQuote(block, before);
    addText(std::move(content), x, width).joins = block.tight;
}

//! A background behind what `fill` adds, which is told where and how wide.
template<class Fill>
void RowBuilder::panel(qreal x, qreal width, qreal above, Fill fill)
{
    Frame panel;
    panel.x = x;
    panel.width = width;
    panel.above = above;
    panel.below = space::s + 2;
    panel.fit = fitOf(x, width);
    panel.first = next();
    m_gap += panel.above;
    fill(panel.x + measure::cardPad, panel.width - 2 * measure::cardPad);
    panel.last = next() - 1;
    m_out.frames.push_back(panel);
    m_gap = panel.below;
    m_gap += measure::paragraphGap;
}

void RowBuilder::codeBlock(const Block &block, qreal x, qreal width)
{
    // Code may be wider than prose: as far as the column goes.
    const bool prose = width == m_style.prose() && x == m_style.left();
    const qreal indent = indentOf(block.nesting);
    const QScopedValueRollback ofColumn(m_ofColumn, prose);
    panel(x + indent, (prose ? m_style.column() : width) - indent, block.language.isEmpty() ? space::s + 2 : space::s, [&](qreal inside, qreal room) {
        CodePiece::Content content;
        content.text = block.text;
        content.label = block.language;
        content.quiet = block.language.isEmpty();
        code(content, codeRun(block.text, transcript::codeLanguage(block.language)), inside, room);
    });
}

RowBuilder::CodeRun RowBuilder::codeRun(const QString &whole, transcript::CodeLanguage language, const transcript::LexState &start)
{
    CodeRun run;
    run.block = ++m_block;
    for (const QStringView line : QStringView(whole).split(QLatin1Char('\n')))
        run.columns = std::max(run.columns, CodePiece::columnsOf(line));
    m_out.highlights.resize(std::max(m_out.highlights.size(), std::size_t(run.block)));
    m_out.codes.resize(std::max(m_out.codes.size(), std::size_t(run.block)));
    m_out.codes[std::size_t(run.block) - 1] = whole;
    if (language == transcript::CodeLanguage::None)
        return run;
    // A message that grows keeps what was lexed of it.
    auto &kept = m_out.highlights[std::size_t(run.block) - 1];
    if (!kept || kept->language() != language)
        kept = std::make_shared<transcript::CodeHighlight>(language, start);
    kept->setText(whole);
    run.highlight = kept;
    return run;
}

void RowBuilder::code(const CodePiece::Content &like, const CodeRun &run, qreal x, qreal width, int firstLine)
{
    const QString &text = like.text;
    const auto &unwrapped = m_out.aspect.unwrapped;
    const bool wraps = std::find(unwrapped.begin(), unwrapped.end(), run.block) == unwrapped.end();
    CodeCut cut;
    for (qsizetype from = 0; from <= text.size();) {
        const CodeCut next = cutOf(text, from, cut);
        CodePiece::Content content = like;
        content.text = text.mid(from, next.end - from);
        content.first = from == 0 && like.first;
        content.last = like.last && next.end == text.size();
        content.wide = content.first && run.columns * m_style.code().advance > width;
        content.wraps = wraps;
        content.columns = wraps ? 0 : run.columns;
        auto made = std::make_unique<CodePiece>(std::move(content));
        made->setHighlight(run.highlight, firstLine + cut.line, cut.shift);
        made->setBlockColumns(run.columns);
        Piece &piece = add(std::move(made), x, width);
        piece.block = run.block;
        piece.joins = from > 0;
        piece.continues = cut.shift > 0;
        from = next.end + (next.shift > 0 ? 0 : 1);
        cut = next;
    }
}

void RowBuilder::tableBlock(const Block &block, qreal x, qreal width)
{
    const bool prose = width == m_style.prose() && x == m_style.left();
    const qreal indent = indentOf(block.nesting);
    const qreal room = (prose ? m_style.column() : width) - indent;
    const QScopedValueRollback ofColumn(m_ofColumn, prose);
    const auto grid = std::make_shared<TableGrid>(block.table, block.links, room);
    Frame frame;
    frame.first = next();
    frame.x = x + indent;
    frame.width = room;
    frame.fit = fitOf(frame.x, room);
    frame.hugs = true;
    frame.fill = Frame::Fill::None;
    frame.border = Token::Line;
    const std::size_t rows = block.table.rows.size();
    for (std::size_t from = 0; from < rows; from += rowsInPiece)
        add(std::make_unique<TablePiece>(grid, from, std::min(from + rowsInPiece, rows)), frame.x, room).joins = from > 0;
    frame.last = next() - 1;
    if (frame.last >= frame.first)
        m_out.frames.push_back(frame);
    want(measure::paragraphGap);
}

void RowBuilder::hidden(qreal x, qreal width, bool is)
{
    if (!is)
        return;
    // What is hidden twice, of an input and of a result, is hidden from the first place on.
    const bool first = m_out.hiddenFrom < 0;
    if (first)
        m_out.hiddenFrom = next();
    if (first && m_out.aspect.window) {
        want(space::s);
        note(RowWords::tr("What stands around the hit:"), x, width);
        want(space::xs);
        Block block;
        block.kind = Block::Kind::Code;
        block.text = m_out.aspect.window->text;
        // In a card its lines begin where those of the result do.
        const bool inCard = x == m_style.left() + measure::cardPad;
        codeBlock(block, inCard ? m_style.left() + 1 : x, inCard ? m_style.column() - 2 : width);
    }
    m_out.hiddenTo = next();
}

void RowBuilder::jsonPanel(const QByteArray &json, qreal x, qreal width)
{
    if (json.size() > transcript::longestInput) {
        CodePiece::Content content;
        content.quiet = true;
        content.label = QStringLiteral("json");
        panel(x, m_style.column(), space::s, [&](qreal inside, qreal room) { m_out.rawBlock = bothEnds(json, content, inside, room); });
        return;
    }
    Block block;
    block.kind = Block::Kind::Code;
    block.language = QStringLiteral("json");
    block.text = transcript::indentedJson(json);
    while (block.text.endsWith(QLatin1Char('\n')))
        block.text.chop(1);
    codeBlock(block, x, width);
}

} // namespace ui
