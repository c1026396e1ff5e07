#include "transcript/markdownstream.h"

#include <algorithm>

namespace transcript {

namespace {

// What is parsed again with every delta, at least: less than laying out the paragraph that the delta is in. The end is parsed whole.
constexpr qsizetype wholeUpTo = 2 * 1024;

bool beginsTopLevel(char c)
{
    // List markers, quotes, tables and indented text may belong to what is above; these cannot, once a blank line came before.
    return c != ' ' && c != '\t' && c != '>' && c != '-' && c != '*' && c != '+' && c != '|' && c != '[' && (c < '0' || c > '9');
}

} // namespace

int MarkdownStream::update(QByteArrayView text, bool complete)
{
    if (text.size() < m_size) { // another text
        m_stableBlocks = 0;
        m_stableBytes = m_scanned = m_boundary = 0;
        m_fence = 0;
        m_afterBlank = true;
    }
    m_size = text.size();
    if (complete || text.size() > m_options.caps.totalBytes) {
        m_stableBlocks = 0;
        m_stableBytes = 0;
        return replaceFrom(0, parse(text));
    }
    scan(text);
    if (text.size() - m_stableBytes > wholeUpTo && m_boundary > m_stableBytes) {
        const int changed = replaceFrom(m_stableBlocks, parse(text.sliced(m_stableBytes, m_boundary - m_stableBytes)));
        m_stableBytes = m_boundary;
        m_stableBlocks = int(m_blocks.size());
        Blocks tail = parse(text.sliced(m_stableBytes));
        m_blocks.insert(m_blocks.end(), std::make_move_iterator(tail.begin()), std::make_move_iterator(tail.end()));
        return changed;
    }
    return replaceFrom(m_stableBlocks, parse(text.sliced(m_stableBytes)));
}

Blocks MarkdownStream::parse(QByteArrayView source)
{
    m_bytesParsed += source.size();
    return parseMarkdown(source, m_options);
}

int MarkdownStream::replaceFrom(int from, Blocks &&blocks)
{
    const auto oldBegin = m_blocks.begin() + from;
    const auto [oldDiffers, newDiffers] = std::mismatch(oldBegin, m_blocks.end(), blocks.begin(), blocks.end());
    const int changed = int(oldDiffers - m_blocks.begin());
    m_blocks.erase(oldDiffers, m_blocks.end());
    m_blocks.insert(m_blocks.end(), std::make_move_iterator(newDiffers), std::make_move_iterator(blocks.end()));
    return changed;
}

void MarkdownStream::scan(QByteArrayView text)
{
    while (true) {
        const qsizetype end = text.indexOf('\n', m_scanned);
        if (end < 0)
            return;
        scanLine(text.sliced(m_scanned, end - m_scanned), m_scanned);
        m_scanned = end + 1;
    }
}

void MarkdownStream::scanLine(QByteArrayView line, qsizetype at)
{
    const QByteArrayView trimmed = line.trimmed();
    if (trimmed.isEmpty()) {
        m_afterBlank = m_fence == 0;
        return;
    }
    const char first = trimmed[0];
    int run = 0;
    while ((first == '`' || first == '~') && run < trimmed.size() && trimmed[run] == first)
        ++run;
    if (m_fence != 0) {
        if (first == m_fence && run >= m_fenceLength && run == trimmed.size())
            m_fence = 0;
        m_afterBlank = false;
        return;
    }
    if (m_afterBlank && beginsTopLevel(line[0]))
        m_boundary = at;
    m_afterBlank = false;
    if (run >= 3) {
        m_fence = first;
        m_fenceLength = run;
    }
}

} // namespace transcript
