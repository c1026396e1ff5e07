#include "backends/openma/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::openma {

using api::Clearing;
using api::FieldDescriptor;
using api::FieldKind;

namespace {

std::vector<FieldDescriptor> ownAgentFields()
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
    api::ResourceDescriptor table = agentTable();
    table.fields = ownAgentFields();
    table.paging = api::PagingStyle::NextCursor;
    return table;
}

} // namespace backends::openma
