#include "store/foldedwords.h"

#include "store/searchtext.h"

namespace store {

namespace {

bool isMark(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining || category == QChar::Mark_Enclosing;
}

bool isWordCharacter(char32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return QChar::isLetterOrNumber(c) || QChar::category(c) == QChar::Other_PrivateUse;
}

void appendFolded(QString &folded, char32_t c)
{
    if (c < 0x80) {
        folded += QChar(char16_t(c >= 'A' && c <= 'Z' ? c + 32 : c));
        return;
    }
    const bool decomposes = c < 0x1200 || (c >= 0x1E00 && c < 0x2000) || (c >= 0xF900 && c < 0x10000);
    const QString whole = QString::fromUcs4(&c, 1);
    const QString parts = decomposes ? whole.normalized(QString::NormalizationForm_KD) : whole;
    for (const uint part : parts.toUcs4()) {
        const char32_t lower = QChar::toCaseFolded(char32_t(part));
        if (!isMark(lower))
            folded += QString::fromUcs4(&lower, 1);
    }
}

} // namespace

FoldedWords::FoldedWords(const QString &text, int from, int to)
{
    m_folded.reserve(to - from);
    bool open = false; // the last word may go on
    bool run = false;  // it is a character of a script without spaces
    for (int i = from; i < to;) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < to && text[i + 1].isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        const int next = i + (pair ? 2 : 1);
        const bool symbol = c >= 0x80 && isSymbolWord(c);
        const bool part = symbol || isWordCharacter(c);
        const bool alone = symbol || (part && isWithoutSpaces(c));
        if (part) {
            const bool here = alone && !symbol;
            if (alone || !open)
                m_words.push_back({i, next, int(m_folded.size()), 0, run && here && m_words.back().end == i});
            run = here;
            appendFolded(m_folded, c);
        }
        if (part || (open && c >= 0x80 && isMark(c))) {
            m_words.back().end = next;
            m_words.back().foldedEnd = int(m_folded.size());
            open = !alone;
        } else {
            open = false;
        }
        i = next;
    }
}

int FoldedWords::match(int at, const FoldedWords &phrase, bool prefix) const
{
    const int count = int(phrase.m_words.size());
    if (count == 0 || at + count > int(m_words.size()))
        return -1;
    for (int i = 0; i < count; ++i) {
        const QStringView here = folded(m_words[std::size_t(at + i)]);
        const QStringView wanted = phrase.folded(phrase.m_words[std::size_t(i)]);
        if (i > 0 && phrase.m_words[std::size_t(i)].joined && !m_words[std::size_t(at + i)].joined)
            return -1; // the index has the two as a pair, and not across a full stop
        const bool unfinished = prefix && i == count - 1;
        if (unfinished ? !here.startsWith(wanted) : here != wanted)
            return -1;
    }
    return at + count - 1;
}

} // namespace store
