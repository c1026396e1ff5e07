#include "transcript/code/matchers.h"
#include "transcript/code/wordtable.h"

namespace transcript::match {

namespace {

qsizetype blanksFrom(const Scan &scan, qsizetype at)
{
    while (scan[at] == ' ' || scan[at] == '\t')
        ++at;
    return at;
}

bool endsYamlKey(const Scan &scan, qsizetype colon)
{
    const char16_t next = scan[colon + 1];
    return next == ' ' || next == '\t' || next == '\0';
}

bool isNumber(QStringView text)
{
    if (text.isEmpty())
        return false;
    if (text.startsWith(QLatin1String("0x"))) {
        bool ok = false;
        (void)text.mid(2).toULongLong(&ok, 16);
        return ok;
    }
    const bool sign = text[0] == QLatin1Char('-') || text[0] == QLatin1Char('+');
    bool digit = false;
    for (const QChar c : text.mid(sign ? 1 : 0)) {
        const char16_t u = c.unicode();
        digit = digit || (u >= '0' && u <= '9');
        if (!((u >= '0' && u <= '9') || u == '.' || u == '_' || u == ':' || u == '-' || u == 'e' || u == 'E' || u == 'x' || u == 'T' || u == 'Z'))
            return false;
    }
    return digit && text[text.size() - 1].isLetterOrNumber();
}

} // namespace

qsizetype jsonString(Scan &scan, const Rule &rule)
{
    const qsizetype length = quoted(scan, rule);
    if (length > 0 && scan[blanksFrom(scan, scan.at + length)] == ':')
        scan.token = CodeToken::Name;
    return length;
}

qsizetype keyBefore(Scan &scan, const Rule &rule)
{
    qsizetype end = scan.at;
    while (end < scan.line.size()) {
        const char16_t c = scan[end];
        if (c == '"' || c == '\'') {
            const qsizetype close = scan.line.indexOf(QChar(c), end + 1);
            if (close < 0)
                return 0;
            end = close + 1;
        } else if (isNamePart(c) || c == '-' || c == '.' || c == '/') {
            ++end;
        } else if (c == ' ' && (isNamePart(scan[end + 1]) || scan[end + 1] == '.')) {
            ++end;
        } else {
            break;
        }
    }
    const char16_t sign = scan[blanksFrom(scan, end)];
    for (const char *c = rule.text; *c; ++c) {
        if (sign == char16_t(*c))
            return end - scan.at;
    }
    return 0;
}

qsizetype yamlKey(Scan &scan, const Rule &)
{
    if (scan.line[scan.at].isSpace() || ((scan[scan.at] == '-' || scan[scan.at] == '?') && endsYamlKey(scan, scan.at)))
        return 0;
    for (qsizetype i = 0; i < scan.at; ++i) {
        const char16_t c = scan[i];
        if (c != ' ' && c != '-' && c != '?') {
            // Inside { … }: behind a bracket or a comma.
            qsizetype before = scan.at;
            while (before > 0 && scan[before - 1] == ' ')
                --before;
            if (before == 0 || (scan[before - 1] != '{' && scan[before - 1] != ','))
                return 0;
            break;
        }
    }
    const char16_t quote = scan[scan.at];
    if (quote == '"' || quote == '\'') {
        const qsizetype close = scan.line.indexOf(QChar(quote), scan.at + 1);
        return close > 0 && scan[close + 1] == ':' && endsYamlKey(scan, close + 1) ? close + 1 - scan.at : 0;
    }
    for (qsizetype i = scan.at; i < scan.line.size(); ++i) {
        const char16_t c = scan[i];
        if (c == ':' && endsYamlKey(scan, i))
            return i - scan.at;
        if (c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || (c == '#' && scan[i - 1] == ' '))
            return 0;
    }
    return 0;
}

qsizetype yamlPlain(Scan &scan, const Rule &)
{
    qsizetype end = scan.at;
    for (; end < scan.line.size(); ++end) {
        const char16_t c = scan[end];
        if (c == ',' || c == ']' || c == '}' || (c == ':' && endsYamlKey(scan, end)) || (c == '#' && end > 0 && scan[end - 1] == ' '))
            break;
    }
    const QStringView value = scan.line.mid(scan.at, end - scan.at).trimmed();
    const CodeToken listed = scan.words.find(value);
    scan.token = listed != CodeToken::Plain ? listed : isNumber(value) ? CodeToken::Number : CodeToken::Plain;
    return value.isEmpty() ? 0 : value.size();
}

qsizetype yamlBlock(Scan &scan, const Rule &rule)
{
    qsizetype end = scan.at + 1;
    while (scan[end] == '+' || scan[end] == '-' || (scan[end] >= '1' && scan[end] <= '9'))
        ++end;
    const qsizetype rest = blanksFrom(scan, end);
    if (scan[scan.at - 1] != ' ' || (rest < scan.line.size() && scan[rest] != '#'))
        return 0;
    qsizetype indent = 0;
    while (scan[indent] == ' ' || (scan[indent] == '-' && scan[indent + 1] == ' '))
        ++indent;
    // In a list without keys the text belongs to the dash.
    if (indent >= scan.at)
        indent = blanksFrom(scan, 0);
    scan.state.word = quint32(indent + 1);
    scan.nextLine = rule.to;
    return end - scan.at;
}

qsizetype yamlInside(Scan &scan, const Rule &)
{
    const qsizetype indent = blanksFrom(scan, 0);
    return scan.at == 0 && (indent >= scan.line.size() || quint32(indent) >= scan.state.word) ? scan.line.size() : 0;
}

qsizetype cssName(Scan &scan, const Rule &)
{
    const qsizetype length = scan.words.nameLength(scan.line, scan[scan.at] == '-' ? scan.at + (scan[scan.at + 1] == '-' ? 2 : 1) : scan.at);
    if (length == 0)
        return 0;
    const qsizetype end = scan.at + length + (scan[scan.at] == '-' ? scan[scan.at + 1] == '-' ? 2 : 1 : 0);
    const qsizetype colon = blanksFrom(scan, end);
    // "a:hover {" is a selector, "color: red" a declaration: behind the colon of a declaration stands no name that touches it and a "{" follows.
    if (scan[colon] == ':' && scan[colon + 1] != ':' && !scan.line.mid(colon).contains(QLatin1Char('{')))
        scan.token = CodeToken::Name;
    else if (scan[end] == '(')
        scan.token = CodeToken::Call;
    return end - scan.at;
}

qsizetype cssHash(Scan &scan, const Rule &)
{
    qsizetype end = scan.at + 1;
    while (isNamePart(scan[end]))
        ++end;
    return end - scan.at > 1 ? end - scan.at : 0;
}

qsizetype entity(Scan &scan, const Rule &)
{
    qsizetype end = scan.at + 1;
    while (isNamePart(scan[end]) || scan[end] == '#')
        ++end;
    return end - scan.at > 1 && end - scan.at < 34 && scan[end] == ';' ? end + 1 - scan.at : 0;
}

} // namespace transcript::match
