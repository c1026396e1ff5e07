#include "oracle.h"
#include "transcript/code/codehighlight.h"
#include "transcript/code/lexer.h"

//! Any text in any language gives tokens inside its lines, and one that grows gives what the whole one gives.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace transcript;
    const QByteArray input = fuzz::bytesOf(data, size);
    fuzz::Dice dice(input);
    const auto language = CodeLanguage(input.isEmpty() ? 0 : uchar(input[0]) % codeLanguageCount);
    const QString text = QString::fromUtf8(input.mid(1));
    const int lines = int(text.count(QLatin1Char('\n'))) + 1;

    CodeHighlight growing(language);
    const auto step = qMax<qsizetype>(1, text.size() / 8);
    for (qsizetype at = 0; at < text.size(); at += 1 + dice.roll(2 * step)) {
        growing.setText(text.left(at));
        growing.line(int(dice.roll(lines)));
    }
    growing.setText(text);
    CodeHighlight whole(language);
    whole.setText(text);
    int index = 0;
    for (const QStringView line : QStringView(text).split(QLatin1Char('\n'))) {
        const auto tokens = whole.line(index);
        const auto grown = growing.line(index++);
        MUSTER_ORACLE(std::equal(tokens.begin(), tokens.end(), grown.begin(), grown.end()));
        int end = 0;
        for (const CodeSpan &token : tokens) {
            MUSTER_ORACLE(token.start >= end && token.length > 0);
            end = token.start + token.length;
        }
        MUSTER_ORACLE(end <= qMin<qsizetype>(line.size(), longestLexed));
    }
    MUSTER_ORACLE(growing.stateAt(lines) == whole.stateAt(lines));
    return 0;
}
