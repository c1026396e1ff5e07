#include "transcript/code/matchers.h"
#include "transcript/code/wordtable.h"

namespace transcript::match {

namespace {

bool isShellName(char16_t c)
{
    return isNamePart(c) || c == '-' || c == '.' || c == '/' || c == '+' || c == '~' || c == '@' || c == '%';
}

//! True where a command may stand: at the line's start, behind what separates commands, behind a keyword or an assignment.
bool commandMayStand(const Scan &scan)
{
    qsizetype i = scan.at;
    while (i > 0 && (scan[i - 1] == ' ' || scan[i - 1] == '\t'))
        --i;
    if (i == 0)
        return scan.state.fence == 0;
    const char16_t last = scan[i - 1];
    if (last == '|' || last == '&' || last == ';' || last == '(' || last == '`' || (last == '{' && scan[i - 2] != '$') || last == '!')
        return scan[i - 1] != '&' || scan[i - 2] != '>';
    if (i == scan.at)
        return false;
    qsizetype start = i;
    while (start > 0 && !scan.line[start - 1].isSpace())
        --start;
    const QStringView before = scan.line.mid(start, i - start);
    if (scan.words.nameLength(before, 0) > 0 && before.size() > scan.words.nameLength(before, 0) && before[scan.words.nameLength(before, 0)] == QLatin1Char('='))
        return true;
    for (const char *word : {"then", "do", "else", "if", "elif", "while", "until", "time", "sudo", "exec", "xargs", "nohup", "env", "RUN", "CMD", "ENTRYPOINT"}) {
        if (before == QLatin1String(word))
            return true;
    }
    return before == QLatin1String("$") || before == QLatin1String("%"); // a prompt
}

} // namespace

qsizetype shellWord(Scan &scan, const Rule &)
{
    qsizetype end = scan.at;
    while (isShellName(scan[end]))
        ++end;
    if (end == scan.at)
        return 0;
    const qsizetype name = scan.words.nameLength(scan.line, scan.at);
    const bool command = commandMayStand(scan);
    if (name > 0 && scan.at + name <= end && (scan[scan.at + name] == '=' || (scan[scan.at + name] == '+' && scan[scan.at + name + 1] == '='))) {
        scan.token = CodeToken::Name;
        return name;
    }
    const QStringView whole = scan.line.mid(scan.at, end - scan.at);
    const CodeToken listed = scan.words.find(whole);
    // "in", "then" and the like are words only where the grammar has a place for them: elsewhere they are arguments.
    if (listed == CodeToken::Keyword && (command || whole == QLatin1String("in") || whole == QLatin1String("do") || whole == QLatin1String("then")))
        scan.token = CodeToken::Keyword;
    else if (command)
        scan.token = CodeToken::Call;
    return end - scan.at;
}

qsizetype shellFlag(Scan &scan, const Rule &)
{
    qsizetype end = scan.at;
    while (scan[end] == '-')
        ++end;
    if (!isNameStart(scan[end]) && !(end - scan.at == 1 && scan[end] >= '0' && scan[end] <= '9'))
        return 0;
    while (isNamePart(scan[end]) || scan[end] == '-')
        ++end;
    return end - scan.at;
}

qsizetype shellVariable(Scan &scan, const Rule &)
{
    const char16_t next = scan[scan.at + 1];
    if (scan[scan.at] != '$')
        return 0;
    if (const qsizetype name = scan.words.nameLength(scan.line, scan.at + 1); name > 0)
        return name + 1;
    return (next >= '0' && next <= '9') || next == '?' || next == '@' || next == '#' || next == '*' || next == '$' || next == '!' || next == '-' ? 2 : 0;
}

qsizetype hereStart(Scan &scan, const Rule &rule)
{
    qsizetype at = scan.at + 2;
    if (scan[scan.at] != '<' || scan[scan.at + 1] != '<' || scan[at] == '<')
        return 0;
    if (scan[at] == '-' || scan[at] == '~')
        ++at;
    while (scan[at] == ' ')
        ++at;
    const char16_t quote = scan[at] == '\'' || scan[at] == '"' ? scan[at] : u'\0';
    at += quote ? 1 : scan[at] == '\\' ? 1 : 0;
    const qsizetype length = scan.words.nameLength(scan.line, at);
    if (length == 0 || (quote && scan[at + length] != quote))
        return 0;
    scan.state.word = wordHash(scan.line.mid(at, length));
    scan.nextLine = rule.to;
    return at + length + (quote ? 1 : 0) - scan.at;
}

qsizetype hereEnd(Scan &scan, const Rule &)
{
    const QStringView line = scan.line.trimmed();
    // Ruby and PHP go on behind the word.
    const qsizetype length = scan.words.nameLength(line, 0);
    const bool alone = length == line.size() || line[length] == QLatin1Char(';') || line[length] == QLatin1Char(')') || line[length] == QLatin1Char(',');
    if (scan.at != 0 || length == 0 || !alone || wordHash(line.left(length)) != scan.state.word)
        return 0;
    scan.state.word = 0;
    return scan.line.size();
}

qsizetype makeTarget(Scan &scan, const Rule &)
{
    for (qsizetype i = scan.at; i < scan.line.size(); ++i) {
        const char16_t c = scan[i];
        if (c == ':')
            return scan[i + 1] == '=' || scan[i + 1] == ':' ? 0 : i - scan.at;
        if (c == '=' || c == '#' || c == '\t')
            return 0;
    }
    return 0;
}

} // namespace transcript::match
