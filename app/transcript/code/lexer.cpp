#include "transcript/code/lexer.h"

#include "transcript/code/wordtable.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <mutex>

namespace transcript {

namespace {

//! A mode's rules by the character they can begin with: the bits of those that have to be tried.
struct Dispatch
{
    static constexpr int other = 0x7f; // not ASCII
    std::array<quint64, 128> first{};
    std::vector<Rule> rules;
};

Dispatch dispatchOf(const Mode &mode)
{
    Dispatch dispatch;
    dispatch.rules.assign(mode.rules.begin(), mode.rules.end());
    dispatch.rules.insert(dispatch.rules.end(), mode.more.begin(), mode.more.end());
    Q_ASSERT(dispatch.rules.size() <= 64);
    for (std::size_t i = 0; i < dispatch.rules.size(); ++i) {
        const Rule &rule = dispatch.rules[i];
        for (int c = 0; c < 128; ++c) {
            const bool fits = !rule.first || (c != 0 && std::string_view(rule.first).find(char(c)) != std::string_view::npos);
            if (fits)
                dispatch.first[std::size_t(c)] |= quint64(1) << i;
        }
    }
    return dispatch;
}

bool isContinued(QStringView line)
{
    qsizetype count = 0;
    while (count < line.size() && line[line.size() - 1 - count] == QLatin1Char('\\'))
        ++count;
    return count % 2 == 1;
}

//! A grammar made ready for use.
struct Ready
{
    explicit Ready(const Grammar &of)
        : grammar(of)
        , words(of)
    {
        for (const Mode &mode : of.modes)
            modes.push_back(dispatchOf(mode));
    }
    const Grammar &grammar;
    WordTable words;
    std::vector<Dispatch> modes;
};

//! Made when a language is first seen, and kept: constant from then on.
const Ready &readyOf(CodeLanguage language)
{
    static std::array<std::once_flag, codeLanguageCount> once;
    static std::array<std::unique_ptr<const Ready>, codeLanguageCount> all;
    const auto index = std::size_t(language);
    std::call_once(once[index], [&] { all[index] = std::make_unique<const Ready>(grammarOf(language)); });
    return *all[index];
}

class LineLexer
{
public:
    LineLexer(CodeLanguage language, QStringView line, LexState &state, CodeSpans &out, qsizetype offset)
        : m_ready(readyOf(language))
        , m_scan{line, 0, state, m_ready.words}
        , m_out(out)
        , m_offset(offset)
        , m_firstSpan(out.size())
    {
    }
    void run();
    CodeLanguage entered() const { return m_entered; }
    qsizetype at() const { return m_scan.at; }

private:
    quint8 mode() const { return m_scan.state.depth == 0 ? 0 : m_scan.state.modes[m_scan.state.depth - 1u]; }
    bool tryRules();
    bool fits(quint8 where) const;
    void apply(const Rule &rule);
    void push(quint8 to);
    void pop();
    void emit(qsizetype length, CodeToken token);
    void endLine();

