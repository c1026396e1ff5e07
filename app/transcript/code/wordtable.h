#pragma once

#include "transcript/code/grammar.h"

namespace transcript {

//! The words of a language for looking up without making strings.
class WordTable
{
public:
    explicit WordTable(const Grammar &grammar);

    CodeToken find(QStringView word) const; //!< Plain: it is not in the lists
    bool calls() const { return m_calls; }
    bool capitals() const { return m_capitals; }
    //! How many characters of `line` from `at` on are one name; 0: none begins here.
    qsizetype nameLength(QStringView line, qsizetype at) const;

private:
    struct Entry
    {
        const char *word = nullptr;
        quint8 length = 0;
        CodeToken token = CodeToken::Plain;
    };
    static constexpr qsizetype longest = 32;
    quint32 hash(const char *word, qsizetype length) const;
    void insert(const char *word, qsizetype length, CodeToken token);

    std::vector<Entry> m_entries; //!< open addressing; a power of two
    bool m_anyCase;
    bool m_calls;
    bool m_capitals;
    bool m_dashes;
    bool m_colons;
};

//! FNV-1a of the characters; for the words that end a region.
quint32 wordHash(QStringView word);

bool isNameStart(char16_t c);
bool isNamePart(char16_t c);

} // namespace transcript
