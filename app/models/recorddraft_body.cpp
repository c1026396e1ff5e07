#include "models/recorddraft.h"

#include "models/bodytext.h"
#include "models/fieldtext.h"

#include <algorithm>

// What stands against saving a draft, and what saving it sends.

namespace models {

using api::FieldKind;
using base::Error;
using base::Json;

namespace {

//! Where a parser stopped, from "… byte N …".
qint64 offsetIn(const Error &error)
{
    static const QLatin1String mark("byte ");
    const qsizetype at = error.detail.indexOf(mark);
    if (at < 0)
        return -1;
    qint64 offset = 0;
    for (qsizetype i = at + mark.size(); i < error.detail.size() && error.detail.at(i).isDigit(); ++i)
        offset = offset * 10 + error.detail.at(i).digitValue();
    return std::max<qint64>(0, offset - 1);
}

const char *versionMember(api::Precondition precondition)
{
    switch (precondition) {
    case api::Precondition::BodyVersion:
        return "version";
    case api::Precondition::ContentSha256:
        return "content_sha256";
    case api::Precondition::None:
    case api::Precondition::IfMatch:
        break;
    }
    return nullptr;
}

} // namespace

// ---- problems -------------------------------------------------------------------------------------------------------------------

RecordDraft::Problem RecordDraft::rawProblem() const
{
    Problem problem;
    problem.kind = Problem::Kind::NotAnObject;
    if (const auto parsed = base::parseJson(*m_raw); !parsed) {
        problem.kind = Problem::Kind::NotJson;
        problem.offset = offsetIn(parsed.error());
        problem.detail = parsed.error().detail;
    }
    return problem;
}

std::optional<RecordDraft::Problem> RecordDraft::problemOf(const Field &field) const
{
    Problem problem;
    problem.path = field.path;
    if (field.kind == FieldKind::Secret) {
        problem.kind = valueAt(m_wanted, stepsOf(field.path)) ? Problem::Kind::SecretInText : Problem::Kind::Required;
        const bool missing = m_mode == Mode::Create && field.required && text(field.path).trimmed().isEmpty();
        return missing || problem.kind == Problem::Kind::SecretInText ? std::optional(problem) : std::nullopt;
    }
    if (const auto typed = m_typed.find(field.path); typed != m_typed.end()) {
        if (const auto parsed = base::parseJson(typed->second); !parsed) {
            problem.kind = Problem::Kind::NotJson;
            problem.offset = offsetIn(parsed.error());
            problem.detail = parsed.error().detail;
            return problem;
        }
    }
    const Json now = value(field.path);
    const bool blank = isBlank(field.kind, now) || (now.is_string() && base::toQString(now).trimmed().isEmpty());
    if (field.required && blank) {
        problem.kind = Problem::Kind::Required;
        return problem;
    }
    if (m_mode == Mode::Edit && field.clearing == api::Clearing::NotClearable && fieldState(field.path) == FieldState::Cleared) {
        problem.kind = Problem::Kind::NotClearable;
        return problem;
    }
    if (field.maxLength > 0 && now.is_string() && base::toQString(now).toUcs4().size() > field.maxLength) {
        problem.kind = Problem::Kind::TooLong;
        problem.limit = field.maxLength;
        return problem;
    }
    return std::nullopt;
}

void RecordDraft::addReadOnlyProblems(std::vector<Problem> &problems) const
{
    if (m_mode == Mode::Create)
        return;
    std::vector<std::string> fixed = {"id"};
    if (const char *version = versionMember(m_descriptor.precondition))
        fixed.emplace_back(version);
    for (const Field &field : m_descriptor.fields) {
        if (!field.onEdit)
            fixed.push_back(field.path);
    }
    for (const std::string &path : fixed) {
        const Json *before = valueAt(m_start, stepsOf(path));
        if (!sameJson(before ? *before : Json(), value(path))) {
            Problem problem;
            problem.path = path;
            problem.kind = Problem::Kind::ReadOnly;
            problems.push_back(problem);
        }
    }
}

std::vector<RecordDraft::Problem> RecordDraft::problems() const
{
    if (m_rawBroken)
        return {rawProblem()};
    std::vector<Problem> found;
    for (const Field &field : m_descriptor.fields) {
        if (!isShown(field) || isReadOnly(field))
            continue;
        if (auto problem = problemOf(field))
            found.push_back(std::move(*problem));
    }
    addReadOnlyProblems(found);
    return found;
}

// ---- body -----------------------------------------------------------------------------------------------------------------------

void RecordDraft::dropShells(Json &body) const
{
    if (m_raw)
        return; // typed that way
    for (const Field &field : m_descriptor.fields) {
        for (JsonPath path = stepsOf(field.path); path.size() > 1;) {
            path.pop_back();
            const Json *shell = valueAt(body, path);
            const Json *before = m_mode == Mode::Edit ? valueAt(m_start, path) : nullptr;
            if (shell && shell->is_object() && shell->empty() && !before)
                removeAt(body, path);
        }
    }
}

void RecordDraft::addSecrets(Json &body) const
{
    for (const auto &[path, secret] : m_secrets) {
        const Field *field = m_descriptor.field(path);
        if (field && isShown(*field))
            putAt(body, stepsOf(path), base::fromQString(secret));
    }
}

Json RecordDraft::effective() const
{
    Json body = m_wanted;
    for (const Field &field : m_descriptor.fields) {
        if (field.shownWhenPath.empty() || isShown(field))
            continue;
        // Only where the switch was turned here: what a record holds besides is not ours to remove.
        const Json *before = valueAt(m_start, stepsOf(field.shownWhenPath));
        if (m_mode == Mode::Create || !sameJson(before ? *before : Json(), value(field.shownWhenPath)))
            removeAt(body, stepsOf(field.path));
    }
    dropShells(body);
    return body;
}

Json RecordDraft::bodyJson() const
{
    Json body = m_mode == Mode::Create ? effective() : makePatch(m_descriptor, m_start, effective());
    addSecrets(body);
    if (m_mode == Mode::Create || body.empty())
        return body;
    if (m_descriptor.replaces) {
        body = effective();
        addSecrets(body);
    }
    sendAlong(m_descriptor, m_wanted, body);
    const char *member = versionMember(m_descriptor.precondition);
    const Json *version = member ? valueAt(m_base.json(), {member}) : nullptr;
    if (version && m_descriptor.precondition == api::Precondition::BodyVersion)
        body[member] = *version;
    else if (version)
        body["precondition"] = Json{{"type", "content_sha256"}, {"content_sha256", *version}};
    return body;
}

bool RecordDraft::hasChanges() const
{
    return m_mode == Mode::Create || !bodyJson().empty();
}

QByteArray RecordDraft::body() const
{
    BodyText text;
    text.useRecordText(m_spelling);
    for (const auto &[path, typed] : m_typed)
        text.useFieldText(path, typed);
    return text.write(bodyJson());
}

} // namespace models
