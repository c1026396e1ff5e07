#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace transcript {

//! A stretch of a block's text that looks different; start and length in UTF-16 units.
struct Span
{
    enum Format : quint8 { Bold = 1, Italic = 2, Code = 4, Strike = 8, Link = 16, Image = 32 };
    int start = 0;
    int length = 0;
    quint8 formats = 0;        //!< a set of Format
    int link = -1;             //!< index into Block::links for Link and Image
    bool operator==(const Span &) const = default;
};

//! One cell of a table.
struct Cell
{
    QString text;
    std::vector<Span> spans;
    bool operator==(const Cell &) const = default;
};

enum class Align { Start, Center, End };

//! A table: the first row is the head.
struct Table
{
    std::vector<Align> columns;
    std::vector<std::vector<Cell>> rows; //!< every row has as many cells as there are columns
    bool operator==(const Table &) const = default;
};

//! One block of a message, ready to be laid out: plain text with formats, no markup, nothing that could be fetched.
//!
//! Text holds no hidden characters: controls, bidi overrides and the like have become visible (reliability.md S11).
struct Block
{
    enum class Kind { Paragraph, Heading, Code, Table, Rule };
    enum class Task { None, Open, Done };

    Kind kind = Kind::Paragraph;
    int level = 0;             //!< Heading: 1..6
    QByteArray nesting;        //!< one letter a container from the outside: 'q' a quote, 'l' a list item
    QString marker;            //!< first block of a list item: "•", "1." …
    Task task = Task::None;
    bool tight = false;        //!< follows the block before without the space of a paragraph
    bool capped = false;       //!< a cap was hit: shown as the text the server sent
    QString text;
    std::vector<Span> spans;   //!< in order, not overlapping
    std::vector<QString> links; //!< targets as the server wrote them: classify before use
    QString language;          //!< Code: the word after the fence
    Table table;
    bool operator==(const Block &) const = default;
};

using Blocks = std::vector<Block>;

} // namespace transcript
