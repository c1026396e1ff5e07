#include "base/record.h"

namespace base {

const Json *findPath(const Json &json, std::string_view path)
{
    const Json *at = &json;
    while (!path.empty()) {
        const auto dot = path.find('.');
        const std::string_view step = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        if (!at->is_object())
            return nullptr;
        const auto it = at->find(std::string(step));
        if (it == at->end())
            return nullptr;
        at = &*it;
    }
    return at;
}

QDateTime timeOf(const Json &value)
{
    if (value.is_string())
        return QDateTime::fromString(toQString(value), Qt::ISODateWithMs).toUTC();
    if (value.is_number()) {
        // Seconds until the year 5138 are below 1e11, milliseconds since 1973 are above it.
        const double number = value.get<double>();
        const auto msecs = number < 1e11 ? number * 1000.0 : number;
        if (msecs > 0 && msecs < 9e15)
            return QDateTime::fromMSecsSinceEpoch(qint64(msecs), Qt::UTC);
    }
    return {};
}

const Json *Record::find(std::string_view path) const
{
    return findPath(m_json, path);
}

QString Record::string(std::string_view path) const
{
    const Json *value = find(path);
    return value ? toQString(*value) : QString();
}

std::optional<qint64> Record::integer(std::string_view path) const
{
    const Json *value = find(path);
    if (!value || !value->is_number_integer())
        return std::nullopt;
    return value->get<qint64>();
}

std::optional<double> Record::number(std::string_view path) const
{
    const Json *value = find(path);
    if (!value || !value->is_number())
        return std::nullopt;
    return value->get<double>();
}

bool Record::boolean(std::string_view path, bool fallback) const
{
    const Json *value = find(path);
    return value && value->is_boolean() ? value->get<bool>() : fallback;
}

QDateTime Record::time(std::string_view path) const
{
    const Json *value = find(path);
    return value ? timeOf(*value) : QDateTime();
}

} // namespace base
