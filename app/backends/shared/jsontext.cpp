#include "backends/shared/jsontext.h"

#include <QByteArray>

#include <algorithm>
#include <cstring>

namespace backends {

namespace {

// Brackets anywhere, strings included: a cheap bound that settles nearly every event.
bool hasFewBrackets(QByteArrayView json)
{
    int count = 0;
    for (const char bracket : {'{', '['}) {
        const char *at = json.data();
        const char *const end = at + json.size();
        while (at != end && (at = static_cast<const char *>(std::memchr(at, bracket, std::size_t(end - at))))) {
            if (++count > base::maxJsonDepth)
                return false;
            ++at;
        }
    }
    return true;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// The four digits behind "\u" at `pos`; -1 when there are none.
int codeUnit(std::string_view text, std::size_t pos)
{
    if (pos + 4 > text.size())
        return -1;
    int unit = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const int digit = hexDigit(text[pos + i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

void appendUtf8(std::string &out, char32_t code)
{
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xC0 | (code >> 6));
        out += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += char(0xE0 | (code >> 12));
        out += char(0x80 | ((code >> 6) & 0x3F));
        out += char(0x80 | (code & 0x3F));
    } else {
        out += char(0xF0 | (code >> 18));
        out += char(0x80 | ((code >> 12) & 0x3F));
        out += char(0x80 | ((code >> 6) & 0x3F));
        out += char(0x80 | (code & 0x3F));
    }
}

constexpr char32_t replacement = 0xFFFD;

// A "\uXXXX" whose digits begin at `pos`, maybe with its second half; `pos` moves behind what was used.
char32_t escapedUnit(std::string_view text, std::size_t &pos)
{
    const int unit = codeUnit(text, pos);
    if (unit < 0)
        return replacement;
    pos += 4;
    if (unit < 0xD800 || unit > 0xDFFF)
        return char32_t(unit);
    const bool high = unit < 0xDC00;
    const int next = high && text.substr(pos, 2) == "\\u" ? codeUnit(text, pos + 2) : -1;
    if (next < 0xDC00 || next > 0xDFFF)
        return replacement;
    pos += 6;
    return char32_t(0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
}

} // namespace

bool isTooDeep(QByteArrayView json)
{
    if (hasFewBrackets(json))
        return false;
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > base::maxJsonDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

std::string_view trimmed(std::string_view json)
{
    while (!json.empty() && (json.back() == ' ' || json.back() == '\n' || json.back() == '\r' || json.back() == '\t'))
        json.remove_suffix(1);
    return json;
}

bool isAtEnd(simdjson::ondemand::document &document)
{
    const char *at = nullptr;
    return document.current_location().get(at) == simdjson::OUT_OF_BOUNDS;
}

std::string mendedText(std::string_view token)
{
    std::string out;
    std::size_t pos = 1;
    const std::size_t end = token.size() > 1 ? token.size() - 1 : 1;
    while (pos < end) {
        const char c = token[pos++];
        if (c != '\\' || pos >= end) {
            out += c;
            continue;
        }
        const char escape = token[pos++];
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view values = "\"\\/\b\f\n\r\t";
        if (escape == 'u')
            appendUtf8(out, escapedUnit(token, pos));
        else if (const auto at = names.find(escape); at != std::string_view::npos)
            out += values[at];
        else
            appendUtf8(out, replacement);
    }
    return out;
}

simdjson::error_code trimmedToken(simdjson::ondemand::value &value, std::string_view &token)
{
    token = trimmed(value.raw_json_token());
    return token.empty() ? simdjson::TAPE_ERROR : simdjson::SUCCESS;
}

simdjson::error_code readText(simdjson::ondemand::value &value, QByteArray &out)
{
    std::string_view token;
    if (const auto error = trimmedToken(value, token))
        return error;
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS) {
        out = QByteArray(text.data(), qsizetype(text.size()));
        return simdjson::SUCCESS;
    }
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return simdjson::STRING_ERROR;
    const std::string mended = mendedText(token);
    out = QByteArray(mended.data(), qsizetype(mended.size()));
    return simdjson::SUCCESS;
}

} // namespace backends
