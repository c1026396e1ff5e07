#pragma once

#include "transcript/block.h"

#include <QByteArrayView>

namespace transcript {

//! What of a foreign message is laid out; the rest is shown as plain text or left to "copy" (reliability.md §6).
struct Caps
{
    qsizetype sliceBytes = 256 * 1024;  //!< parsed at once
    qsizetype totalBytes = 384 * 1024;  //!< shown at all: what is made of it in one go must not be felt (R16)
    int blocks = 4000;                  //!< of one slice
    int depth = 32;                     //!< containers inside each other; deeper ones look like the 32nd
    int columns = 50;
    int cells = 5000;                   //!< of one table
    int cellChars = 2000;
    int codeLines = 2000;               //!< of one code block
    int links = 500;                    //!< of one slice; further ones are text
    int unbroken = 5000;                //!< characters without a place to break
    int paragraph = 4000;               //!< characters laid out as one block
    int linkChars = 2048;               //!< a longer target is no link
};

struct MarkdownOptions
{
    Caps caps;
    QString imageWord;          //!< what an image without a description is called; images are never fetched
    bool keepLineBreaks = false; //!< a single line break in the source is one on the screen: for what people typed
};

//! Markdown (CommonMark with tables, strikethrough, task lists, bare links; no HTML) as blocks. Pure; total: any bytes give blocks.
Blocks parseMarkdown(QByteArrayView source, const MarkdownOptions &options = {});

//! The same text without any markup being understood, cut into blocks that are cheap to lay out; all marked capped.
Blocks plainBlocks(QByteArrayView source, const Caps &caps = {});

} // namespace transcript
