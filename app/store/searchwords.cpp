#include "store/searchwords.h"

#include "store/searchtext.h"

#include <QStringList>

namespace store {

namespace {

constexpr int maxPhrases = 16;
constexpr qsizetype maxTyped = 2000;
constexpr char16_t firstSyllable = 0x1100;

bool isQuote(QChar c)
{
    return c == QLatin1Char('"') || c == QChar(0x201C) || c == QChar(0x201D) || c == QChar(0x201E);
}

//! What unicode61 makes words of; it knows nothing that Unicode 6.1 did not. And what searchableText() spells as one.
bool hasWord(const QString &text)
{
    const auto codes = text.toUcs4();
    return std::any_of(codes.cbegin(), codes.cend(), [](uint code) {
        return QChar::isLetterOrNumber(code) || QChar::category(code) == QChar::Other_PrivateUse || isSymbolWord(code);
    });
}

//! The last character of a text, as UTF-16.
QString lastOf(const QString &text)
{
    const bool pair = text.size() > 1 && text.back().isLowSurrogate() && text[text.size() - 2].isHighSurrogate();
    return text.right(pair ? 2 : 1);
}

bool goesOnWithoutSpace(const QString &character)
{
    const auto codes = character.toUcs4();
    return !codes.isEmpty() && isWithoutSpaces(char32_t(codes.front()));
}

//! A phrase as FTS5 reads it.
QString spelled(const SearchWords::Phrase &phrase)
{
    const QString normal = phrase.text.normalized(QString::NormalizationForm_KC);
    QString words = searchableText(normal);
    bool prefix = phrase.prefix;
    const QString last = lastOf(normal);
    if (goesOnWithoutSpace(last)) {
        // In the index the last character of a run stands alone; here the run may go on.
        const bool alone = !goesOnWithoutSpace(lastOf(normal.chopped(last.size())));
        prefix = alone;
        if (!alone)
            words.chop(last.size());
    }
    return QLatin1Char('"') + words + QLatin1Char('"') + (prefix ? QStringLiteral(" *") : QString());
}

} // namespace

SearchWords::SearchWords(const QString &typed, qsizetype shortestPrefix) : m_shortestPrefix(shortestPrefix)
{
    QString word;
    bool quoted = false;
    for (const QChar c : typed.left(maxTyped)) {
        if (isQuote(c)) {
            add(std::exchange(word, {}), false);
            quoted = !quoted;
        } else if (!quoted && c.isSpace()) {
            add(std::exchange(word, {}), false);
        } else {
            word += c.isNull() ? QLatin1Char(' ') : c;
        }
    }
    add(word, !quoted);
}

void SearchWords::add(const QString &text, bool prefix)
{
    if (m_phrases.size() < maxPhrases && hasWord(text.normalized(QString::NormalizationForm_KC)))
        m_phrases.push_back({text, prefix && (text.size() >= m_shortestPrefix || text[0].unicode() >= firstSyllable)});
}

QString SearchWords::expression() const
{
    QStringList all;
    for (const Phrase &phrase : m_phrases)
        all.push_back(spelled(phrase));
    return all.join(QStringLiteral(" AND "));
}

} // namespace store
