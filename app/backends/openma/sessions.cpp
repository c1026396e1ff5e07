#include "backends/openma/tables.h"
#include "backends/shared/fields.h"

namespace backends::openma {

using api::ColumnKind;
using api::FieldDescriptor;
using api::Verb;

namespace {

std::vector<FieldDescriptor> fields()
{
    std::vector<FieldDescriptor> out = sessionFields(api::Clearing::EmptyString); // a null title is answered 500 (observed §6)
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
            .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete},
            .columns = {{.path = "title", .label = QT_TRANSLATE_NOOP("Resource", "Title"), .width = 260},
                        {.path = "status", .label = QT_TRANSLATE_NOOP("Resource", "Status"), .kind = ColumnKind::Status, .width = 120},
                        {.path = "agent.name", .label = QT_TRANSLATE_NOOP("Resource", "Agent")},
                        updatedColumn(),
                        createdColumn(),
                        idColumn()},
            .fields = fields(),
            .filters = {statusFilter("status"), agentFilter(), archivedFilter()},
            .paging = api::PagingStyle::NextCursor,
            .titlePath = "title",
            .statusPath = "status",
            .opensConversation = true};
}

} // namespace backends::openma