    const Ready &m_ready;
    Scan m_scan;
    CodeSpans &m_out;
    qsizetype m_offset;
    std::size_t m_firstSpan;
    qsizetype m_text = -1;   //!< the first character that is no blank
    CodeLanguage m_entered = CodeLanguage::None;
};

bool LineLexer::fits(quint8 where) const
{
    const qsizetype at = m_scan.at;
    return !((where & AtStart) && at != m_text) && !((where & Column0) && at != 0) && !((where & NoOperand) && m_scan.operand)
        && !((where & NotContinued) && m_scan.state.fence != 0)
        && !((where & AfterBlank) && at > 0 && !m_scan.line[at - 1].isSpace());
}

void LineLexer::emit(qsizetype length, CodeToken token)
{
    if (token != CodeToken::Plain && length > 0) {
        const auto start = quint16(m_scan.at + m_offset);
        if (m_out.size() > m_firstSpan && m_out.back().token == token && m_out.back().start + m_out.back().length == start)
            m_out.back().length = quint16(m_out.back().length + length);
        else
            m_out.push_back({start, quint16(length), token});
    }
    m_scan.at += length;
}

void LineLexer::push(quint8 to)
{
    LexState &state = m_scan.state;
    if (state.depth < LexState::deepest)
        state.modes[state.depth++] = to;
}

void LineLexer::pop()
{
    LexState &state = m_scan.state;
    if (state.depth > 0)
        state.modes[--state.depth] = 0;
}

void LineLexer::apply(const Rule &rule)
{
    switch (rule.act) {
    case LexAct::Stay: break;
    case LexAct::Push: push(rule.to); break;
    case LexAct::Pop: pop(); break;
    case LexAct::Switch:
        pop();
        push(rule.to);
        break;
    case LexAct::Enter: m_entered = CodeLanguage(rule.to); break;
    }
}

bool LineLexer::tryRules()
{
    const Dispatch &dispatch = m_ready.modes[mode()];
    const char16_t c = m_scan.line[m_scan.at].unicode();
    for (quint64 left = dispatch.first[c < 0x7f ? c : Dispatch::other]; left != 0; left &= left - 1) {
        const Rule &rule = dispatch.rules[std::size_t(std::countr_zero(left))];
        if (!fits(rule.where))
            continue;
        m_scan.token = rule.token;
        const quint8 depth = m_scan.state.depth;
        const qsizetype length = rule.match(m_scan, rule);
        // Nothing taken is an answer only of what closes a mode, or the line would never end.
        if (length == 0 || (length < 0 && (rule.act != LexAct::Pop || depth == 0)))
            continue;
        const qsizetype end = m_scan.at + length;
        emit(std::max<qsizetype>(0, length), m_scan.token);
        if (length > 0) {
            const char16_t last = m_scan[end - 1];
            const CodeToken token = m_scan.token;
            if (last != ' ' && last != '\t')
                m_scan.operand = token == CodeToken::Plain ? isNamePart(last) || last == ')' || last == ']' || last == '}' : token != CodeToken::Keyword;
        }
        apply(rule);
        return true;
    }
    return false;
}

void LineLexer::run()
{
    const QStringView line = m_scan.line;
    m_text = std::find_if_not(line.begin(), line.end(), [](QChar c) { return c.isSpace(); }) - line.begin();
    while (m_scan.at < line.size() && m_entered == CodeLanguage::None) {
        if (tryRules())
            continue;
        const char16_t c = line[m_scan.at].unicode();
        if (c != ' ' && c != '\t')
            m_scan.operand = c == ')' || c == ']' || c == '}' || isNamePart(c);
        emit(1, m_ready.grammar.modes[mode()].token);
    }
    if (m_entered == CodeLanguage::None)
        endLine();
}

void LineLexer::endLine()
{
    LexState &state = m_scan.state;
    for (quint8 i = 0; i < state.depth; ++i) {
        if (!m_ready.grammar.modes[state.modes[i]].endsWithLine || isContinued(m_scan.line))
            continue;
        while (state.depth > i)
            pop();
    }
    if (m_scan.nextLine != 0)
        push(m_scan.nextLine);
    if (m_ready.grammar.continues)
        state.fence = isContinued(m_scan.line) ? 1 : 0;
    m_entered = m_scan.enter;
}

} // namespace

void lexLine(CodeLanguage language, QStringView line, LexState &state, CodeSpans &out)
{
    if (language == CodeLanguage::None)
        return;
    line = line.left(longestLexed);
    const Grammar &outer = grammarOf(language);
    qsizetype at = 0;
    // At most one language inside ends and one begins anew for every character that is taken.
    while (true) {
        if (state.inside != CodeLanguage::None) {
            qsizetype length = 0;
            const qsizetype end = outer.innerEnd(line.mid(at), state, &length);
            LineLexer(state.inside, end < 0 ? line.mid(at) : line.mid(at, end), state, out, at).run();
            if (end < 0)
                return;
            if (length > 0)
                out.push_back({quint16(at + end), quint16(length), CodeToken::Meta});
            state = {};
            at += end + length;
            if (at >= line.size())
                return;
        }
        LineLexer lexer(language, line.mid(at), state, out, at);
        lexer.run();
        at += lexer.at();
        if (lexer.entered() == CodeLanguage::None)
            return;
        const quint32 fence = state.fence;
        state = {};
        state.fence = fence;
        state.inside = lexer.entered();
        if (at >= line.size())
            return;
    }
}

} // namespace transcript
