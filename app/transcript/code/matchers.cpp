#include "transcript/code/matchers.h"

#include "transcript/code/wordtable.h"

#include <algorithm>
#include <cstring>

namespace transcript::match {

namespace {

bool startsWith(QStringView text, const char *start)
{
    qsizetype i = 0;
    for (; start[i]; ++i) {
        if (i >= text.size() || text[i].unicode() != char16_t(quint8(start[i])))
            return false;
    }
    return true;
}

bool isDigit(char16_t c)
{
    return c >= '0' && c <= '9';
}

qsizetype blanks(QStringView line, qsizetype at)
{
    while (at < line.size() && line[at].isSpace())
        ++at;
    return at;
}

} // namespace

qsizetype text(Scan &scan, const Rule &rule)
{
    return startsWith(scan.rest(), rule.text) ? qsizetype(std::strlen(rule.text)) : 0;
}

qsizetype anyCase(Scan &scan, const Rule &rule)
{
    const QLatin1String wanted(rule.text);
    return scan.rest().startsWith(wanted, Qt::CaseInsensitive) ? wanted.size() : 0;
}

qsizetype toEnd(Scan &scan, const Rule &rule)
{
    return startsWith(scan.rest(), rule.text) ? scan.line.size() - scan.at : 0;
}

qsizetype wholeLine(Scan &scan, const Rule &)
{
    return scan.line.size() - scan.at;
}

qsizetype nothing(Scan &, const Rule &)
{
    return -1;
}

qsizetype word(Scan &scan, const Rule &)
{
    const qsizetype length = scan.words.nameLength(scan.line, scan.at);
    if (length == 0)
        return 0;
    const QStringView name = scan.line.mid(scan.at, length);
    const bool member = scan[scan.at - 1] == '.' && scan[scan.at - 2] != '.';
    scan.token = member ? CodeToken::Plain : scan.words.find(name);
    if (scan.token != CodeToken::Plain)
        return length;
    if (scan.words.calls() && scan[scan.at + length] == '(')
        scan.token = CodeToken::Call;
    else if (scan.words.capitals() && name[0].isUpper())
        scan.token = CodeToken::Type;
    return length;
}

qsizetype number(Scan &scan, const Rule &)
{
    const qsizetype from = scan.at;
    if (!isDigit(scan[from]) || isNamePart(scan[from - 1]))
        return 0;
    const bool hex = scan[from] == '0' && (scan[from + 1] | 0x20) == 'x';
    qsizetype end = from + 1;
    for (;; ++end) {
        const char16_t c = scan[end];
        const char16_t before = scan[end - 1] | 0x20;
        if (isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            continue;
        if (c == '.' && isDigit(scan[end + 1]))
            continue;
        if (c == '\'' && isDigit(scan[end + 1]) && isDigit(scan[end - 1])) // C++, which groups digits so
            continue;
        if ((c == '+' || c == '-') && isDigit(scan[end + 1]) && (hex ? before == 'p' : before == 'e'))
            continue;
        break;
    }
    return end - from;
}

qsizetype quoted(Scan &scan, const Rule &rule)
{
    const char16_t quote = char16_t(rule.text[0]);
    if (scan[scan.at] != quote)
        return 0;
    for (qsizetype i = scan.at + 1; i < scan.line.size(); ++i) {
        if (scan[i] == '\\')
            ++i;
        else if (scan[i] == quote)
            return i + 1 - scan.at;
    }
    return scan.line.size() - scan.at;
}

qsizetype doubled(Scan &scan, const Rule &rule)
{
    const char16_t quote = char16_t(rule.text[0]);
    if (scan[scan.at] != quote)
        return 0;
    for (qsizetype i = scan.at + 1; i < scan.line.size(); ++i) {
        if (scan[i] != quote)
            continue;
        if (scan[i + 1] != quote)
            return i + 1 - scan.at;
        ++i;
    }
    return scan.line.size() - scan.at;
}

qsizetype escape(Scan &scan, const Rule &)
{
    return scan[scan.at] == '\\' && scan.at + 1 < scan.line.size() ? 2 : 0;
}

qsizetype signedName(Scan &scan, const Rule &rule)
{
    if (!startsWith(scan.rest(), rule.text))
        return 0;
    const qsizetype sign = qsizetype(std::strlen(rule.text));
    const qsizetype name = scan.words.nameLength(scan.line, scan.at + sign);
    return name == 0 ? 0 : sign + name;
}

qsizetype dottedName(Scan &scan, const Rule &rule)
{
    qsizetype length = signedName(scan, rule);
    while (length > 0 && scan[scan.at + length] == '.') {
        const qsizetype more = scan.words.nameLength(scan.line, scan.at + length + 1);
        if (more == 0)
            break;
        length += 1 + more;
    }
    return length;
}

qsizetype directive(Scan &scan, const Rule &)
{
    if (scan[scan.at] != '#')
        return 0;
    const qsizetype name = blanks(scan.line, scan.at + 1);
    const qsizetype length = scan.words.nameLength(scan.line, name);
    return length == 0 ? 0 : name + length - scan.at;
}

qsizetype includePath(Scan &scan, const Rule &)
{
    const QStringView before = scan.line.left(scan.at).trimmed();
    if (!before.startsWith(QLatin1Char('#')) || !before.endsWith(QLatin1String("include")))
        return 0;
    const qsizetype end = scan.line.indexOf(QLatin1Char('>'), scan.at);
    return end < 0 ? 0 : end + 1 - scan.at;
}

qsizetype rawStringStart(Scan &scan, const Rule &rule)
{
    if (!startsWith(scan.rest(), rule.text))
        return 0;
    const qsizetype from = scan.at + qsizetype(std::strlen(rule.text));
    qsizetype end = from;
    while (end < scan.line.size() && end - from <= 16 && scan[end] != '(') {
        if (scan[end] == ' ' || scan[end] == ')' || scan[end] == '\\' || scan[end] == '"')
            return 0;
        ++end;
    }
    if (scan[end] != '(')
        return 0;
    scan.state.word = wordHash(scan.line.mid(from, end - from));
    return end + 1 - scan.at;
}

qsizetype rawStringEnd(Scan &scan, const Rule &)
{
    const qsizetype from = scan.at + 1;
    for (qsizetype end = from; end - from <= 16 && end < scan.line.size(); ++end) {
        if (scan[end] != '"')
            continue;
        return wordHash(scan.line.mid(from, end - from)) == scan.state.word ? end + 1 - scan.at : 0;
    }
    return 0;
}

qsizetype hashStringStart(Scan &scan, const Rule &rule)
{
    if (!startsWith(scan.rest(), rule.text))
        return 0;
    qsizetype at = scan.at + qsizetype(std::strlen(rule.text));
    quint32 count = 0;
    while (scan[at] == '#' && count < 255) {
        ++at;
        ++count;
    }
    if (scan[at] != '"' || (count == 0 && rule.text[0] == '\0'))
        return 0;
    scan.state.word = count;
    return at + 1 - scan.at;
}

qsizetype hashStringEnd(Scan &scan, const Rule &)
{
    if (scan[scan.at] != '"')
        return 0;
    for (quint32 i = 0; i < scan.state.word; ++i) {
        if (scan[scan.at + 1 + qsizetype(i)] != '#')
            return 0;
    }
    return 1 + qsizetype(scan.state.word);
}

qsizetype charOrLifetime(Scan &scan, const Rule &rule)
{
    const bool pair = scan.at + 1 < scan.line.size() && scan.line[scan.at + 1].isHighSurrogate();
    if (scan[scan.at + 1] == '\\' || scan[scan.at + (pair ? 3 : 2)] == '\'')
        return quoted(scan, rule);
    const qsizetype name = scan.words.nameLength(scan.line, scan.at + 1);
    scan.token = CodeToken::Name;
    return name == 0 ? 0 : name + 1;
}

qsizetype macroCall(Scan &scan, const Rule &)
{
    const qsizetype name = scan.words.nameLength(scan.line, scan.at);
    return name > 0 && scan[scan.at + name] == '!' && scan[scan.at + name + 1] != '=' ? name + 1 : 0;
}

qsizetype regex(Scan &scan, const Rule &)
{
    const char16_t next = scan[scan.at + 1];
    if (scan[scan.at] != '/' || next == '/' || next == '*' || next == ' ' || next == '\0')
        return 0;
    bool set = false;
    const qsizetype farthest = std::min(scan.line.size(), scan.at + 400); // a division is not looked through to the line's end
    for (qsizetype i = scan.at + 1; i < farthest; ++i) {
        const char16_t c = scan[i];
        if (c == '\\') {
            ++i;
        } else if (c == '[') {
            set = true;
        } else if (c == ']') {
            set = false;
        } else if (c == '/' && !set) {
            ++i;
            while (isNamePart(scan[i]))
                ++i;
            return i - scan.at;
        }
    }
    return 0;
}

qsizetype longBracket(Scan &scan, const Rule &rule)
{
    if (!startsWith(scan.rest(), rule.text))
        return 0;
    qsizetype at = scan.at + qsizetype(std::strlen(rule.text));
    if (scan[at] != '[')
        return 0;
    quint32 count = 0;
    for (++at; scan[at] == '='; ++at)
        ++count;
    if (scan[at] != '[')
        return 0;
    scan.state.word = count;
    return at + 1 - scan.at;
}

qsizetype longBracketEnd(Scan &scan, const Rule &)
{
    qsizetype at = scan.at + 1;
    quint32 count = 0;
    for (; scan[at] == '='; ++at)
        ++count;
    return scan[scan.at] == ']' && scan[at] == ']' && count == scan.state.word ? at + 1 - scan.at : 0;
}

qsizetype symbol(Scan &scan, const Rule &)
{
    if (scan[scan.at - 1] == ':')
        return 0;
    const qsizetype name = scan.words.nameLength(scan.line, scan.at + 1);
    return name == 0 ? 0 : name + 1;
}

} // namespace transcript::match
