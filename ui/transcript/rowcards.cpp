#include "ui/transcript/rowbuilder.h"

#include "base/plaintext.h"
#include "transcript/code/lexer.h"
#include "transcript/showntext.h"
#include "transcript/tooledits.h"
#include "transcript/toolinput.h"
#include "ui/theme/space.h"
#include "ui/transcript/resulttext.h"
#include "ui/transcript/rowwords.h"

#include <algorithm>
#include <limits>

namespace ui {

using theme::Token;
using transcript::CallState;
using transcript::Row;
namespace space = theme::space;

namespace {

bool waits(CallState state)
{
    return state == CallState::WaitingApproval || state == CallState::WaitingResult;
}

//! As tr() wants it.
int number(qint64 count)
{
    return int(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

} // namespace

void RowBuilder::tool(const Row &row)
{
    const transcript::ToolCall &call = *row.call;
    const RowWords::Status status = RowWords::call(call);
    HeaderPiece::Content head;
    head.icon = RowWords::toolIcon(call);
    head.title = RowWords::toolName(call);
    head.strong = true;
    head.summary = row.preview ? transcript::partialToolSummary(call.input) : transcript::toolSummary(call.input);
    head.code = true;
    head.status = status.word;
    head.statusIcon = status.icon;
    head.statusToken = status.token;
    head.extra = RowWords::duration(call.decidedAt.isValid() ? call.decidedAt : row.at, call.endedAt);
    head.foldable = true;
    head.open = m_out.aspect.open;
    head.card = true;
    head.act = Act::ToggleRow;

    Frame card;
    card.first = next();
    card.x = m_style.left();
    card.width = m_style.column();
    card.border = waits(call.state) ? Token::Wait : Token::Line;
    if (waits(call.state))
        card.bar = Token::Wait;
    else if (call.state == CallState::Failed)
        card.bar = Token::Fail;
    want(space::xs);
    threadLabel(row);
    card.first = next();
    m_out.timePiece = next();
    add(std::make_unique<HeaderPiece>(std::move(head)), card.x, card.width);
    if (m_out.aspect.open) {
        add(std::make_unique<RulePiece>(), card.x + 3, card.width - 4).joins = true;
        toolInput(call);
        toolResult(call);
        card.below = space::m;
    }
    card.last = next() - 1;
    m_out.frames.insert(m_out.frames.begin(), card);
    m_gap = card.below + space::xs;
}

void RowBuilder::toolInput(const transcript::ToolCall &call)
{
    const qreal x = m_style.left() + measure::cardPad;
    const qreal width = m_style.column() - 2 * measure::cardPad;
    if (call.input.size() > transcript::longestInput) {
        longInput(call, x, width);
        return;
    }
    const auto fields = transcript::toolFields(call.input);
    const auto edit = transcript::toolEdit(call.input);
    const auto isOfEdit = [&edit](const QString &name) {
        return edit && std::find(edit->members.begin(), edit->members.end(), name) != edit->members.end();
    };
    // A lone command or path needs no name above it: the card's head says what it is.
    for (const transcript::ToolField &field : fields) {
        if (isOfEdit(field.name))
            continue;
        want(space::s + 2);
        CodePiece::Content content;
        content.text = field.text;
        if (fields.size() > 1 || field.name != QLatin1String("command"))
            content.label = base::plainLine(field.name, 60);
        content.quiet = true;
        code(content, codeRun(field.text, transcript::languageOfField(call.name, fields, field)), x, width);
    }
    if (edit) {
        want(space::m);
        CodePiece::Content content;
        content.text = edit->diff;
        content.label = RowWords::tr("Change");
        content.quiet = true;
        code(content, codeRun(edit->diff, transcript::CodeLanguage::Diff, transcript::insideDiff()), x, width);
    }
    if (fields.empty()) {
        want(space::s + 2);
        note(RowWords::tr("It was called without input."), x, width);
    }
    denial(call, x, width);
}

void RowBuilder::denial(const transcript::ToolCall &call, qreal x, qreal width)
{
    if (call.denyReason.isEmpty())
        return;
    want(space::m);
    note(RowWords::tr("Denied because: %1").arg(transcript::shownText(call.denyReason)), x, width);
}

void RowBuilder::longInput(const transcript::ToolCall &call, qreal x, qreal width)
{
    want(space::s + 2);
    CodePiece::Content content;
    content.quiet = true;
    content.label = RowWords::tr("Input");
    m_out.inputBlock = bothEnds(call.input, content, x, width);
    denial(call, x, width);
}

//! Of bytes that are too many to be laid out, in the fixed font; gives the number of their code block.
int RowBuilder::bothEnds(const QByteArray &bytes, CodePiece::Content &content, qreal x, qreal width)
{
    const ResultText ends = ResultText::of(bytes, ResultText::Extent::Ends);
    content.text = ends.text.left(ends.headEnd());
    content.last = false;
    const CodeRun run = codeRun(content.text, transcript::CodeLanguage::None);
    code(content, run, x, width);
    want(space::s);
    note(RowWords::tr("It has %1 and is not shown whole. The copy button has all of it.").arg(RowWords::size(bytes.size())), x, width);
    hidden(x, width, true);
    lastOfResult(content, run, ends, ends.lastPart(), x, width);
    return run.block;
}

void RowBuilder::toolResult(const transcript::ToolCall &call)
{
    if (!call.hasResult)
        return;
    const qreal x = m_style.left() + measure::cardPad;
    const qreal width = m_style.column() - 2 * measure::cardPad;
    want(space::m);
    add(std::make_unique<RulePiece>(), m_style.left() + 3, m_style.column() - 4).joins = true;
    want(space::s);
    const ResultText result = ResultText::of(call.result, m_out.aspect.resultOpen ? ResultText::Extent::All : ResultText::Extent::Ends);
    CodePiece::Content content;
    content.label = call.failed ? RowWords::tr("Error") : RowWords::tr("Result");
    content.labelToken = call.failed ? Token::Fail : Token::Muted;
    content.quiet = true;
    const auto language = call.failed ? transcript::CodeLanguage::None : transcript::languageOfResult(call.name, transcript::toolFields(call.input), result.text);
    const CodeRun run = codeRun(result.text, language);
    m_out.resultBlock = run.block;
    if (result.text.isEmpty() && !result.isCut)
        note(call.resultBlocks.empty() ? RowWords::tr("The result is empty.") : content.label, x, width);
    else if (!result.folds())
        codeAll(content, run, result, x, width);
    else if (m_out.aspect.resultOpen)
        unfoldedResult(content, run, result, x, width);
    else
        foldedResult(content, run, result, x, width);
    attachments(call.resultBlocks, call.rawResult, x, width);
}

void RowBuilder::codeAll(CodePiece::Content &content, const CodeRun &run, const ResultText &result, qreal x, qreal width)
{
    content.text = result.text;
    content.last = !result.isCut;
    code(content, run, x, width);
}

//! The beginning and the end, with what is between them a click away.
void RowBuilder::foldedResult(CodePiece::Content &content, const CodeRun &run, const ResultText &result, qreal x, qreal width)
{
    content.text = result.text.left(result.headEnd());
    content.last = false;
    code(content, run, x, width);
    const QString last = result.lastPart();
    const qint64 between = result.lines - content.text.count(QLatin1Char('\n')) - 1 - (last.isEmpty() ? 0 : last.count(QLatin1Char('\n')) + 1);
    want(space::s);
    if (result.lines == ResultText::notCounted)
        foldNote(RowWords::tr("Show more of the %1").arg(RowWords::size(result.bytes)), x, width, Act::ToggleResult);
    else
        foldNote(between > 0 ? RowWords::tr("Show %Ln more lines", nullptr, number(between)) : RowWords::tr("Show the whole line"), x, width, Act::ToggleResult);
    hidden(x, width, true);
    lastOfResult(content, run, result, last, x, width);
}

void RowBuilder::unfoldedResult(CodePiece::Content &content, const CodeRun &run, const ResultText &result, qreal x, qreal width)
{
    codeAll(content, run, result, x, width);
    if (result.isCut) {
        want(space::s);
        note(result.hidden > 0 ? RowWords::tr("%Ln lines between are not shown here: the result is too long. The copy button has all of it.", nullptr,
                                              number(result.hidden))
                               : RowWords::tr("Some of the result is not shown here: it is too long. The copy button has all of it."),
             x, width);
        hidden(x, width, true);
        lastOfResult(content, run, result, result.end, x, width);
    }
    want(space::s);
    foldNote(RowWords::tr("Show less"), x, width, Act::ToggleResult);
}

void RowBuilder::lastOfResult(CodePiece::Content &content, const CodeRun &run, const ResultText &result, const QString &last, qreal x, qreal width)
{
    if (last.isEmpty())
        return;
    want(space::s);
    content.text = last;
    content.first = false;
    content.last = true;
    // What was cut off has no colours: nobody has looked at what came before it.
    CodeRun plain = run;
    const bool wholeLines = !result.isCut && last.size() < result.text.size() && result.text[result.text.size() - last.size() - 1] == QLatin1Char('\n');
    if (!wholeLines)
        plain.highlight = nullptr;
    code(content, plain, x, width, int(result.lines) - int(last.count(QLatin1Char('\n'))) - 1);
    m_out.pieces.back()->joins = true;
}

void RowBuilder::notice(const Row &row)
{
    const RowWords::Status words = RowWords::notice(row);
    HeaderPiece::Content head;
    head.icon = words.icon;
    head.iconToken = words.token;
    head.title = words.word;
    head.foldable = !row.text.isEmpty();
    head.rules = !head.foldable;
    head.open = m_out.aspect.open;
    head.act = head.foldable ? Act::ToggleRow : Act::None;
    if (head.foldable && !head.open)
        head.summary = base::plainLine(transcript::shownText(row.text.left(400)).simplified(), 200);
    want(head.rules ? space::s : space::xs);
    m_out.timePiece = next();
    add(std::make_unique<HeaderPiece>(head), m_style.left(), head.rules ? m_style.column() : m_style.prose());
    if (head.foldable && head.open) {
        want(space::xs);
        markdown(transcript::parseMarkdown(row.text, options(true)), m_style.left() + space::xl, m_style.prose() - space::xl, Token::Muted);
    }
    want(head.rules ? space::s : space::xs);
}

void RowBuilder::error(const Row &row)
{
    Frame card;
    card.x = m_style.left();
    card.width = m_style.column();
    card.fill = row.willRetry ? Frame::Fill::Raised : Frame::Fill::Fail;
    card.bar = row.willRetry ? Token::Wait : Token::Fail;
    card.below = space::m;
    card.first = next();
    want(space::s);
    HeaderPiece::Content head;
    head.icon = row.willRetry ? QStringLiteral("triangle-alert") : QStringLiteral("circle-alert");
    head.iconToken = *card.bar;
    head.title = RowWords::errorTitle(row);
    head.strong = true;
    head.card = true;
    head.status = base::plainLine(row.type, 60);
    m_out.timePiece = next();
    m_out.timeAlways = true;
    add(std::make_unique<HeaderPiece>(std::move(head)), card.x, card.width);
    const qreal x = card.x + measure::cardPad + theme::iconSmall + space::s;
    const qreal width = card.width - (x - card.x) - measure::cardPad;
    const auto put = [&](const QString &words, Style::Font font, Token token, qreal gap) {
        if (words.isEmpty())
            return;
        TextPiece::Content content;
        content.text = words;
        content.font = font;
        content.token = token;
        want(gap);
        addText(std::move(content), x, width).joins = true;
    };
    put(transcript::shownText(row.text.left(8000)), Style::Font::Body, Token::Text, 0);
    put(transcript::shownText(row.detail.left(4000)), Style::Font::Small, Token::Muted, space::xs);
    put(RowWords::errorHint(row), Style::Font::Small, Token::Muted, space::s);
    m_out.pieces.back()->isOurs = true;
    card.last = next() - 1;
    m_out.frames.push_back(card);
    m_gap = card.below + space::s;
}

void RowBuilder::unknown(const Row &row)
{
    HeaderPiece::Content head;
    head.icon = QStringLiteral("braces");
    head.title = base::plainLine(row.type.isEmpty() ? RowWords::tr("Event without a type") : row.type, 120);
    head.summary = m_out.aspect.open ? QString() : RowWords::tr("This version does not know this kind of event.");
    head.foldable = true;
    head.open = m_out.aspect.open;
    head.act = Act::ToggleRow;
    want(space::xs);
    m_out.timePiece = next();
    add(std::make_unique<HeaderPiece>(std::move(head)), m_style.left(), m_style.prose());
    if (m_out.aspect.open) {
        want(space::xs);
        jsonPanel(row.raw, m_style.left(), m_style.prose());
        return;
    }
    want(space::xs);
}

} // namespace ui
