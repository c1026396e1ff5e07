#pragma once

#include "transcript/block.h"

namespace transcript {

//! Finds addresses that stand in the text as they are ("https://…", "www.…", "me@example.org") and makes links of them. Linear.
//!
//! Our own, because the parser's way of finding them reads past its input in the versions that distributions ship.
class AutoLinker
{
public:
    //! At most `maxLinks` links of at most `maxChars` characters.
    AutoLinker(int maxLinks, int maxChars) : m_left(maxLinks), m_maxChars(maxChars) {}

    //! Code, links and images stay as they are.
    void apply(Block &block);

private:
    void apply(const QString &text, std::vector<Span> &spans, std::vector<QString> &links);

    int m_left;
    int m_maxChars;
};

} // namespace transcript
