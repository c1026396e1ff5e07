#include "transcript/markdown.h"

#include "transcript/autolinks.h"
#include "transcript/blockbuilder.h"
#include "transcript/showntext.h"

#include <algorithm>

namespace transcript {

namespace {

//! The end of the longest prefix of at most `limit` bytes that ends with a line, or else between two characters.
qsizetype cut(QByteArrayView source, qsizetype limit)
{
    if (source.size() <= limit)
        return source.size();
    const qsizetype line = source.first(limit).lastIndexOf('\n');
    if (line > 0)
        return line + 1;
    while (limit > 1 && (uchar(source[limit]) & 0xc0) == 0x80)
        --limit;
    return limit;
}

//! What shaping a character costs, in ordinary letters: emoji and what is piled up cost more.
int weightOf(QChar c)
{
    if (c.unicode() < 0x300)
        return 1;
    return c.isSurrogate() || c.unicode() == 0x200d || c.isMark() ? 4 : 1;
}

//! How many characters from `from` on cost as much as `budget` ordinary letters.
qsizetype reach(const QString &text, qsizetype from, int budget)
{
    qsizetype i = from;
    for (int cost = 0; i < text.size() && cost < budget; ++i)
        cost += weightOf(text[i]);
    if (i < text.size() && text[i].isLowSurrogate())
        ++i;
    return i - from;
}

//! Where a text that is too long for one layout is best broken: after a line, after a space, or anywhere but inside a character.
qsizetype breakIn(const QString &text, qsizetype from, const Caps &caps)
{
    const qsizetype end = std::min<qsizetype>(from + reach(text, from, caps.paragraph), text.size());
    if (end == text.size() && end - from <= caps.unbroken)
        return end;
    qsizetype lastBreak = -1;
    for (qsizetype i = from; i < end; ++i) {
        if (text[i].isSpace())
            lastBreak = i + 1;
        else if (i - std::max(lastBreak, from) >= caps.unbroken)
            return lastBreak > from ? lastBreak : text[i].isLowSurrogate() ? i - 1 : i;
    }
    if (end == text.size())
        return end;
    if (lastBreak > from)
        return lastBreak;
    return text[end].isLowSurrogate() ? end - 1 : end;
}

//! The part [from, to) of a paragraph as a block of its own.
Block part(const Block &whole, qsizetype from, qsizetype to)
{
    Block block;
    block.kind = whole.kind;
    block.level = whole.level;
    block.nesting = whole.nesting;
    block.capped = whole.capped;
    block.tight = from > 0 || whole.tight;
    if (from == 0) {
        block.marker = whole.marker;
        block.task = whole.task;
    }
    block.text = whole.text.mid(from, to - from);
    auto span = std::upper_bound(whole.spans.begin(), whole.spans.end(), from, [](qsizetype at, const Span &s) { return at < s.start + s.length; });
    for (; span != whole.spans.end() && span->start < to; ++span) {
        const int start = std::max(span->start, int(from));
        const int end = std::min(span->start + span->length, int(to));
        // Only the links that are in this part go with it: thousands of them in every part would cost more than the text.
        int link = span->link;
        if (link >= 0) {
            const QString &target = whole.links[std::size_t(link)];
            if (block.links.empty() || block.links.back() != target)
                block.links.push_back(target);
            link = int(block.links.size()) - 1;
        }
        block.spans.push_back({start - int(from), end - start, span->formats, link});
    }
    return block;
}

void append(Blocks &all, Blocks &&more, const Caps &caps)
{
    all.reserve(all.size() + more.size());
    for (Block &block : more) {
        if (block.kind == Block::Kind::Code || block.text.size() <= std::min(caps.unbroken, caps.paragraph) / 4) {
            all.push_back(std::move(block));
            continue;
        }
        for (qsizetype from = 0; from < block.text.size();) {
            const qsizetype to = breakIn(block.text, from, caps);
            all.push_back(part(block, from, to));
            from = to;
        }
    }
}

void appendSlice(Blocks &all, QByteArrayView slice, const MarkdownOptions &options)
{
    BlockBuilder builder(options);
    if (!builder.parse(slice.toByteArray())) {
        append(all, plainBlocks(slice, options.caps), options.caps);
        return;
    }
    Blocks blocks = builder.take();
    AutoLinker linker(options.caps.links, options.caps.linkChars);
    for (Block &block : blocks)
        linker.apply(block);
    append(all, std::move(blocks), options.caps);
}

} // namespace

Blocks parseMarkdown(QByteArrayView source, const MarkdownOptions &options)
{
    Blocks blocks;
    const QByteArrayView shown = source.first(cut(source, options.caps.totalBytes));
    for (qsizetype from = 0; from < shown.size();) {
        const QByteArrayView rest = shown.sliced(from);
        const qsizetype size = cut(rest, options.caps.sliceBytes);
        appendSlice(blocks, rest.first(size), options);
        from += size;
    }
    if (shown.size() < source.size() && blocks.empty())
        blocks = plainBlocks(shown.first(cut(shown, options.caps.paragraph)), options.caps);
    if (shown.size() < source.size() && !blocks.empty())
        blocks.back().capped = true;
    return blocks;
}

Blocks plainBlocks(QByteArrayView source, const Caps &caps)
{
    constexpr int linesInBlock = 40;
    Blocks blocks;
    const QString text = shownText(source);
    for (qsizetype from = 0; from < text.size();) {
        qsizetype end = from;
        int lines = 0;
        for (int cost = 0; end < text.size() && cost < caps.paragraph && lines < linesInBlock; ++end) {
            cost += weightOf(text[end]);
            lines += text[end] == QLatin1Char('\n');
        }
        if (end < text.size() && lines < linesInBlock)
            end = breakIn(text, from, caps);
        Block block;
        block.capped = true;
        block.tight = from > 0;
        block.text = text.mid(from, end - from);
        if (block.text.endsWith(QLatin1Char('\n')))
            block.text.chop(1);
        blocks.push_back(std::move(block));
        from = end;
    }
    return blocks;
}

} // namespace transcript
