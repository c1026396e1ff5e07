#include "transcript/autolinks.h"

#include <algorithm>

namespace transcript {

namespace {

struct Found
{
    int start = 0;
    int length = 0;
    QString target;
};

bool endsAddress(QChar c)
{
    return c.isSpace() || c == QLatin1Char('<') || c == QLatin1Char('>') || c == QLatin1Char('"') || c == QLatin1Char('`');
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

//! Without what belongs to the sentence around it: a full stop, a bracket that was opened before it.
int trimmedEnd(const QString &text, int start, int end)
{
    int open = 0;
    int closed = 0;
    for (int i = start; i < end; ++i) {
        open += text[i] == QLatin1Char('(');
        closed += text[i] == QLatin1Char(')');
    }
    while (end > start) {
        const char16_t last = text[end - 1].unicode();
        if (last == ')' && closed > open)
            --closed;
        else if (!QStringView(u".,;:!?'*_~]}\u2026\u3002\uff0c\uff09").contains(QChar(last)))
            break;
        --end;
    }
    return end;
}

bool hasDotInside(QStringView host)
{
    const qsizetype dot = host.indexOf(QLatin1Char('.'));
    return dot > 0 && dot + 1 < host.size() && isWord(host[dot + 1]);
}

bool isMailPart(QChar c)
{
    return (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == QLatin1Char('.') || c == QLatin1Char('-') || c == QLatin1Char('_') || c == QLatin1Char('+');
}

//! An address that starts exactly at `at`; length 0: none.
Found webAt(const QString &text, int at)
{
    const QStringView rest = QStringView(text).mid(at);
    const bool bare = rest.startsWith(QLatin1String("www."), Qt::CaseInsensitive);
    const int scheme = rest.startsWith(QLatin1String("https://"), Qt::CaseInsensitive) ? 8 : rest.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) ? 7 : 0;
    if (!bare && scheme == 0)
        return {};
    int end = at + (bare ? 4 : scheme);
    const int host = end;
    while (end < text.size() && !endsAddress(text[end]))
        ++end;
    end = trimmedEnd(text, at, end);
    if (end <= host || !isWord(text[host]) || (bare && !hasDotInside(QStringView(text).mid(host, end - host))))
        return {};
    const QString address = text.mid(at, end - at);
    return {at, end - at, bare ? QStringLiteral("https://") + address : address};
}

//! A mail address around the "@" at `at`.
Found mailAt(const QString &text, int at, int after)
{
    int start = at;
    while (start > after && at - start < 64 && isMailPart(text[start - 1]))
        --start;
    int end = at + 1;
    while (end < text.size() && end - at < 255 && isMailPart(text[end]))
        ++end;
    end = trimmedEnd(text, at, end);
    if (start == at || !isWord(text[start]) || !hasDotInside(QStringView(text).mid(at + 1, end - at - 1)))
        return {};
    return {start, end - start, QStringLiteral("mailto:") + text.mid(start, end - start)};
}

std::vector<Found> findAll(const QString &text, int maxLinks, int maxChars)
{
    std::vector<Found> all;
    int after = 0;
    for (int i = 0; i < text.size() && int(all.size()) < maxLinks; ++i) {
        const char16_t c = text[i].unicode();
        Found found;
        if ((c == 'h' || c == 'H' || c == 'w' || c == 'W') && (i == 0 || !isWord(text[i - 1])))
            found = webAt(text, i);
        else if (c == '@')
            found = mailAt(text, i, after);
        if (found.length == 0)
            continue;
        after = found.start + found.length;
        i = after - 1;
        if (found.length <= maxChars)
            all.push_back(std::move(found));
    }
    return all;
}

//! Lays a link over the spans; false when a span in the way must stay as it is.
bool overlay(std::vector<Span> &spans, const Found &found, int link)
{
    const int end = found.start + found.length;
    const auto first = std::find_if(spans.begin(), spans.end(), [&](const Span &s) { return s.start + s.length > found.start; });
    const auto last = std::find_if(first, spans.end(), [&](const Span &s) { return s.start >= end; });
    if (std::any_of(first, last, [](const Span &s) { return s.formats & (Span::Code | Span::Link | Span::Image); }))
        return false;
    std::vector<Span> piece;
    int at = found.start;
    for (auto span = first; span != last; ++span) {
        const int spanEnd = span->start + span->length;
        if (span->start < found.start)
            piece.push_back({span->start, found.start - span->start, span->formats, -1});
        if (span->start > at)
            piece.push_back({at, span->start - at, Span::Link, link});
        const int from = std::max(span->start, found.start);
        const int to = std::min(spanEnd, end);
        piece.push_back({from, to - from, quint8(span->formats | Span::Link), link});
        if (spanEnd > end)
            piece.push_back({end, spanEnd - end, span->formats, -1});
        at = to;
    }
    if (at < end)
        piece.push_back({at, end - at, Span::Link, link});
    const auto place = spans.erase(first, last);
    spans.insert(place, piece.begin(), piece.end());
    return true;
}

} // namespace

void AutoLinker::apply(Block &block)
{
    if (m_left <= 0 || block.kind == Block::Kind::Code || block.kind == Block::Kind::Rule)
        return;
    apply(block.text, block.spans, block.links);
    for (auto &row : block.table.rows) {
        for (Cell &cell : row)
            apply(cell.text, cell.spans, block.links);
    }
}

void AutoLinker::apply(const QString &text, std::vector<Span> &spans, std::vector<QString> &links)
{
    for (const Found &found : findAll(text, m_left, m_maxChars)) {
        if (!overlay(spans, found, int(links.size())))
            continue;
        links.push_back(found.target);
        --m_left;
    }
}

} // namespace transcript
