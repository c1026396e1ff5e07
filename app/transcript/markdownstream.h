#pragma once

#include "transcript/markdown.h"

namespace transcript {

//! Blocks of a message that grows: what cannot change any more is not parsed again (performance.md §8.4).
//!
//! Up to 16 KB the whole text is parsed each time; above, only what follows the last place where nothing was open.
//! A complete message is parsed whole once more, so its blocks are always those of parseMarkdown().
class MarkdownStream
{
public:
    explicit MarkdownStream(MarkdownOptions options = {}) : m_options(std::move(options)) {}

    //! `text` is what was given before with more at its end, or something else. Returns the first block that is not what it was.
    int update(QByteArrayView text, bool complete);
    const Blocks &blocks() const { return m_blocks; }
    //! Bytes parsed since construction; for tests (performance.md §9).
    qint64 bytesParsed() const { return m_bytesParsed; }

private:
    void scan(QByteArrayView text);
    void scanLine(QByteArrayView line, qsizetype at);
    int replaceFrom(int from, Blocks &&blocks);
    Blocks parse(QByteArrayView source);

    MarkdownOptions m_options;
    Blocks m_blocks;
    int m_stableBlocks = 0;         //!< of m_blocks: parsed for good while the text grows
    qsizetype m_stableBytes = 0;
    qsizetype m_scanned = 0;        //!< lines looked at
    qsizetype m_boundary = 0;       //!< newest place where nothing is open
    qsizetype m_size = 0;           //!< of the last text
    char m_fence = 0;               //!< inside a code fence of this character …
    int m_fenceLength = 0;          //!< … and this length
    bool m_afterBlank = true;
    qint64 m_bytesParsed = 0;
};

} // namespace transcript
