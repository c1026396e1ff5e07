#include "oracle.h"
#include "transcript/markdownstream.h"

namespace {

void checkSpans(const QString &text, const std::vector<transcript::Span> &spans, std::size_t links)
{
    int end = 0;
    for (const auto &span : spans) {
        MUSTER_ORACLE(span.start >= end && span.length >= 0);
        end = span.start + span.length;
        MUSTER_ORACLE(end <= text.size());
        MUSTER_ORACLE(span.link < int(links));
    }
}

void checkBlocks(const transcript::Blocks &blocks, const transcript::Caps &caps)
{
    for (const auto &block : blocks) {
        MUSTER_ORACLE(block.nesting.size() <= caps.depth);
        checkSpans(block.text, block.spans, block.links.size());
        MUSTER_ORACLE(int(block.table.columns.size()) <= caps.columns);
        for (const auto &row : block.table.rows) {
            MUSTER_ORACLE(row.size() == block.table.columns.size());
            for (const auto &cell : row)
                checkSpans(cell.text, cell.spans, block.links.size());
        }
        for (const auto &link : block.links)
            MUSTER_ORACLE(link.size() <= caps.linkChars);
    }
}

} // namespace

//! Any bytes give blocks within the caps, and a message that grows ends in the blocks of the whole message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    const transcript::MarkdownOptions options;
    const auto whole = transcript::parseMarkdown(input, options);
    checkBlocks(whole, options.caps);

    transcript::MarkdownStream stream(options);
    fuzz::Dice dice(input);
    const auto step = qMax<qsizetype>(1, input.size() / 12);
    for (qsizetype at = 0; at < input.size(); at += 1 + dice.roll(2 * step))
        stream.update(QByteArrayView(input).first(at), false);
    stream.update(input, true);
    MUSTER_ORACLE(stream.blocks() == whole);
    return 0;
}
