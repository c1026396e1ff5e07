#include "transcript/code/codehighlight.h"

#include "transcript/code/lexer.h"

#include <algorithm>

namespace transcript {

void CodeHighlight::setText(const QString &text)
{
    const auto [was, is] = std::mismatch(m_text.cbegin(), m_text.cend(), text.cbegin(), text.cend());
    const qsizetype same = was - m_text.cbegin();
    m_text = text;
    // A line stays when its break was there before: without one it may have grown.
    auto first = std::lower_bound(m_lines.begin(), m_lines.end(), same, [](const Line &line, qsizetype at) { return line.end < at; });
    m_lines.erase(first, m_lines.end());
    m_spans.resize(m_lines.empty() ? 0 : m_lines.back().spansEnd);
}

void CodeHighlight::lexTo(int index)
{
    while (int(m_lines.size()) <= index) {
        const qsizetype from = m_lines.empty() ? 0 : m_lines.back().end + 1;
        if (from > m_text.size())
            return;
        Line line;
        line.end = m_text.indexOf(QLatin1Char('\n'), from);
        if (line.end < 0)
            line.end = m_text.size();
        line.state = m_lines.empty() ? m_start : m_lines.back().state;
        lexLine(m_language, QStringView(m_text).mid(from, line.end - from), line.state, m_spans);
        line.spansEnd = quint32(m_spans.size());
        m_lines.push_back(line);
        ++m_linesLexed;
    }
}

std::span<const CodeSpan> CodeHighlight::line(int index)
{
    if (m_language == CodeLanguage::None || index < 0 || index >= mostLines)
        return {};
    lexTo(index);
    if (index >= int(m_lines.size()))
        return {};
    const std::size_t from = index == 0 ? 0 : m_lines[std::size_t(index) - 1].spansEnd;
    return std::span(m_spans).subspan(from, m_lines[std::size_t(index)].spansEnd - from);
}

LexState CodeHighlight::stateAt(int index)
{
    if (m_language == CodeLanguage::None || index <= 0 || index >= mostLines)
        return m_start;
    lexTo(index - 1);
    return m_lines.empty() ? m_start : m_lines[std::min(std::size_t(index), m_lines.size()) - 1].state;
}

qsizetype CodeHighlight::bytes() const
{
    return m_text.size() * 2 + qsizetype(m_lines.capacity() * sizeof(Line) + m_spans.capacity() * sizeof(CodeSpan));
}

} // namespace transcript
