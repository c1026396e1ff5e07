#include "ui/transcript/resulttext.h"

#include "transcript/showntext.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace ui {

namespace {

constexpr qsizetype laidOutChars = 256 * 1024; // at all; copying has the rest
constexpr int laidOutLines = 2000;
constexpr qsizetype cutOver = 2 * laidOutChars; // bytes: what is longer is cut in any case
constexpr qsizetype headBytes = 32 * 1024;     // looked at for the first lines, when no more than they are shown
constexpr qsizetype endBytes = 16 * 1024;      // looked at for the last lines
constexpr qsizetype countedBytes = 4 * 1024 * 1024; // a millisecond; how many lines fifty megabytes have is not worth a frame
constexpr int headLines = 12;
constexpr int tailLines = 6;
constexpr int foldedOverLines = 24;
constexpr qsizetype headChars = 3000;
constexpr qsizetype tailChars = 1000;
constexpr qsizetype foldedOverChars = 8000;

//! The end of the first `count` lines, before the line break; or the size of the text.
qsizetype endOfLines(const QString &text, int count)
{
    qsizetype end = -1;
    for (int i = 0; i < count; ++i) {
        end = text.indexOf(QLatin1Char('\n'), end + 1);
        if (end < 0)
            return text.size();
    }
    return end;
}

//! The last lines of a text, or what of them is short enough.
QString lastLines(const QString &text, int count, qsizetype chars)
{
    qsizetype start = text.size();
    for (int i = 0; i < count && start >= 0; ++i)
        start = start == 0 ? -1 : text.lastIndexOf(QLatin1Char('\n'), start - 1);
    start = std::max(start + 1, text.size() - chars);
    if (start < text.size() && text[start].isLowSurrogate())
        ++start;
    return text.mid(start);
}

//! Eight bytes at a time: a result of 50 MB is counted in some milliseconds.
qint64 countBreaks(QByteArrayView bytes)
{
    constexpr quint64 low = 0x7f7f7f7f7f7f7f7f;
    constexpr quint64 breaks = 0x0a0a0a0a0a0a0a0a;
    qint64 count = 0;
    qsizetype i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        quint64 eight = 0;
        std::memcpy(&eight, bytes.data() + i, 8);
        eight ^= breaks; // a line break is a zero byte now
        count += std::popcount(~(((eight & low) + low) | eight | low));
    }
    return count + std::count(bytes.begin() + i, bytes.end(), '\n');
}

QString shown(QByteArrayView bytes)
{
    return transcript::shownText(transcript::withoutAnsi(bytes));
}

//! The first bytes, up to the end of a character.
QByteArrayView firstBytes(QByteArrayView bytes, qsizetype most)
{
    if (bytes.size() <= most)
        return bytes;
    while (most > 0 && (uchar(bytes[most]) & 0xc0) == 0x80)
        --most;
    return bytes.first(most);
}

QByteArrayView withoutLastBreaks(QByteArrayView bytes)
{
    for (qsizetype most = endBytes; most > 0 && (bytes.endsWith('\n') || bytes.endsWith('\r')); --most)
        bytes.chop(1);
    return bytes;
}

} // namespace

ResultText ResultText::of(QByteArrayView result, Extent extent)
{
    ResultText out;
    out.bytes = result.size();
    result = withoutLastBreaks(result);
    out.lines = result.isEmpty() ? 0 : result.size() > countedBytes ? notCounted : countBreaks(result) + 1;
    const QByteArrayView first = firstBytes(result, extent == Extent::Ends && result.size() > cutOver ? headBytes : cutOver);
    out.text = shown(first);
    const bool all = first.size() == result.size();
    const qsizetype end = std::min(endOfLines(out.text, laidOutLines), laidOutChars);
    if (all && end >= out.text.size())
        return out;
    out.isCut = true;
    out.text.truncate(end);
    // A line that the cut goes through ends where the cut is.
    out.end = lastLines(shown(result.last(std::min(result.size(), endBytes))), tailLines, tailChars);
    out.hidden = std::max<qint64>(0, out.lines == notCounted ? 0 : out.lines - (out.text.count(QLatin1Char('\n')) + 1) - (out.end.count(QLatin1Char('\n')) + 1));
    return out;
}

bool ResultText::folds() const
{
    return isCut || lines > foldedOverLines || text.size() > foldedOverChars;
}

qsizetype ResultText::headEnd() const
{
    qsizetype end = std::min(endOfLines(text, headLines), headChars);
    if (end < text.size() && text[end].isLowSurrogate())
        --end;
    return end;
}

QString ResultText::lastPart() const
{
    return isCut ? end : lastLines(text.mid(headEnd()), tailLines, tailChars);
}

} // namespace ui
