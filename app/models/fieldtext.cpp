#include "models/fieldtext.h"

namespace models {

using api::FieldKind;
using base::Json;

namespace {

bool isListOfWords(FieldKind kind)
{
    return kind == FieldKind::Lines || kind == FieldKind::References;
}

bool hasId(const Json &value)
{
    return value.is_object() && value.contains("id");
}

} // namespace

bool isJsonText(FieldKind kind)
{
    return kind == FieldKind::Json || kind == FieldKind::AgentTools || kind == FieldKind::McpServers || kind == FieldKind::Metadata;
}

bool isBlank(FieldKind kind, const Json &value)
{
    if (value.is_null() || (value.is_string() && value.get_ref<const std::string &>().empty()))
        return true;
    return kind != FieldKind::Json && value.is_structured() && value.empty();
}

Json initialValue(const api::FieldDescriptor &field)
{
    if (field.initial.isEmpty())
        return {};
    if (field.kind == FieldKind::Toggle)
        return field.initial == QLatin1String("true");
    if (isJsonText(field.kind) || isListOfWords(field.kind)) {
        const auto parsed = base::parseJson(field.initial.toUtf8());
        return parsed ? *parsed : Json();
    }
    return base::fromQString(field.initial);
}

QString fieldText(FieldKind kind, const Json &value)
{
    if (value.is_null())
        return {};
    if (isListOfWords(kind) && value.is_array()) {
        QStringList lines;
        for (const Json &entry : value)
            lines.append(base::toQString(hasId(entry) ? entry.at("id") : entry));
        return lines.join(QLatin1Char('\n'));
    }
    if ((kind == FieldKind::Model || kind == FieldKind::Reference) && hasId(value))
        return base::toQString(value.at("id"));
    if (value.is_structured() || isJsonText(kind))
        return QString::fromUtf8(base::prettyJson(value));
    return base::toQString(value);
}

Json fieldValue(FieldKind kind, const QString &text, const Json &before)
{
    if (kind == FieldKind::Toggle)
        return text == QLatin1String("true");
    if (isListOfWords(kind)) {
        Json list = Json::array();
        const auto lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString &line : lines)
            list.push_back(base::fromQString(line.trimmed()));
        return list;
    }
    if (text.isEmpty())
        return {};
    Json value = base::fromQString(text);
    if ((kind == FieldKind::Model || kind == FieldKind::Reference) && hasId(before)) {
        if (before.at("id") == value)
            return before; // typed back to what it was
        if (kind == FieldKind::Model) {
            Json model = before;
            model["id"] = std::move(value);
            return model;
        }
    }
    return value;
}

} // namespace models
