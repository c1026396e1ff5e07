#pragma once

#include "base/json.h"

#include <QDateTime>

#include <optional>
#include <string_view>

namespace base {

//! A server's object with thin, total accessors; what they do not know stays in the JSON and survives an edit.
//!
//! Paths are dotted ("model.id", "config.networking.type"); a missing step or another type gives an empty value, never an error.
class Record
{
public:
    Record() = default;
    explicit Record(Json json) : m_json(std::move(json)) {}

    const Json &json() const { return m_json; }
    bool isEmpty() const { return m_json.is_null() || (m_json.is_object() && m_json.empty()); }

    //! The value at a path, or nullptr.
    const Json *find(std::string_view path) const;
    QString string(std::string_view path) const;
    std::optional<qint64> integer(std::string_view path) const;
    std::optional<double> number(std::string_view path) const;
    bool boolean(std::string_view path, bool fallback = false) const;
    //! RFC 3339 text, or a number of seconds or milliseconds since 1970 (openma mixes all three). UTC; invalid when absent.
    QDateTime time(std::string_view path) const;

    QString id() const { return string("id"); }
    bool operator==(const Record &other) const { return m_json == other.m_json; }

private:
    Json m_json;
};

//! As Record::time, for one value.
QDateTime timeOf(const Json &value);
//! As Record::find, for a bare value.
const Json *findPath(const Json &json, std::string_view path);

} // namespace base
