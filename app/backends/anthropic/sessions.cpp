#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::anthropic {

using api::ColumnKind;
using api::FieldDescriptor;

namespace {

std::vector<FieldDescriptor> ownSessionFields()
{
    std::vector<FieldDescriptor> out = sessionFields(api::Clearing::Null);
    for (FieldDescriptor &field : out)
        field.pinsVersion = field.path == "agent";
    out.push_back({.path = "budget",
                   .label = QT_TRANSLATE_NOOP("Resource", "Budget"),
                   .help = QT_TRANSLATE_NOOP("Resource", "Can only be set now and raised later; removing it is final."),
                   .kind = api::FieldKind::Json});
    out.push_back(metadataField());
    return out;
}

} // namespace

api::ResourceDescriptor sessions()
{
    api::ResourceDescriptor table = sessionTable();
    table.headers = betaHeaders();
    table.columns.insert(table.columns.begin() + 3,
                         {{.path = "usage.output_tokens", .label = QT_TRANSLATE_NOOP("Resource", "Tokens out"), .kind = ColumnKind::Tokens, .width = 90},
                          {.path = "usage.list_cost", .label = QT_TRANSLATE_NOOP("Resource", "List cost"), .kind = ColumnKind::Money, .width = 90}});
    table.fields = ownSessionFields();
    table.filters = {statusFilter("statuses[]"), agentFilter(), archivedFilter()};
    return table;
}

} // namespace backends::anthropic
