#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"

namespace backends::anthropic {

using api::ColumnKind;
using api::FieldDescriptor;
using api::Verb;

namespace {

std::vector<FieldDescriptor> fields()
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
    return {.id = "sessions",
        .singular = QT_TRANSLATE_NOOP("Resource", "session"),
        .plural = QT_TRANSLATE_NOOP("Resource", "sessions"),
        .purpose = QT_TRANSLATE_NOOP("Resource", "A session is a conversation with an agent that works in an environment."),
        .icon = QStringLiteral("messages-square"),
        .path = "/v1/sessions",
        .headers = {{"anthropic-beta", "managed-agents-2026-04-01"}},
        .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete},
        .columns = {{.path = "title", .label = QT_TRANSLATE_NOOP("Resource", "Title"), .width = 260},
            {.path = "status", .label = QT_TRANSLATE_NOOP("Resource", "Status"), .kind = ColumnKind::Status, .width = 120},
            {.path = "agent.name", .label = QT_TRANSLATE_NOOP("Resource", "Agent")},
            {.path = "usage.output_tokens", .label = QT_TRANSLATE_NOOP("Resource", "Tokens out"), .kind = ColumnKind::Tokens, .width = 90},
            {.path = "usage.list_cost", .label = QT_TRANSLATE_NOOP("Resource", "List cost"), .kind = ColumnKind::Money, .width = 90},
            updatedColumn(), createdColumn(), idColumn()},
        .fields = fields(),
        .filters = {statusFilter("statuses[]"), agentFilter(), archivedFilter()},
        .titlePath = "title",
        .statusPath = "status",
        .opensConversation = true};
}

} // namespace backends::anthropic
