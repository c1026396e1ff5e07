#include "demo/exchange.h"

namespace demo {

namespace {

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

} // namespace

std::string percentDecoded(std::string_view text, bool plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0) {
            out += char(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            out += plus && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

Query::Query(std::string_view encoded)
{
    while (!encoded.empty()) {
        const auto end = encoded.find('&');
        const std::string_view item = encoded.substr(0, end);
        encoded = end == std::string_view::npos ? std::string_view{} : encoded.substr(end + 1);
        if (item.empty())
            continue;
        const auto equals = item.find('=');
        const std::string_view value = equals == std::string_view::npos ? std::string_view{} : item.substr(equals + 1);
        m_items.emplace_back(percentDecoded(item.substr(0, equals), true), percentDecoded(value, true));
    }
}

bool Query::has(std::string_view key) const
{
    for (const auto &[name, value] : m_items) {
        if (name == key)
            return true;
    }
    return false;
}

std::string Query::value(std::string_view key) const
{
    for (const auto &[name, value] : m_items) {
        if (name == key)
            return value;
    }
    return {};
}

std::vector<std::string> Query::values(std::string_view key) const
{
    std::vector<std::string> out;
    for (const auto &[name, value] : m_items) {
        if (name == key)
            out.push_back(value);
    }
    return out;
}

std::string Request::header(const char *name) const
{
    const auto all = headers(name);
    return all.empty() ? std::string() : all.front();
}

void Request::setTarget(std::string_view target)
{
    const auto mark = target.find('?');
    path = std::string(target.substr(0, mark));
    query = Query(mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1));
    segments.clear();
    if (path.empty() || path.front() != '/')
        return; // "*" of OPTIONS, or a proxy's absolute form
    std::string_view rest = path;
    while (!rest.empty()) {
        rest.remove_prefix(1); // the slash
        const auto end = rest.find('/');
        segments.push_back(percentDecoded(rest.substr(0, end), false));
        if (segments.back().empty() || segments.back() == "." || segments.back() == "..") {
            segments.clear(); // matches no route
            return;
        }
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
    }
}

Reply Reply::json(const Json &body, int status)
{
    Reply reply;
    reply.status = status;
    reply.body = base::dumpJson(body);
    return reply;
}

} // namespace demo
