#include "models/recordpatch.h"

#include <algorithm>
#include <optional>

namespace models {

using base::Json;

JsonPath stepsOf(const std::string &dotted)
{
    JsonPath steps;
    std::size_t begin = 0;
    while (true) {
        const auto dot = dotted.find('.', begin);
        steps.push_back(dotted.substr(begin, dot - begin));
        if (dot == std::string::npos)
            return steps;
        begin = dot + 1;
    }
}

std::string dotted(const JsonPath &path)
{
    std::string out;
    for (const std::string &step : path)
        out += (out.empty() ? "" : ".") + step;
    return out;
}

const Json *valueAt(const Json &root, const JsonPath &path)
{
    const Json *at = &root;
    for (const std::string &step : path) {
        if (!at->is_object())
            return nullptr;
        const auto found = at->find(step);
        if (found == at->end())
            return nullptr;
        at = &*found;
    }
    return at;
}

void putAt(Json &root, const JsonPath &path, Json value)
{
    Json *at = &root;
    for (const std::string &step : path) {
        if (!at->is_object())
            *at = Json::object();
        at = &(*at)[step];
    }
    *at = std::move(value);
}

void removeAt(Json &root, const JsonPath &path)
{
    Json *at = &root;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        if (!at->is_object() || !at->contains(path[i]))
            return;
        at = &(*at)[path[i]];
    }
    if (at->is_object() && !path.empty())
        at->erase(path.back());
}

bool sameJson(const Json &a, const Json &b)
{
    if (a.is_object() && b.is_object()) {
        if (a.size() != b.size())
            return false;
        for (const auto &[key, value] : a.items()) {
            const auto other = b.find(key);
            if (other == b.end() || !sameJson(value, *other))
                return false;
        }
        return true;
    }
    if (a.is_array() && b.is_array())
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameJson);
    return a == b;
}

const api::FieldDescriptor *fieldAround(const api::ResourceDescriptor &descriptor, const JsonPath &path)
{
    JsonPath steps = path;
    while (!steps.empty()) {
        if (const auto *field = descriptor.field(dotted(steps)))
            return field;
        steps.pop_back();
    }
    return nullptr;
}

namespace {

bool isSentWhole(const api::ResourceDescriptor &descriptor, const JsonPath &path)
{
    const std::string name = dotted(path);
    return std::any_of(descriptor.fields.begin(), descriptor.fields.end(), [&](const auto &field) { return field.sentWhole == name; });
}

//! How a member that is gone is spelled.
Json goneAt(const api::ResourceDescriptor &descriptor, const JsonPath &path)
{
    const api::FieldDescriptor *field = fieldAround(descriptor, path);
    if (!field)
        return nullptr;
    const bool isKeyOfMap = field->kind == api::FieldKind::Metadata && dotted(path) != field->path;
    switch (field->clearing) {
    case api::Clearing::EmptyString:
        return "";
    case api::Clearing::EmptyArray:
        return isKeyOfMap ? Json(nullptr) : Json::array();
    case api::Clearing::Null:
    case api::Clearing::NotClearable:
        return nullptr;
    }
    return nullptr;
}

Json patchAt(const api::ResourceDescriptor &descriptor, const JsonPath &path, const Json &from, const Json &to)
{
    Json patch = Json::object();
    JsonPath place = path;
    place.emplace_back();
    for (const auto &[key, value] : to.items()) {
        place.back() = key;
        const auto before = from.find(key);
        const bool wasThere = before != from.end() && !before->is_null();
        if (wasThere ? sameJson(*before, value) : value.is_null())
            continue;
        const bool deeper = wasThere && before->is_object() && value.is_object() && !isSentWhole(descriptor, place);
        patch[key] = deeper ? patchAt(descriptor, place, *before, value) : value;
    }
    for (const auto &[key, value] : from.items()) {
        if (value.is_null() || to.contains(key))
            continue;
        place.back() = key;
        const api::FieldDescriptor *field = descriptor.field(dotted(place));
        const bool isMap = field && field->kind == api::FieldKind::Metadata && value.is_object();
        // A metadata map that is gone: each of its keys is.
        if (isMap)
            patch[key] = isSentWhole(descriptor, place) ? Json::object() : patchAt(descriptor, place, value, Json::object());
        else
            patch[key] = goneAt(descriptor, place);
    }
    return patch;
}

//! Fields are units; a metadata map, and whatever is no field, is entered.
bool isUnit(const api::ResourceDescriptor &descriptor, const JsonPath &path)
{
    const api::FieldDescriptor *field = descriptor.field(dotted(path));
    return field && field->kind != api::FieldKind::Metadata;
}

struct Merge
{
    const api::ResourceDescriptor &descriptor;
    std::vector<MergeConflict> &conflicts;

    //! Null pointers and nothing: absent.
    std::optional<Json> join(const JsonPath &path, const Json *base, const Json *mine, const Json *theirs)
    {
        const auto same = [](const Json *a, const Json *b) {
            const bool noA = !a || a->is_null();
            const bool noB = !b || b->is_null();
            return noA || noB ? noA == noB : sameJson(*a, *b);
        };
        const auto copy = [](const Json *value) { return value ? std::optional<Json>(*value) : std::nullopt; };
        if (same(base, mine))
            return copy(theirs);
        if (same(base, theirs) || same(mine, theirs))
            return copy(mine);
        const bool objects = mine && theirs && mine->is_object() && theirs->is_object();
        if (!objects || (!path.empty() && isUnit(descriptor, path))) {
            conflicts.push_back({path});
            return copy(mine);
        }
        return joinMembers(path, base && base->is_object() ? *base : Json::object(), *mine, *theirs);
    }

    Json joinMembers(const JsonPath &path, const Json &base, const Json &mine, const Json &theirs)
    {
        const auto member = [](const Json &object, const std::string &key) {
            const auto found = object.find(key);
            return found == object.end() ? nullptr : &*found;
        };
        Json joined = Json::object();
        JsonPath place = path;
        place.emplace_back();
        const auto take = [&](const std::string &key) {
            place.back() = key;
            if (auto value = join(place, member(base, key), member(mine, key), member(theirs, key)))
                joined[key] = std::move(*value);
        };
        for (const auto &[key, value] : theirs.items()) // in the latest order
            take(key);
        for (const auto &[key, value] : mine.items()) {
            if (!theirs.contains(key))
                take(key);
        }
        return joined;
    }
};

} // namespace

Json makePatch(const api::ResourceDescriptor &descriptor, const Json &from, const Json &to)
{
    return patchAt(descriptor, {}, from.is_object() ? from : Json::object(), to.is_object() ? to : Json::object());
}

void sendAlong(const api::ResourceDescriptor &descriptor, const Json &record, Json &patch)
{
    for (const api::FieldDescriptor &field : descriptor.fields) {
        if (!field.sentAlong)
            continue;
        const JsonPath path = stepsOf(field.path);
        const Json *object = valueAt(patch, JsonPath(path.begin(), path.end() - 1));
        const Json *value = valueAt(record, path);
        if (value && object && object->is_object() && !object->empty() && !object->contains(path.back()))
            putAt(patch, path, *value);
    }
}

Json mergeThree(const api::ResourceDescriptor &descriptor, const Json &base, const Json &mine, const Json &theirs,
                std::vector<MergeConflict> &conflicts)
{
    return Merge{descriptor, conflicts}.joinMembers({}, base, mine, theirs);
}

} // namespace models
