#include "transcript/code/wordtable.h"

#include <cstring>

namespace transcript {

namespace {

constexpr quint32 seed = 2166136261u;
constexpr quint32 prime = 16777619u;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

} // namespace

quint32 wordHash(QStringView word)
{
    quint32 hash = seed;
    for (const QChar c : word)
        hash = (hash ^ c.unicode()) * prime;
    return hash == 0 ? 1 : hash;
}

bool isNameStart(char16_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 0xaa && QChar(c).isLetter());
}

bool isNamePart(char16_t c)
{
    return isNameStart(c) || (c >= '0' && c <= '9');
}

WordTable::WordTable(const Grammar &grammar)
    : m_anyCase(grammar.anyCase)
    , m_calls(grammar.calls)
    , m_capitals(grammar.capitals)
    , m_dashes(grammar.dashes)
    , m_colons(grammar.colons)
{
    std::size_t count = 0;
    for (const WordList &list : grammar.words) {
        ++count;
        for (const char *c = list.words; *c; ++c)
            count += *c == ' ';
    }
    std::size_t size = 16;
    while (size < count * 2)
        size *= 2;
    m_entries.resize(size);
    for (const WordList &list : grammar.words) {
        for (const char *word = list.words; *word;) {
            const char *end = std::strchr(word, ' ');
            const qsizetype length = end ? end - word : qsizetype(std::strlen(word));
            if (length > 0)
                insert(word, length, list.token);
            word += length + (end ? 1 : 0);
        }
    }
}

quint32 WordTable::hash(const char *word, qsizetype length) const
{
    quint32 hash = seed;
    for (qsizetype i = 0; i < length; ++i)
        hash = (hash ^ quint8(m_anyCase ? lower(word[i]) : word[i])) * prime;
    return hash;
}

void WordTable::insert(const char *word, qsizetype length, CodeToken token)
{
    Q_ASSERT(length <= longest);
    const std::size_t mask = m_entries.size() - 1;
    std::size_t at = hash(word, length) & mask;
    while (m_entries[at].word)
        at = (at + 1) & mask;
    m_entries[at] = {word, quint8(length), token};
}

CodeToken WordTable::find(QStringView word) const
{
    if (word.size() > longest || word.isEmpty())
        return CodeToken::Plain;
    char bytes[longest];
    for (qsizetype i = 0; i < word.size(); ++i) {
        const char16_t c = word[i].unicode();
        if (c >= 0x80)
            return CodeToken::Plain;
        bytes[i] = m_anyCase ? lower(char(c)) : char(c);
    }
    const std::size_t mask = m_entries.size() - 1;
    for (std::size_t at = hash(bytes, word.size()) & mask; m_entries[at].word; at = (at + 1) & mask) {
        const Entry &entry = m_entries[at];
        if (entry.length == word.size() && std::memcmp(entry.word, bytes, entry.length) == 0)
            return entry.token;
    }
    return CodeToken::Plain;
}

qsizetype WordTable::nameLength(QStringView line, qsizetype at) const
{
    if (at >= line.size() || !isNameStart(line[at].unicode()))
        return 0;
    qsizetype end = at + 1;
    while (end < line.size() && (isNamePart(line[end].unicode()) || (m_dashes && line[end] == QLatin1Char('-'))
                                 || (m_colons && line[end] == QLatin1Char(':'))))
        ++end;
    return end - at;
}

} // namespace transcript
