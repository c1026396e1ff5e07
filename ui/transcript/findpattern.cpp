#include "ui/transcript/findpattern.h"

namespace ui {

namespace {

// Steps that the expression may take on one line: some tenths of a millisecond. Nested repetitions would take years otherwise.
const QString stepLimit = QStringLiteral("(*LIMIT_MATCH=20000)");

} // namespace

FindPattern::FindPattern(const QString &text, bool regex, bool matchCase)
    : m_text(text)
    , m_regex(regex)
    , m_matchCase(matchCase)
{
    if (!regex) {
        m_matcher = QStringMatcher(text, matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive);
        return;
    }
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (!matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    // Asked as the user wrote it first: a mistake's place counts from there.
    m_expression = QRegularExpression(text, options);
    if (m_expression.isValid())
        m_expression.setPattern(stepLimit + text);
}

template<class Found>
void FindPattern::search(QStringView line, Found found) const
{
    if (m_text.isEmpty())
        return;
    if (!m_regex) {
        for (qsizetype at = m_matcher.indexIn(line, 0); at >= 0; at = m_matcher.indexIn(line, at + m_text.size()))
            found(int(at), int(at + m_text.size()));
        return;
    }
    if (!m_expression.isValid())
        return;
    auto matches = m_expression.globalMatch(line.toString());
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            found(int(match.capturedStart()), int(match.capturedEnd()));
    }
}

FindPattern::Hits FindPattern::hitsIn(QStringView line) const
{
    Hits hits;
    search(line, [&hits](int from, int to) { hits.emplace_back(from, to); });
    return hits;
}

int FindPattern::countIn(QStringView line) const
{
    int count = 0;
    search(line, [&count](int, int) { ++count; });
    return count;
}

FindPattern::Hits FindPattern::hitsInLines(QStringView text) const
{
    Hits hits;
    for (qsizetype from = 0; from <= text.size();) {
        qsizetype end = text.indexOf(QLatin1Char('\n'), from);
        if (end < 0)
            end = text.size();
        search(text.mid(from, end - from), [&hits, from](int first, int last) { hits.emplace_back(int(from) + first, int(from) + last); });
        from = end + 1;
    }
    return hits;
}

} // namespace ui
