#include "models/recorddraft.h"

#include "models/fieldtext.h"

#include <algorithm>

namespace models {

using api::FieldKind;
using base::Json;

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
    if (field.shownWhenPath.empty())
        return true;
    const Field *condition = m_descriptor.field(field.shownWhenPath);
    return (!condition || isShown(*condition)) && field.shownWhenWords.contains(base::toQString(value(field.shownWhenPath)));
}

bool RecordDraft::isReadOnly(const Field &field) const
{
    return m_mode == Mode::Edit && (!field.onEdit || !m_descriptor.can(api::Verb::Update));
}

RecordDraft::FieldState RecordDraft::fieldState(const std::string &path) const
{
    const Field *field = m_descriptor.field(path);
    const FieldKind kind = field ? field->kind : FieldKind::Json;
    if (kind == FieldKind::Secret)
        return m_secrets.count(path) > 0 ? FieldState::Value : FieldState::Untouched;
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
    if (const auto secret = m_secrets.find(path); secret != m_secrets.end())
        return secret->second;
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
    if (field->kind == FieldKind::Secret)
        return putSecret(*field, base::toQString(value));
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
    if (field->kind == FieldKind::Secret)
        return putSecret(*field, text);
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

void RecordDraft::putSecret(const Field &field, const QString &text)
{
    if (text.isEmpty())
        m_secrets.erase(field.path);
    else
        m_secrets[field.path] = text;
    if (!valueAt(m_wanted, stepsOf(field.path)))
        return Q_EMIT changed(field.path); // the raw text stays as it is: it never has them
    removeAt(m_wanted, stepsOf(field.path)); // somebody typed it into the text
    fieldChanged(field.path);
}

void RecordDraft::forgetSecrets()
{
    if (m_secrets.empty())
        return;
    m_secrets.clear();
    Q_EMIT changed({});
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
    m_secrets.clear();
    m_spelling.clear();
    fieldChanged({});
}

bool RecordDraft::isModified() const
{
    if (m_rawBroken || !m_secrets.empty() || !makePatch(m_descriptor, m_start, m_wanted).empty())
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

// ---- going on ------------------------------------------------------------------------------------------------------------------

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
    m_secrets.clear();
    m_spelling.clear();
    rebaseOn(record, record.json());
}

} // namespace models
