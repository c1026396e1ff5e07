#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringMatcher>

#include <utility>
#include <vector>

namespace ui {

//! What is searched for: words as they are, or a regular expression. A hit lies within one line. Copies may be used in any thread.
class FindPattern
{
public:
    FindPattern() = default;
    FindPattern(const QString &text, bool regex, bool matchCase);

    bool isEmpty() const { return m_text.isEmpty(); }
    //! False: the regular expression has a mistake; it then finds nothing.
    bool isValid() const { return !m_regex || m_expression.isValid(); }
    //! What is wrong with it, in the regular expression library's own words.
    QString mistake() const { return isValid() ? QString() : m_expression.errorString(); }

    using Hits = std::vector<std::pair<int, int>>; //!< from and to, in order, none empty
    //! Total: an expression that would take too long on a line finds nothing in it.
    Hits hitsIn(QStringView line) const;
    int countIn(QStringView line) const;
    //! The same for a text of many lines; places count from its beginning.
    Hits hitsInLines(QStringView text) const;

    bool operator==(const FindPattern &other) const
    {
        return m_text == other.m_text && m_regex == other.m_regex && m_matchCase == other.m_matchCase;
    }

private:
    template<class Found>
    void search(QStringView line, Found found) const;

    QString m_text;
    bool m_regex = false;
    bool m_matchCase = false;
    QStringMatcher m_matcher;
    QRegularExpression m_expression;
};

} // namespace ui
