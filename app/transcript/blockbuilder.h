#pragma once

#include "transcript/markdown.h"

#include <md4c.h>

#include <vector>

namespace transcript {

//! Builds flat blocks from the parser's callbacks, iteratively, so that no nesting can overflow the stack. One use.
class BlockBuilder
{
public:
    explicit BlockBuilder(const MarkdownOptions &options) : m_options(options), m_caps(options.caps) {}

    //! False: a cap was hit, the source has to be shown as plain text.
    bool parse(const QByteArray &source);
    Blocks take() { return std::move(m_blocks); }

private:
    struct List
    {
        bool ordered = false;
        bool tight = false;
        qint64 next = 1;
        char delimiter = '.';
    };

    int enterBlock(MD_BLOCKTYPE type, void *detail);
    int leaveBlock(MD_BLOCKTYPE type);
    int enterSpan(MD_SPANTYPE type, void *detail);
    int leaveSpan(MD_SPANTYPE type);
    int text(MD_TEXTTYPE type, QByteArrayView piece);

    int enterTable(const MD_BLOCK_TABLE_DETAIL *detail);
    void enterItem(const MD_BLOCK_LI_DETAIL *detail);
    Block &begin(Block::Kind kind);
    void end();
    void append(const QString &piece);
    void appendCode(QByteArrayView piece);
    void endImage();
    QString attribute(const MD_ATTRIBUTE &value) const;
    QString *target();
    std::vector<Span> *spans();

    const MarkdownOptions &m_options;
    const Caps &m_caps;
    Blocks m_blocks;
    QByteArray m_nesting;
    std::vector<List> m_lists;
    QString m_marker;             //!< waits for the first block of its item
    Block::Task m_task = Block::Task::None;
    bool m_open = false;          //!< m_blocks.back() still takes text
    bool m_firstOfList = false;   //!< the next block is the first of an outermost list
    bool m_full = false;          //!< a cap was hit
    int m_bold = 0, m_italic = 0, m_code = 0, m_strike = 0;
    int m_link = -1;
    int m_image = -1;
    int m_imageStart = 0;
    int m_imageDepth = 0;
    int m_links = 0;
    int m_codeLines = 0;
    int m_cell = -1;
};

} // namespace transcript
