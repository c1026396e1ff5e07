#pragma once

#include "transcript/code/codehighlight.h"

#include <QStringList>

namespace test {

//! A line with its tokens marked, for reading and comparing: "{k|def} {c|f}(x)".
inline QString dumpCodeLine(QStringView line, std::span<const transcript::CodeSpan> spans)
{
    constexpr char letters[] = " ktcsn#mvh+-";
    QString out = line.toString();
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        out.insert(span->start + span->length, QLatin1Char('}'));
        out.insert(span->start, QStringLiteral("{") + QLatin1Char(letters[int(span->token)]) + QLatin1Char('|'));
    }
    return out;
}

inline QStringList dumpCode(transcript::CodeLanguage language, const QString &text)
{
    transcript::CodeHighlight highlight(language);
    highlight.setText(text);
    QStringList out;
    int index = 0;
    for (const QStringView line : QStringView(text).split(QLatin1Char('\n')))
        out += dumpCodeLine(line, highlight.line(index++));
    return out;
}

} // namespace test
