#include "backends/shared/credentialfields.h"

#include "backends/shared/fields.h"

namespace backends {

using api::Clearing;
using api::FieldDescriptor;
using api::FieldKind;

namespace {

const char typePath[] = "auth.type";

} // namespace

FieldDescriptor credentialField(const char *path, const char *label, const QStringList &types)
{
    return {.path = path, .label = label, .shownWhenPath = typePath, .shownWhenWords = types};
}

FieldDescriptor secretField(const char *path, const char *label, const QStringList &types, bool required)
{
    FieldDescriptor field = credentialField(path, label, types);
    field.kind = FieldKind::Secret;
    field.required = required;
    field.clearing = Clearing::NotClearable;
    return field;
}

FieldDescriptor credentialTypeField(std::vector<api::Choice> types)
{
    FieldDescriptor field{.path = typePath,
                          .label = QT_TRANSLATE_NOOP("Resource", "Type"),
                          .help = QT_TRANSLATE_NOOP("Resource", "Cannot be changed later."),
                          .kind = FieldKind::Choice,
                          .required = true,
                          .onEdit = false,
                          .clearing = Clearing::NotClearable,
                          .initial = types.front().word,
                          .sentAlong = true};
    field.choices = std::move(types);
    return field;
}

FieldDescriptor serverUrlField(const QStringList &types)
{
    FieldDescriptor field = credentialField("auth.mcp_server_url", QT_TRANSLATE_NOOP("Resource", "MCP server"), types);
    field.help = QT_TRANSLATE_NOOP("Resource", "Its address as the agent names it, once in a vault. Cannot be changed later.");
    field.required = true;
    field.onEdit = false;
    field.clearing = Clearing::NotClearable;
    return field;
}

FieldDescriptor expiryField()
{
    FieldDescriptor field = credentialField("auth.expires_at", QT_TRANSLATE_NOOP("Resource", "Expires"), {QStringLiteral("mcp_oauth")});
    field.help = QT_TRANSLATE_NOOP("Resource", "When the access token ends. A new token keeps the old time unless you change it, too.");
    field.kind = FieldKind::Moment;
    return field;
}

api::ActionDescriptor validation(const char *answerPath, std::vector<api::Choice> answers)
{
    return {.id = QStringLiteral("validate"),
            .label = QT_TRANSLATE_NOOP("Resource", "Check the tokens now"),
            .suffix = "/mcp_oauth_validate",
            .icon = QStringLiteral("shield-check"),
            .shownWhenPath = typePath,
            .shownWhenWords = {QStringLiteral("mcp_oauth")},
            .answerPath = answerPath,
            .answers = std::move(answers)};
}

} // namespace backends
