#pragma once

#include "demo/exchange.h"

#include <initializer_list>
#include <optional>
#include <string>

namespace demo::managed {

//! An error in Managed Agents' envelope; the type follows from the status (managed-agents.md §1.11).
Reply failure(int status, const std::string &message, const std::string &errorCode = {});
Reply notFound(const char *what, const std::string &id);

//! Reads and checks a request's members; the first problem wins and becomes a 400 that names the member.
class Fields
{
public:
    //! `prefix` is put before the members' names in messages ("auth.").
    explicit Fields(const Json &body, std::string prefix = {});

    bool ok() const { return m_problem.empty(); }
    Reply reply() const { return failure(400, m_problem, m_code); }
    void refuse(const std::string &problem, const std::string &errorCode = {});
    void refuseAs(const Fields &inner) { refuse(inner.m_problem, inner.m_code); } //!< takes over what a member's own check found
    //! Refuses members that are not in the list.
    void allow(std::initializer_list<const char *> names);

    bool has(const char *name) const;    //!< also when it is null
    bool isNull(const char *name) const; //!< there, and null
    const Json &at(const char *name) const;

    enum class Need { Required, Optional };
    //! A text of `min` to `max` characters; nothing when it is absent or null.
    std::optional<std::string> text(const char *name, Need need, int min, int max);
    std::optional<qint64> integer(const char *name, Need need, qint64 min, qint64 max);
    std::optional<bool> boolean(const char *name);
    //! An array of at most `max` values; nothing when it is absent or null.
    const Json *array(const char *name, Need need, std::size_t max);
    const Json *object(const char *name, Need need);
    //! One of a few words.
    std::optional<std::string> word(const char *name, Need need, std::initializer_list<const char *> words);

private:
    const Json *value(const char *name, Need need);
    std::string full(const char *name) const { return m_prefix + name; }

    const Json &m_body;
    const std::string m_prefix;
    std::string m_problem;
    std::string m_code;
};

//! A new resource's metadata: a map of at most 16 pairs, keys of 64 and values of 512 characters.
Json newMetadata(Fields &fields);
//! Applies a metadata patch: null (and with `emptyRemoves` an empty text) removes a key.
Json patchedMetadata(Fields &fields, const Json &stored, bool emptyRemoves = false);

} // namespace demo::managed
