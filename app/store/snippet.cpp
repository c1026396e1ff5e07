#include "store/snippet.h"

#include "base/plaintext.h"
#include "store/foldedwords.h"

namespace store {

namespace {

// A result of many megabytes is not folded whole for one line of it.
constexpr int blockLength = 64 * 1024;
constexpr int maxBlocks = 16;
constexpr int maxMatches = 400; //!< looked at in one block

struct Match
{
    int start = 0; //!< in the text
    int end = 0;
    int phrase = 0;
};

struct Phrase
{
    FoldedWords words;
    bool prefix = false;
};

std::vector<Match> matchesIn(const QString &text, int from, int to, const std::vector<Phrase> &phrases)
{
    const FoldedWords here(text, from, to);
    std::vector<Match> matches;
    for (int at = 0; at < int(here.words().size()) && int(matches.size()) < maxMatches; ++at) {
        for (int p = 0; p < int(phrases.size()); ++p) {
            const int last = here.match(at, phrases[std::size_t(p)].words, phrases[std::size_t(p)].prefix);
            if (last >= 0)
                matches.push_back({here.words()[std::size_t(at)].start, here.words()[std::size_t(last)].end, p});
        }
    }
    return matches;
}

//! The first match of the window that holds most different phrases.
std::size_t bestWindow(const std::vector<Match> &matches, int length)
{
    std::size_t best = 0;
    int most = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        quint32 seen = 0;
        for (std::size_t j = i; j < matches.size() && matches[j].end <= matches[i].start + length; ++j)
            seen |= 1u << matches[j].phrase;
        if (const int count = qPopulationCount(seen); count > most) {
            most = count;
            best = i;
        }
    }
    return best;
}

//! Moves a cut to a blank nearby, and never into a character.
int cutNear(const QString &text, int at, int direction)
{
    constexpr int reach = 16;
    for (int i = 0; i < reach; ++i) {
        const int place = at + direction * i;
        if (place <= 0 || place >= int(text.size()))
            return std::clamp(place, 0, int(text.size()));
        if (text[place].isSpace())
            return place;
    }
    return text[at].isLowSurrogate() ? at - 1 : at;
}

void append(Snippet &snippet, QStringView piece)
{
    const QString line = base::plainLine(piece.toString(), 0);
    for (const QChar c : line) { // runs of blanks become one
        if (!c.isSpace())
            snippet.text += c;
        else if (!snippet.text.isEmpty() && !snippet.text.endsWith(QLatin1Char(' ')))
            snippet.text += QLatin1Char(' ');
    }
}

Snippet around(const QString &text, const std::vector<Match> &matches, int length)
{
    Snippet snippet;
    const std::size_t first = matches.empty() ? 0 : bestWindow(matches, length);
    const int wanted = matches.empty() ? 0 : matches[first].start - length / 4;
    const int from = wanted <= 0 ? 0 : cutNear(text, wanted, 1);
    const int to = from + length >= int(text.size()) ? int(text.size()) : cutNear(text, from + length, -1);
    int at = from;
    for (const Match &match : matches) {
        if (match.start < at || match.start >= to)
            continue;
        append(snippet, QStringView(text).mid(at, match.start - at));
        const int start = int(snippet.text.size());
        const int end = std::min(match.end, std::max(to, match.start + length)); // a word longer than the window is cut
        append(snippet, QStringView(text).mid(match.start, end - match.start));
        snippet.matches.push_back({start, int(snippet.text.size()) - start});
        at = end;
    }
    if (at < to)
        append(snippet, QStringView(text).mid(at, to - at));
    snippet.cutBefore = from > 0;
    snippet.cutAfter = std::max(at, to) < int(text.size());
    return snippet;
}

} // namespace

Snippet snippetOf(const QString &text, const SearchWords &words, int length)
{
    std::vector<Phrase> phrases;
    for (const SearchWords::Phrase &phrase : words.phrases())
        phrases.push_back({FoldedWords(phrase.text, 0, int(phrase.text.size())), phrase.prefix});
    for (int block = 0; block < maxBlocks; ++block) {
        const int from = std::max(0, block * blockLength - length); // what lies across the border is found in the next
        if (from >= int(text.size()))
            break;
        const int to = std::min((block + 1) * blockLength, int(text.size()));
        if (const auto matches = matchesIn(text, from, to, phrases); !matches.empty())
            return around(text, matches, length);
    }
    return around(text, {}, length);
}

} // namespace store
