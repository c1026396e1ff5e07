#include "transcript/linediff.h"

#include <QStringView>

#include <vector>

namespace transcript {

namespace {

constexpr qsizetype mostCells = 1000 * 1000; // of the table of common lines: some milliseconds

using Lines = QList<QStringView>;

Lines linesOf(const QString &text)
{
    if (text.isEmpty())
        return {};
    Lines lines = QStringView(text).split(QLatin1Char('\n'));
    if (lines.back().isEmpty())
        lines.pop_back(); // the last line's break begins no other
    return lines;
}

void put(QString &out, char sign, QStringView line)
{
    if (!out.isEmpty())
        out += QLatin1Char('\n');
    out += QLatin1Char(sign);
    out += line;
}

//! The longest common lines of two lists, by the table of their lengths from each place to the ends.
void compare(QString &out, const Lines &before, const Lines &after)
{
    const qsizetype rows = before.size();
    const qsizetype columns = after.size();
    if (rows * columns > mostCells || rows == 0 || columns == 0) {
        for (const QStringView line : before)
            put(out, '-', line);
        for (const QStringView line : after)
            put(out, '+', line);
        return;
    }
    std::vector<int> common(std::size_t((rows + 1) * (columns + 1)));
    const auto at = [&](qsizetype row, qsizetype column) -> int & { return common[std::size_t(row * (columns + 1) + column)]; };
    for (qsizetype row = rows - 1; row >= 0; --row) {
        for (qsizetype column = columns - 1; column >= 0; --column)
            at(row, column) = before[row] == after[column] ? at(row + 1, column + 1) + 1 : std::max(at(row + 1, column), at(row, column + 1));
    }
    qsizetype row = 0;
    qsizetype column = 0;
    while (row < rows || column < columns) {
        if (row < rows && column < columns && before[row] == after[column]) {
            put(out, ' ', before[row++]);
            ++column;
        } else if (row < rows && (column == columns || at(row + 1, column) >= at(row, column + 1))) {
            put(out, '-', before[row++]);
        } else {
            put(out, '+', after[column++]);
        }
    }
}

} // namespace

QString lineDiff(const QString &before, const QString &after)
{
    Lines from = linesOf(before);
    Lines to = linesOf(after);
    QString out;
    while (!from.isEmpty() && !to.isEmpty() && from.front() == to.front()) {
        put(out, ' ', from.takeFirst());
        to.removeFirst();
    }
    Lines tail;
    while (!from.isEmpty() && !to.isEmpty() && from.back() == to.back()) {
        tail.prepend(from.takeLast());
        to.removeLast();
    }
    compare(out, from, to);
    for (const QStringView line : tail)
        put(out, ' ', line);
    return out;
}

} // namespace transcript
