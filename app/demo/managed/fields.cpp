#include "demo/managed/fields.h"

#include <algorithm>

namespace demo::managed {

namespace {

const char *typeOf(int status)
{
    switch (status) {
    case 401: return "authentication_error";
    case 402: return "billing_error";
    case 403: return "permission_error";
    case 404: return "not_found_error";
    case 409: return "conflict_error";
    case 413: return "request_too_large";
    case 429: return "rate_limit_error";
    case 503:
    case 529: return "overloaded_error";
    case 504: return "timeout_error";
    default: return status >= 500 ? "api_error" : "invalid_request_error";
    }
}

qsizetype lengthOf(const std::string &text)
{
    return QString::fromStdString(text).size();
}

const Json nothing;

} // namespace

Reply failure(int status, const std::string &message, const std::string &errorCode)
{
    Json error = {{"type", typeOf(status)}, {"message", message}};
    if (!errorCode.empty())
        error["details"] = {{"error_code", errorCode}};
    return Reply::json({{"type", "error"}, {"error", error}, {"request_id", nullptr}}, status);
}

Reply notFound(const char *what, const std::string &id)
{
    return failure(404, std::string(what) + " " + id + " was not found.");
}

Fields::Fields(const Json &body, std::string prefix) : m_body(body), m_prefix(std::move(prefix))
{
    if (!body.is_object())
        refuse(m_prefix.empty() ? "The body must be a JSON object." : m_prefix.substr(0, m_prefix.size() - 1) + ": must be an object.");
}

void Fields::refuse(const std::string &problem, const std::string &errorCode)
{
    if (!m_problem.empty())
        return;
    m_problem = problem;
    m_code = errorCode;
}

void Fields::allow(std::initializer_list<const char *> names)
{
    if (!m_body.is_object())
        return;
    for (const auto &[key, value] : m_body.items()) {
        if (std::none_of(names.begin(), names.end(), [&key = key](const char *name) { return key == name; }))
            refuse(m_prefix + key + ": Extra inputs are not permitted.");
    }
}

bool Fields::has(const char *name) const
{
    return m_body.is_object() && m_body.contains(name);
}

bool Fields::isNull(const char *name) const
{
    return has(name) && m_body.at(name).is_null();
}

const Json &Fields::at(const char *name) const
{
    return has(name) ? m_body.at(name) : nothing;
}

const Json *Fields::value(const char *name, Need need)
{
    const Json &found = at(name);
    if (!found.is_null())
        return &found;
    if (need == Need::Required)
        refuse(full(name) + ": Field required.");
    return nullptr;
}

std::optional<std::string> Fields::text(const char *name, Need need, int min, int max)
{
    const Json *found = value(name, need);
    if (!found)
        return std::nullopt;
    if (!found->is_string()) {
        refuse(full(name) + ": Input should be a valid string.");
        return std::nullopt;
    }
    auto out = found->get<std::string>();
    if (lengthOf(out) < min)
        refuse(full(name) + ": must have at least " + std::to_string(min) + " characters.");
    if (lengthOf(out) > max)
        refuse(full(name) + ": must have at most " + std::to_string(max) + " characters.");
    return out;
}

std::optional<qint64> Fields::integer(const char *name, Need need, qint64 min, qint64 max)
{
    const Json *found = value(name, need);
    if (!found)
        return std::nullopt;
    if (!found->is_number_integer() || found->get<qint64>() < min || found->get<qint64>() > max) {
        refuse(full(name) + ": must be an integer from " + std::to_string(min) + " to " + std::to_string(max) + ".");
        return std::nullopt;
    }
    return found->get<qint64>();
}

std::optional<bool> Fields::boolean(const char *name)
{
    const Json *found = value(name, Need::Optional);
    if (!found)
        return std::nullopt;
    if (!found->is_boolean()) {
        refuse(full(name) + ": Input should be a valid boolean.");
        return std::nullopt;
    }
    return found->get<bool>();
}

const Json *Fields::array(const char *name, Need need, std::size_t max)
{
    const Json *found = value(name, need);
    if (!found)
        return nullptr;
    if (!found->is_array()) {
        refuse(full(name) + ": Input should be a valid array.");
        return nullptr;
    }
    if (found->size() > max)
        refuse(full(name) + ": must have at most " + std::to_string(max) + " items.");
    return found;
}

const Json *Fields::object(const char *name, Need need)
{
    const Json *found = value(name, need);
    if (found && !found->is_object()) {
        refuse(full(name) + ": Input should be a valid object.");
        return nullptr;
    }
    return found;
}

std::optional<std::string> Fields::word(const char *name, Need need, std::initializer_list<const char *> words)
{
    const auto found = text(name, need, 0, 200);
    if (!found || std::any_of(words.begin(), words.end(), [&](const char *word) { return *found == word; }))
        return found;
    std::string list;
    for (const char *word : words)
        list += (list.empty() ? "'" : ", '") + std::string(word) + "'";
    refuse(full(name) + ": Input should be one of " + list + ".");
    return std::nullopt;
}

Json newMetadata(Fields &fields)
{
    return patchedMetadata(fields, Json::object());
}

Json patchedMetadata(Fields &fields, const Json &stored, bool emptyRemoves)
{
    Json out = stored.is_object() ? stored : Json::object();
    const Json *patch = fields.object("metadata", Fields::Need::Optional);
    if (!patch)
        return out;
    for (const auto &[key, value] : patch->items()) {
        if (value.is_null() || (emptyRemoves && value == ""))
            out.erase(key);
        else if (!value.is_string())
            fields.refuse("metadata." + key + ": Input should be a valid string.", "invalid_metadata");
        else if (lengthOf(key) > 64 || key.empty() || lengthOf(value.get<std::string>()) > 512)
            fields.refuse("metadata: keys have 1 to 64 characters, values at most 512.", "invalid_metadata");
        else
            out[key] = value;
    }
    if (out.size() > 16)
        fields.refuse("metadata has too many keys: at most 16.", "invalid_metadata");
    return out;
}

} // namespace demo::managed
