#pragma once

#include <QString>

#include <vector>

namespace store {

//! What somebody typed into a search field, as words and phrases. Any text is valid: there is no syntax but "quotes".
class SearchWords
{
public:
    //! Words that stand directly behind each other.
    struct Phrase
    {
        QString text;        //!< as typed
        bool prefix = false; //!< its last word may go on
    };

    //! The last word may be unfinished once it has so many letters; a syllable (Korean, Chinese …) always.
    explicit SearchWords(const QString &typed, qsizetype shortestPrefix = 1);

    //! Nothing that could be found: no letter and no digit.
    bool isEmpty() const { return m_phrases.empty(); }
    //! Somebody may still be typing the last word.
    bool endsUnfinished() const { return !m_phrases.empty() && m_phrases.back().prefix; }
    const std::vector<Phrase> &phrases() const { return m_phrases; }
    //! All of them, as an expression of FTS5 over text in the form of searchableText().
    QString expression() const;

private:
    void add(const QString &text, bool prefix);

    const qsizetype m_shortestPrefix;
    std::vector<Phrase> m_phrases;
};

} // namespace store
