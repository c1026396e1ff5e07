#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"

namespace backends::anthropic {

using api::ColumnKind;
using api::FieldDescriptor;
using api::FieldKind;
using api::Verb;

namespace {

std::vector<FieldDescriptor> fields()
{
    std::vector<FieldDescriptor> out{
        nameField(256),
        modelField(
            {"claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-2", "claude-opus-5", "claude-sonnet-5"}, ""),
        {.path = "model.effort.type",
            .label = QT_TRANSLATE_NOOP("Resource", "Effort"),
            .help = QT_TRANSLATE_NOOP("Resource", "Empty: what the model does by itself."),
            .kind = FieldKind::Choice,
            .choices = {{QStringLiteral("low"), QT_TRANSLATE_NOOP("Resource", "Low")},
                {QStringLiteral("medium"), QT_TRANSLATE_NOOP("Resource", "Medium")},
                {QStringLiteral("high"), QT_TRANSLATE_NOOP("Resource", "High")},
                {QStringLiteral("xhigh"), QT_TRANSLATE_NOOP("Resource", "Very high")},
                {QStringLiteral("max"), QT_TRANSLATE_NOOP("Resource", "Maximum")}},
            .sentWhole = "model"},
    };
    for (FieldDescriptor &field : agentFields())
        out.push_back(std::move(field));
    out.push_back(metadataField());
    return out;
}

} // namespace

api::ResourceDescriptor agents()
{
    return {.id = "agents",
            .singular = QT_TRANSLATE_NOOP("Resource", "agent"),
            .plural = QT_TRANSLATE_NOOP("Resource", "agents"),
            .purpose = QT_TRANSLATE_NOOP("Resource", "An agent is a model with instructions and tools. Sessions are started from it."),
            .icon = QStringLiteral("bot"),
            .path = "/v1/agents",
            .headers = {{"anthropic-beta", "managed-agents-2026-04-01"}},
            .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive},
            .columns = {{.path = "name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 220},
                        {.path = "model.id", .label = QT_TRANSLATE_NOOP("Resource", "Model"), .fallbackPath = "model"},
                        {.path = "version", .label = QT_TRANSLATE_NOOP("Resource", "Version"), .kind = ColumnKind::Number, .width = 80},
                        updatedColumn(),
                        createdColumn(),
                        idColumn()},
            .fields = fields(),
            .filters = {archivedFilter()},
            .precondition = api::Precondition::BodyVersion,
            .versionsPath = "/v1/agents/{}/versions",
            .versionsPaging = api::PagingStyle::NextPage};
}

} // namespace backends::anthropic
