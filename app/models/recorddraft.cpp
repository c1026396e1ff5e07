#include "models/recorddraft.h"

#include "models/bodytext.h"
#include "models/fieldtext.h"

#include <algorithm>

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

RecordDraft::RecordDraft(const api::ResourceDescriptor &descriptor, QObject *parent)
    : QObject(parent), m_descriptor(descriptor), m_mode(Mode::Create)
{
    seed();
}

RecordDraft::RecordDraft(const api::ResourceDescriptor &descriptor, const base::Record &record, QObject *parent)
    : QObject(parent), m_descriptor(descriptor), m_mode(Mode::Edit), m_base(record), m_start(record.json()), m_wanted(record.json())
{
}

void RecordDraft::seed()
{
    for (const Field &field : m_descriptor.fields) {
        if (Json value = initialValue(field); field.onCreate && !value.is_null())
            putAt(m_start, stepsOf(field.path), std::move(value));
    }
    m_wanted = m_start;
}

// ---- fields ---------------------------------------------------------------------------------------------------------------------

bool RecordDraft::isShown(const Field &field) const
{
    if (m_mode == Mode::Create && !field.onCreate)
        return false;
    if (m_mode == Mode::Edit && field.kind == FieldKind::FirstMessage)
        return false;
    return field.shownWhenPath.empty() || base::toQString(value(field.shownWhenPath)) == field.shownWhenWord;
}

bool RecordDraft::isReadOnly(const Field &field) const
{
    return m_mode == Mode::Edit && (!field.onEdit || !m_descriptor.can(api::Verb::Update));
}

RecordDraft::FieldState RecordDraft::fieldState(const std::string &path) const
{
    const Field *field = m_descriptor.field(path);
    const FieldKind kind = field ? field->kind : FieldKind::Json;
    const Json *before = valueAt(m_start, stepsOf(path));
    const Json now = value(path);
    if (const auto typed = m_typed.find(path); typed != m_typed.end() && !base::parseJson(typed->second))
        return FieldState::Value;
    const bool wasBlank = !before || isBlank(kind, *before);
    if (isBlank(kind, now))
        return wasBlank ? FieldState::Untouched : FieldState::Cleared;
    return before && sameJson(*before, now) ? FieldState::Untouched : FieldState::Value;
}

Json RecordDraft::value(const std::string &path) const
{
    const Json *found = valueAt(m_wanted, stepsOf(path));
    return found ? *found : Json();
}

QString RecordDraft::text(const std::string &path) const
{
    if (const auto typed = m_typed.find(path); typed != m_typed.end())
        return QString::fromUtf8(typed->second);
    const Field *field = m_descriptor.field(path);
    return fieldText(field ? field->kind : FieldKind::Json, value(path));
}

void RecordDraft::put(const Field &field, const Json &value)
{
    const JsonPath path = stepsOf(field.path);
    const Json *before = valueAt(m_start, path);
    if (!isBlank(field.kind, value)) {
        putAt(m_wanted, path, value);
    } else if (before && isBlank(field.kind, *before)) {
        putAt(m_wanted, path, *before); // as empty as it was, in the server's spelling
    } else {
        removeAt(m_wanted, path);
        // An object that the server replaces whole must not keep the empty shell of what was cleared ("effort": {}).
        for (JsonPath parent(path.begin(), path.end() - 1); parent.size() > 1 && !field.sentWhole.empty(); parent.pop_back()) {
            const Json *shell = valueAt(m_wanted, parent);
            if (!shell || !shell->is_object() || !shell->empty() || dotted(parent) == field.sentWhole)
                break;
            removeAt(m_wanted, parent);
        }
    }
    fieldChanged(field.path);
}

void RecordDraft::fieldChanged(const std::string &path)
{
    m_raw.reset();
    m_rawBroken = false;
    Q_EMIT changed(path);
}

void RecordDraft::setValue(const std::string &path, const Json &value)
{
    const Field *field = m_descriptor.field(path);
    if (!field || m_locked)
        return;
    m_typed.erase(path);
    put(*field, value);
}

void RecordDraft::setText(const std::string &path, const QString &text)
{
    const Field *field = m_descriptor.field(path);
    if (!field || m_locked)
        return;
    if (isJsonText(field->kind))
        return putJsonText(*field, text.toUtf8());
    const Json *before = valueAt(m_start, stepsOf(path));
    const Json value = fieldValue(field->kind, text, before ? *before : Json());
    setValue(path, value);
}

void RecordDraft::putJsonText(const Field &field, const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return clear(field.path);
    m_typed[field.path] = text;
    if (auto parsed = base::parseJson(text))
        put(field, *parsed);
    else
        fieldChanged(field.path);
}

void RecordDraft::setBool(const std::string &path, bool value)
{
    setValue(path, value);
}

void RecordDraft::clear(const std::string &path)
{
    setValue(path, {});
}

void RecordDraft::reset(const std::string &path)
{
    const Json *before = valueAt(m_start, stepsOf(path));
    setValue(path, before ? *before : Json());
}

void RecordDraft::resetAll()
{
    if (m_locked)
        return;
    m_wanted = m_start;
    m_typed.clear();
    m_spelling.clear();
    fieldChanged({});
}

bool RecordDraft::isModified() const
{
    if (m_rawBroken || !makePatch(m_descriptor, m_start, m_wanted).empty())
        return true;
    return std::any_of(m_typed.begin(), m_typed.end(), [](const auto &typed) { return !base::parseJson(typed.second); });
}

// ---- raw JSON -------------------------------------------------------------------------------------------------------------------

QByteArray RecordDraft::rawText() const
{
    return m_raw ? *m_raw : base::prettyJson(m_wanted);
}

void RecordDraft::setRawText(const QByteArray &text)
{
    if (m_locked || text == rawText())
        return;
    auto parsed = base::parseJson(text);
    const bool readable = parsed && parsed->is_object();
    if (readable) {
        m_wanted = std::move(parsed).value();
        m_typed.clear();
        m_spelling = text;
    }
    m_raw = text;
    m_rawBroken = !readable;
    Q_EMIT changed({});
}

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
    return body;
}

Json RecordDraft::bodyJson() const
{
    if (m_mode == Mode::Create)
        return effective();
    Json body = makePatch(m_descriptor, m_start, effective());
    if (body.empty())
        return body;
    if (m_descriptor.replaces)
        body = effective();
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

void RecordDraft::rebaseOn(const base::Record &latest, const Json &wanted)
{
    m_base = latest;
    m_start = latest.json();
    m_wanted = wanted;
    // Typed text that the merge has overruled must not be shown any more.
    std::erase_if(m_typed, [this](const auto &typed) {
        const auto parsed = base::parseJson(typed.second);
        return parsed && !sameJson(*parsed, value(typed.first));
    });
    fieldChanged({});
}

void RecordDraft::startFrom(const base::Record &record)
{
    m_typed.clear();
    m_spelling.clear();
    rebaseOn(record, record.json());
}

} // namespace models
