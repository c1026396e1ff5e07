#include "backends/shared/secretmembers.h"

#include <algorithm>

namespace backends {

using base::Json;

namespace {

// Of any platform: a server may keep types of credential that our table does not know, with their secrets in the open (recording 724).
constexpr const char *usualNames[] = {"token", "access_token", "refresh_token", "client_secret", "secret_value", "secret", "password", "api_key"};

void take(Json &json, const std::vector<std::string> &names)
{
    if (json.is_object()) {
        for (const std::string &name : names) {
            // Only the text itself: "token": {"expires_at": …} is no secret.
            if (const auto found = json.find(name); found != json.end() && !found->is_structured())
                json.erase(found);
        }
    }
    if (json.is_structured()) {
        for (Json &inner : json)
            take(inner, names);
    }
}

} // namespace

SecretMembers::SecretMembers(const api::ResourceDescriptor &resource)
{
    for (const api::FieldDescriptor &field : resource.fields) {
        if (field.kind != api::FieldKind::Secret)
            continue;
        m_names.push_back(field.path.substr(field.path.rfind('.') + 1)); // npos + 1 is 0: the whole path
        const std::string place = field.path.substr(0, field.path.find('.'));
        if (std::find(m_places.begin(), m_places.end(), place) == m_places.end())
            m_places.push_back(place);
    }
    if (!m_places.empty())
        m_names.insert(m_names.end(), std::begin(usualNames), std::end(usualNames));
}

api::Page SecretMembers::takenFrom(api::Page page) const
{
    for (base::Record &item : page.items)
        item = takenFrom(std::move(item));
    return page;
}

base::Record SecretMembers::takenFrom(base::Record record) const
{
    if (m_places.empty() || !record.json().is_object())
        return record;
    Json json = record.json();
    for (const std::string &place : m_places) {
        const auto found = json.find(place);
        if (found == json.end())
            continue;
        if (found->is_structured())
            take(*found, m_names);
        else
            json.erase(found); // the secret stands there by itself
    }
    return base::Record(std::move(json));
}

} // namespace backends
