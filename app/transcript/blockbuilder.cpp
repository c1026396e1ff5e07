#include "transcript/blockbuilder.h"

#include "transcript/entities.h"
#include "transcript/links.h"
#include "transcript/showntext.h"

namespace transcript {

namespace {

// Negative: md4c 0.4.8 drops a positive answer on its way out of a table.
constexpr int stop = -1;

} // namespace

bool BlockBuilder::parse(const QByteArray &source)
{
    MD_PARSER parser = {};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) { return static_cast<BlockBuilder *>(self)->enterBlock(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *self) { return static_cast<BlockBuilder *>(self)->leaveBlock(type); };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) { return static_cast<BlockBuilder *>(self)->enterSpan(type, detail); };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *self) { return static_cast<BlockBuilder *>(self)->leaveSpan(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self) {
        return static_cast<BlockBuilder *>(self)->text(type, QByteArrayView(text, qsizetype(size)));
    };
    // md4c 0.4.8 looks one character past the end of a link's title: it gets a copy with a margin of NULs to find there.
    const QByteArray padded = source.leftJustified(source.size() + 64, '\0');
    return md_parse(padded.constData(), MD_SIZE(source.size()), &parser, this) == 0 && !m_full;
}

Block &BlockBuilder::begin(Block::Kind kind)
{
    end();
    Block &block = m_blocks.emplace_back();
    block.kind = kind;
    block.nesting = m_nesting.left(m_caps.depth);
    block.marker = std::exchange(m_marker, {});
    block.task = std::exchange(m_task, Block::Task::None);
    block.tight = !m_lists.empty() && m_lists.back().tight && !m_firstOfList;
    m_firstOfList = false;
    m_full = int(m_blocks.size()) > m_caps.blocks;
    m_open = true;
    return block;
}

void BlockBuilder::end()
{
    if (!m_open)
        return;
    m_open = false;
    Block &block = m_blocks.back();
    if (block.kind == Block::Kind::Code && block.text.endsWith(QLatin1Char('\n')))
        block.text.chop(1);
}

int BlockBuilder::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        end();
        m_nesting += 'q';
        break;
    case MD_BLOCK_UL: {
        end();
        m_firstOfList = m_lists.empty();
        m_lists.push_back({false, static_cast<MD_BLOCK_UL_DETAIL *>(detail)->is_tight != 0, 1, '.'});
        break;
    }
    case MD_BLOCK_OL: {
        end();
        const auto *list = static_cast<MD_BLOCK_OL_DETAIL *>(detail);
        m_firstOfList = m_lists.empty();
        m_lists.push_back({true, list->is_tight != 0, list->start, list->mark_delimiter});
        break;
    }
    case MD_BLOCK_LI:
        enterItem(static_cast<MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        begin(Block::Kind::Rule);
        end();
        break;
    case MD_BLOCK_H:
        begin(Block::Kind::Heading).level = int(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_CODE:
        begin(Block::Kind::Code).language = attribute(static_cast<MD_BLOCK_CODE_DETAIL *>(detail)->lang).left(40);
        m_codeLines = 0;
        break;
    case MD_BLOCK_P:
        begin(Block::Kind::Paragraph);
        break;
    case MD_BLOCK_TABLE:
        return enterTable(static_cast<MD_BLOCK_TABLE_DETAIL *>(detail));
    case MD_BLOCK_TR:
        m_blocks.back().table.rows.emplace_back(m_blocks.back().table.columns.size());
        m_cell = -1;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: {
        Table &table = m_blocks.back().table;
        m_cell = std::min(m_cell + 1, int(table.columns.size()) - 1);
        const MD_ALIGN align = static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align;
        table.columns[std::size_t(m_cell)] = align == MD_ALIGN_CENTER ? Align::Center : align == MD_ALIGN_RIGHT ? Align::End : Align::Start;
        break;
    }
    default:
        break;
    }
    return m_full ? stop : 0;
}

int BlockBuilder::enterTable(const MD_BLOCK_TABLE_DETAIL *detail)
{
    const qint64 cells = qint64(detail->col_count) * (qint64(detail->body_row_count) + 1);
    if (detail->col_count == 0 || int(detail->col_count) > m_caps.columns || cells > m_caps.cells) {
        m_full = true;
        return stop;
    }
    begin(Block::Kind::Table).table.columns.resize(detail->col_count);
    return 0;
}

void BlockBuilder::enterItem(const MD_BLOCK_LI_DETAIL *detail)
{
    end();
    m_nesting += 'l';
    List &list = m_lists.back();
    if (list.ordered) {
        m_marker = QString::number(list.next++) + QLatin1Char(list.delimiter);
    } else {
        constexpr char16_t bullets[] = {0x2022, 0x25e6, 0x25aa};
        m_marker = QChar(bullets[(m_lists.size() - 1) % 3]);
    }
    if (detail->is_task)
        m_task = detail->task_mark == ' ' ? Block::Task::Open : Block::Task::Done;
}

int BlockBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        end();
        m_nesting.chop(1);
        break;
    case MD_BLOCK_LI:
        if (!m_marker.isEmpty())
            begin(Block::Kind::Paragraph); // an empty item
        end();
        m_nesting.chop(1);
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.pop_back();
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
        end();
        m_cell = -1;
        break;
    default:
        break;
    }
    return m_full ? stop : 0;
}

