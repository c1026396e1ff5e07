#pragma once

#include "transcript/block.h"

#include <QStringList>

namespace test {

inline QString dumpText(const QString &text, const std::vector<transcript::Span> &spans, const std::vector<QString> &links)
{
    QString out = text;
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        QString marks;
        constexpr char letters[] = "bicsLI";
        for (int bit = 0; bit < 6; ++bit) {
            if (span->formats & (1 << bit))
                marks += QLatin1Char(letters[bit]);
        }
        if (span->link >= 0)
            marks += QLatin1Char('=') + links[std::size_t(span->link)];
        out.insert(span->start + span->length, QLatin1Char('}'));
        out.insert(span->start, QLatin1Char('{') + marks + QLatin1Char('|'));
    }
    return out.replace(QLatin1Char('\n'), QStringLiteral("\\n"));
}

//! One block a line, for comparing.
inline QStringList dumpBlocks(const transcript::Blocks &blocks)
{
    using transcript::Block;
    QStringList lines;
    for (const Block &block : blocks) {
        constexpr const char *kinds[] = {"P", "H", "CODE", "TABLE", "RULE"};
        QString line = QLatin1String(kinds[int(block.kind)]);
        if (block.level)
            line += QString::number(block.level);
        if (!block.nesting.isEmpty())
            line += QLatin1Char('(') + QString::fromLatin1(block.nesting) + QLatin1Char(')');
        if (!block.marker.isEmpty())
            line += QLatin1Char('[') + block.marker + QLatin1Char(']');
        if (block.task != Block::Task::None)
            line += block.task == Block::Task::Done ? QStringLiteral("[x]") : QStringLiteral("[ ]");
        if (block.tight)
            line += QLatin1Char('t');
        if (block.capped)
            line += QLatin1Char('!');
        if (!block.language.isEmpty())
            line += QLatin1Char('<') + block.language + QLatin1Char('>');
        if (block.kind == Block::Kind::Table) {
            for (const auto &row : block.table.rows) {
                line += QStringLiteral(" /");
                for (const auto &cell : row)
                    line += QLatin1Char(' ') + dumpText(cell.text, cell.spans, block.links) + QLatin1Char(';');
            }
        } else if (block.kind != Block::Kind::Rule) {
            line += QLatin1Char(' ') + dumpText(block.text, block.spans, block.links);
        }
        lines += line;
    }
    return lines;
}

} // namespace test
