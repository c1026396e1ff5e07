#include "models/jsonspans.h"

namespace models {

namespace {

class Scanner
{
public:
    explicit Scanner(const QByteArray &text) : m_text(text) {}

    JsonSpan value(int depth)
    {
        skipSpace();
        JsonSpan span;
        span.begin = m_at;
        switch (peek()) {
        case '{':
            object(span, depth);
            break;
        case '[':
            array();
            break;
        case '"':
            string();
            break;
        default:
            while (!atEnd() && !isDelimiter(peek()))
                ++m_at;
        }
        span.end = m_at;
        return span;
    }

private:
    bool atEnd() const { return m_at >= std::size_t(m_text.size()); }
    char peek() const { return atEnd() ? '\0' : m_text.at(qsizetype(m_at)); }
    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
    static bool isDelimiter(char c) { return isSpace(c) || c == ',' || c == ']' || c == '}' || c == ':'; }
    void skipSpace()
    {
        while (isSpace(peek()))
            ++m_at;
    }
    void string()
    {
        ++m_at;
        while (!atEnd() && peek() != '"')
            m_at += peek() == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, std::size_t(m_text.size()));
    }
    //! To the closing bracket; what is inside does not matter.
    void array()
    {
        int open = 0;
        do {
            const char c = peek();
            if (c == '"') {
                string();
                continue;
            }
            open += (c == '[' || c == '{') ? 1 : ((c == ']' || c == '}') ? -1 : 0);
            ++m_at;
        } while (open > 0 && !atEnd());
    }
    void object(JsonSpan &span, int depth)
    {
        if (depth >= base::maxJsonDepth)
            return array();
        ++m_at;
        for (skipSpace(); !atEnd() && peek() == '"'; skipSpace()) {
            const std::size_t begin = m_at;
            string();
            const auto key = base::parseJson(QByteArrayView(m_text).sliced(qsizetype(begin), qsizetype(m_at - begin)));
            skipSpace();
            ++m_at; // the colon
            span.members.push_back({key && key->is_string() ? key->get<std::string>() : std::string(), value(depth + 1)});
            skipSpace();
            if (peek() == ',')
                ++m_at;
        }
        m_at = std::min(m_at + 1, std::size_t(m_text.size()));
    }

    const QByteArray &m_text;
    std::size_t m_at = 0;
};

} // namespace

const JsonSpan *JsonSpan::member(const std::string &key) const
{
    for (const auto &[name, span] : members) {
        if (name == key)
            return &span;
    }
    return nullptr;
}

JsonSpan spansOf(const QByteArray &text)
{
    return Scanner(text).value(0);
}

} // namespace models
