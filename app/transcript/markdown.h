#pragma once

#include "transcript/block.h"

#include <QByteArrayView>

namespace transcript {

//! What of a foreign message is laid out; the rest is shown as plain text or left to "copy" (reliability.md §6).
struct Caps
{
    qsizetype sliceBytes = 256 * 1024;  //!< parsed at once
    qsizetype totalBytes = 1024 * 1024; //!< shown at all
    int depth = 32;                     //!< containers inside each other
    int columns = 50;
    int cells = 5000;                   //!< of one table
    int codeLines = 2000;               //!< of one code block
    int links = 500;                    //!< of one message
    int unbroken = 5000;                //!< characters without a place to break
    int paragraph = 8000;               //!< characters laid out as one block
    int marks = 8;                      //!< combining marks on one base character
    int linkChars = 2048;
};

//! Markdown (CommonMark with tables, strikethrough, task lists, bare links; no HTML) as blocks. Pure; total: any bytes give blocks.
//! `imageWord` is what an image without a description is called; images are never fetched.
Blocks parseMarkdown(QByteArrayView source, const Caps &caps = {}, const QString &imageWord = {});

//! The same text without any markup being understood, cut into blocks that are cheap to lay out.
Blocks plainBlocks(QByteArrayView source, const Caps &caps = {});

//! Foreign UTF-8 as text that hides nothing: bidi overrides, controls, zero-width characters and piled-up marks become visible.
QString shownText(QByteArrayView utf8, int maxMarks = 8);
QString shownText(const QString &text, int maxMarks = 8);

//! Terminal output without its colour and erase sequences; every other escape stays and is made visible by shownText().
QByteArray withoutAnsi(QByteArrayView utf8);

} // namespace transcript
