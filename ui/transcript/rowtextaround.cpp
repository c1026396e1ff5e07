#include "ui/transcript/findpattern.h"
#include "ui/transcript/rowtext.h"
#include "ui/transcript/textwindow.h"

#include <algorithm>
#include <deque>

namespace ui {

namespace {

constexpr std::size_t linesAround = 15; // to each side
constexpr qsizetype charsAround = 1500; // to each side

//! Gathers the lines before a hit as they go by, the hit's own, and some after it.
class Gathering
{
public:
    Gathering(const FindPattern &pattern, int number) : m_pattern(pattern), m_left(number) { m_window.number = number; }

    //! False: there is enough.
    bool take(QStringView line)
    {
        if (m_found)
            return takeAfter(line);
        const auto hits = m_pattern.hitsIn(line);
        if (m_left < int(hits.size())) {
            takeHit(line, hits[std::size_t(m_left)].first);
            return true;
        }
        m_left -= int(hits.size());
        m_before.push_back(line.right(charsAround).toString());
        if (m_before.size() > linesAround)
            m_before.pop_front();
        return true;
    }
    std::optional<TextWindow> window() const { return m_found ? std::optional(m_window) : std::nullopt; }

private:
    void takeHit(QStringView line, qsizetype at)
    {
        m_found = true;
        qsizetype from = std::max<qsizetype>(0, at - charsAround);
        if (from > 0 && line[from].isLowSurrogate())
            --from;
        const bool wholeStart = from == 0;
        QString before;
        for (auto it = m_before.rbegin(); wholeStart && it != m_before.rend() && before.size() + it->size() < charsAround; ++it)
            before.prepend(*it + QLatin1Char('\n'));
        m_window.text = before + line.mid(from, at - from + 2 * charsAround).toString();
        const auto hits = m_pattern.hitsInLines(m_window.text);
        const auto here = std::find_if(hits.begin(), hits.end(), [&](const auto &hit) { return hit.first >= before.size() + at - from; });
        m_window.target = int(here - hits.begin());
    }
    bool takeAfter(QStringView line)
    {
        if (++m_after > linesAround || (m_afterChars += line.size()) > charsAround)
            return false;
        m_window.text += QLatin1Char('\n') + line.toString();
        return true;
    }

    const FindPattern &m_pattern;
    int m_left;
    std::deque<QString> m_before;
    bool m_found = false;
    std::size_t m_after = 0;
    qsizetype m_afterChars = 0;
    TextWindow m_window;
};

} // namespace

std::optional<TextWindow> RowText::around(const FindPattern &pattern, int number, const std::atomic<bool> &stopped) const
{
    Gathering gathering(pattern, number);
    visit([&](QStringView line) { return gathering.take(line) && !stopped; });
    return gathering.window();
}

} // namespace ui
