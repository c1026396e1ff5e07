#include "base/mergepatch.h"

namespace base {

Json applyMergePatch(Json target, const Json &patch)
{
    if (!patch.is_object())
        return patch;
    if (!target.is_object())
        target = Json::object();
    for (const auto &[key, value] : patch.items()) {
        if (value.is_null()) {
            target.erase(key);
        } else {
            const auto it = target.find(key);
            target[key] = applyMergePatch(it == target.end() ? Json() : *it, value);
        }
    }
    return target;
}

Json makeMergePatch(const Json &from, const Json &to)
{
    if (!from.is_object() || !to.is_object())
        return to;
    Json patch = Json::object();
    for (const auto &[key, value] : from.items()) {
        if (!to.contains(key))
            patch[key] = nullptr;
    }
    for (const auto &[key, value] : to.items()) {
        const auto it = from.find(key);
        if (it == from.end())
            patch[key] = value;
        else if (*it != value)
            patch[key] = makeMergePatch(*it, value);
    }
    return patch;
}

} // namespace base
