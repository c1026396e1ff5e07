#pragma once

#include <QString>

#include <vector>

namespace store {

//! A piece of text as words in lower case without accents, as a search compares them, each with its place in the text. A character of a
//! script without spaces is a word by itself, and so is an emoji.
class FoldedWords
{
public:
    struct Word
    {
        int start = 0; //!< in the text
        int end = 0;
        int foldedStart = 0; //!< in the folded text
        int foldedEnd = 0;
        bool joined = false; //!< goes on where a character of a script without spaces ended
    };

    //! Of text[from, to).
    FoldedWords(const QString &text, int from, int to);

    const std::vector<Word> &words() const { return m_words; }
    QStringView folded(const Word &word) const { return QStringView(m_folded).mid(word.foldedStart, word.foldedEnd - word.foldedStart); }
    //! Where `phrase` ends when it begins with word number `at` here (the number of its last word), or -1. Its last word may be unfinished.
    int match(int at, const FoldedWords &phrase, bool prefix) const;

private:
    QString m_folded;
    std::vector<Word> m_words;
};

} // namespace store