QString BlockBuilder::attribute(const MD_ATTRIBUTE &value) const
{
    QString out;
    for (int i = 0; value.size > 0 && value.substr_offsets[i] < value.size; ++i) {
        const auto from = value.substr_offsets[i];
        const QByteArrayView piece(value.text + from, qsizetype(value.substr_offsets[i + 1] - from));
        out += value.substr_types[i] == MD_TEXT_ENTITY ? entityText(piece) : shownText(piece);
        if (out.size() > m_caps.linkChars)
            break;
    }
    return out;
}

int BlockBuilder::enterSpan(MD_SPANTYPE type, void *detail)
{
    if (!m_open)
        begin(Block::Kind::Paragraph);
    switch (type) {
    case MD_SPAN_EM: ++m_italic; break;
    case MD_SPAN_STRONG: ++m_bold; break;
    case MD_SPAN_CODE: ++m_code; break;
    case MD_SPAN_DEL: ++m_strike; break;
    case MD_SPAN_A: {
        const QString href = attribute(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        if (++m_links <= m_caps.links && href.size() <= m_caps.linkChars) {
            m_link = int(m_blocks.back().links.size());
            m_blocks.back().links.push_back(href);
        }
        break;
    }
    case MD_SPAN_IMG:
        if (m_imageDepth++ == 0) {
            const QString source = attribute(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src).left(m_caps.linkChars);
            m_image = int(m_blocks.back().links.size());
            m_blocks.back().links.push_back(source);
            append(QString(QChar(QChar::ObjectReplacementCharacter))); // where its icon stands
            m_imageStart = target() ? int(target()->size()) : 0;
        }
        break;
    default:
        break;
    }
    return 0;
}

int BlockBuilder::leaveSpan(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM: --m_italic; break;
    case MD_SPAN_STRONG: --m_bold; break;
    case MD_SPAN_CODE: --m_code; break;
    case MD_SPAN_DEL: --m_strike; break;
    case MD_SPAN_A: m_link = -1; break;
    case MD_SPAN_IMG:
        if (--m_imageDepth == 0)
            endImage();
        break;
    default: break;
    }
    return 0;
}

void BlockBuilder::endImage()
{
    // The picture itself is never fetched: what it shows and where it lies are said instead.
    const QString source = m_blocks.back().links[std::size_t(m_image)];
    if (target() && target()->size() == m_imageStart)
        append(m_options.imageWord.isEmpty() ? QStringLiteral("image") : m_options.imageWord);
    const LinkVerdict verdict = classifyLink(source);
    const bool inside = source.startsWith(QLatin1String("data:"), Qt::CaseInsensitive);
    qsizetype kindEnd = 0;
    while (inside && kindEnd < source.size() && source[kindEnd] != QLatin1Char(';') && source[kindEnd] != QLatin1Char(','))
        ++kindEnd;
    const QString place = !verdict.host.isEmpty() ? verdict.host : source.left(inside ? std::min<qsizetype>(kindEnd, 40) : 40);
    if (!place.isEmpty())
        append(QStringLiteral(" \u00b7 ") + place);
    m_image = -1;
}

QString *BlockBuilder::target()
{
    Block &block = m_blocks.back();
    if (block.kind != Block::Kind::Table)
        return &block.text;
    return m_cell < 0 || block.table.rows.empty() ? nullptr : &block.table.rows.back()[std::size_t(m_cell)].text;
}

std::vector<Span> *BlockBuilder::spans()
{
    Block &block = m_blocks.back();
    return block.kind == Block::Kind::Table ? &block.table.rows.back()[std::size_t(m_cell)].spans : &block.spans;
}

void BlockBuilder::append(const QString &piece)
{
    QString *text = target();
    if (!text || piece.isEmpty())
        return;
    if (m_blocks.back().kind == Block::Kind::Table && text->size() + piece.size() > m_caps.cellChars) {
        m_blocks.back().capped = true;
        return;
    }
    const int start = int(text->size());
    *text += piece;
    const quint8 formats = quint8((m_bold ? Span::Bold : 0) | (m_italic ? Span::Italic : 0) | (m_code ? Span::Code : 0) | (m_strike ? Span::Strike : 0)
                                  | (m_image >= 0 ? Span::Image : m_link >= 0 ? Span::Link : 0));
    if (formats == 0)
        return;
    const int link = m_image >= 0 ? m_image : m_link;
    std::vector<Span> &all = *spans();
    if (!all.empty() && all.back().start + all.back().length == start && all.back().formats == formats && all.back().link == link)
        all.back().length += int(piece.size());
    else
        all.push_back({start, int(piece.size()), formats, link});
}

void BlockBuilder::appendCode(QByteArrayView piece)
{
    Block &block = m_blocks.back();
    if (m_codeLines >= m_caps.codeLines) {
        block.capped = true;
        return;
    }
    m_codeLines += int(piece.count('\n'));
    block.text += shownText(piece);
}

int BlockBuilder::text(MD_TEXTTYPE type, QByteArrayView piece)
{
    if (!m_open)
        begin(Block::Kind::Paragraph); // an item of a tight list has no paragraph of its own
    if (m_blocks.back().kind == Block::Kind::Code) {
        appendCode(piece);
        return m_full ? stop : 0;
    }
    switch (type) {
    case MD_TEXT_NULLCHAR: append(QString(QChar(QChar::ReplacementCharacter))); break;
    case MD_TEXT_BR: append(QStringLiteral("\n")); break;
    case MD_TEXT_SOFTBR: append(m_options.keepLineBreaks ? QStringLiteral("\n") : QStringLiteral(" ")); break;
    case MD_TEXT_ENTITY: append(entityText(piece)); break;
    default: append(shownText(piece)); break;
    }
    return m_full ? stop : 0;
}

} // namespace transcript
