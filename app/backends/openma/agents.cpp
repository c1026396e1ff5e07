#include "backends/openma/tables.h"
#include "backends/shared/fields.h"

namespace backends::openma {

using api::Clearing;
using api::ColumnKind;
using api::FieldDescriptor;
using api::FieldKind;
using api::Verb;

namespace {

std::vector<FieldDescriptor> fields()
{
    std::vector<FieldDescriptor> out{
        nameField(256),
        modelField({"claude-sonnet-4-6", "claude-opus-4-7", "claude-haiku-4-5"},
                   QT_TRANSLATE_NOOP("Resource", "Once the server has a model card, only models of cards are accepted.")),
        {.path = "model.speed",
         .label = QT_TRANSLATE_NOOP("Resource", "Speed"),
         .kind = FieldKind::Choice,
         .clearing = Clearing::NotClearable,
         .choices = {{QStringLiteral("standard"), QT_TRANSLATE_NOOP("Resource", "Standard")},
                     {QStringLiteral("fast"), QT_TRANSLATE_NOOP("Resource", "Fast")}},
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
            .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete},
            .columns = {{.path = "name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 220},
                        {.path = "model.id", .label = QT_TRANSLATE_NOOP("Resource", "Model"), .fallbackPath = "model"},
                        {.path = "version", .label = QT_TRANSLATE_NOOP("Resource", "Version"), .kind = ColumnKind::Number, .width = 80},
                        updatedColumn(),
                        createdColumn(),
                        idColumn()},
            .fields = fields(),
            .filters = {archivedFilter()},
            .paging = api::PagingStyle::NextCursor,
            .precondition = api::Precondition::BodyVersion,
            .versionsPath = "/v1/agents/{}/versions"};
}

} // namespace backends::openma
