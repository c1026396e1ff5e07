#include "transcript/code/lexer.h"
#include "transcript/code/matchers.h"
#include "transcript/code/wordtable.h"

namespace transcript::match {

namespace {

constexpr qsizetype farthest = 600; // what opens and never closes must not be looked for to the line's end at every sign

//! How many lines of the old and the new file a hunk still has, as "@@ -1,2 +3,4 @@" says.
struct Hunk
{
    quint16 before = 0;
    quint16 after = 0;
};

quint16 countOf(QStringView range)
{
    const qsizetype comma = range.indexOf(QLatin1Char(','));
    if (comma < 0)
        return 1;
    return quint16(std::min(range.mid(comma + 1).toUInt(), 0xffffu));
}

Hunk hunkOf(QStringView line)
{
    const qsizetype minus = line.indexOf(QLatin1Char('-'));
    const qsizetype plus = line.indexOf(QLatin1Char('+'));
    const qsizetype end = line.indexOf(QLatin1String("@@"), 2);
    if (minus < 0 || plus < minus || end < plus)
        return {};
    return {countOf(line.mid(minus + 1, plus - minus - 1).trimmed()), countOf(line.mid(plus + 1, end - plus - 1).trimmed())};
}

} // namespace

} // namespace transcript::match

transcript::LexState transcript::insideDiff()
{
    LexState state;
    state.word = 0xffffffff;
    return state;
}

namespace transcript::match {

qsizetype diffLine(Scan &scan, const Rule &)
{
    const char16_t c = scan[0];
    Hunk left{quint16(scan.state.word >> 16), quint16(scan.state.word & 0xffff)};
    const bool inside = left.before > 0 || left.after > 0;
    if (scan.line.startsWith(QLatin1String("@@"))) {
        left = hunkOf(scan.line);
        scan.token = CodeToken::Meta;
    } else if (!inside && (scan.line.startsWith(QLatin1String("--- ")) || scan.line.startsWith(QLatin1String("+++ ")) || scan.line.startsWith(QLatin1String("diff ")))) {
        scan.token = CodeToken::Heading;
    } else if (c == '-') {
        scan.token = CodeToken::Deleted;
        left.before -= left.before > 0;
    } else if (c == '+') {
        scan.token = CodeToken::Inserted;
        left.after -= left.after > 0;
    } else if (c == ' ') {
        scan.token = CodeToken::Plain;
        left.before -= left.before > 0;
        left.after -= left.after > 0;
    } else {
        scan.token = inside || c == '\\' ? CodeToken::Comment : CodeToken::Meta; // "\ No newline…"; "index 1a2b…", "rename from…"
    }
    scan.state.word = quint32(left.before) << 16 | left.after;
    return scan.line.size();
}

qsizetype markdownFence(Scan &scan, const Rule &rule)
{
    const char16_t sign = scan[scan.at];
    qsizetype length = 0;
    while (scan[scan.at + length] == sign)
        ++length;
    if (length < 3 || scan.at > 12)
        return 0;
    const QStringView name = scan.line.mid(scan.at + length).trimmed();
    if (sign == '`' && name.contains(QLatin1Char('`')))
        return 0;
    const CodeLanguage language = codeLanguage(name);
    scan.state.fence = quint32(sign) << 16 | quint32(std::min<qsizetype>(length, 0xffff));
    // Markdown in Markdown would lose count of its own fences.
    if (language == CodeLanguage::None || language == CodeLanguage::Markdown)
        scan.nextLine = rule.to;
    else
        scan.enter = language;
    return scan.line.size() - scan.at;
}

namespace {

bool closesFence(QStringView line, quint32 fence)
{
    const QStringView text = line.trimmed();
    const auto sign = QChar(char16_t(fence >> 16));
    if (text.size() < qsizetype(fence & 0xffff))
        return false;
    for (const QChar c : text) {
        if (c != sign)
            return false;
    }
    return true;
}

} // namespace

qsizetype markdownFenceEnd(Scan &scan, const Rule &)
{
    if (scan.at != 0 || !closesFence(scan.line, scan.state.fence))
        return 0;
    scan.state.fence = 0;
    return scan.line.size();
}

qsizetype markdownInnerEnd(QStringView line, const LexState &state, qsizetype *length)
{
    *length = line.size();
    return closesFence(line, state.fence) ? 0 : -1;
}

qsizetype markdownHeading(Scan &scan, const Rule &)
{
    qsizetype level = 0;
    while (scan[scan.at + level] == '#')
        ++level;
    const char16_t next = scan[scan.at + level];
    return level <= 6 && (next == ' ' || next == '\0') ? scan.line.size() - scan.at : 0;
}

qsizetype markdownPair(Scan &scan, const Rule &rule)
{
    const QLatin1String mark(rule.text);
    if (!scan.rest().startsWith(mark))
        return 0;
    const qsizetype from = scan.at + mark.size();
    if (from >= scan.line.size() || scan.line[from].isSpace() || (mark[0] == QLatin1Char('_') && isNamePart(scan[scan.at - 1])))
        return 0;
    const qsizetype end = scan.line.left(from + farthest).indexOf(mark, from + 1);
    return end < 0 || scan.line[end - 1].isSpace() ? 0 : end + mark.size() - scan.at;
}

qsizetype markdownLink(Scan &scan, const Rule &)
{
    const qsizetype from = scan.at + (scan[scan.at] == '!' ? 1 : 0);
    const QStringView near = scan.line.left(from + farthest);
    const qsizetype middle = scan[from] == '[' ? near.indexOf(QLatin1String("]("), from) : -1;
    const qsizetype end = middle < 0 ? -1 : near.indexOf(QLatin1Char(')'), middle);
    return end < 0 ? 0 : end + 1 - scan.at;
}

qsizetype markdownItem(Scan &scan, const Rule &)
{
    qsizetype end = scan.at;
    while (scan[end] >= '0' && scan[end] <= '9')
        ++end;
    const char16_t c = scan[end];
    const bool number = end > scan.at;
    if (number ? c != '.' && c != ')' : c != '-' && c != '*' && c != '+')
        return 0;
    return scan[end + 1] == ' ' ? end + 1 - scan.at : 0;
}

} // namespace transcript::match
