#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"

namespace backends::anthropic {

using api::Verb;

api::ResourceDescriptor vaults()
{
    api::FieldDescriptor name = nameField(255);
    name.path = "display_name";
    return {.id = "vaults",
            .singular = QT_TRANSLATE_NOOP("Resource", "vault"),
            .plural = QT_TRANSLATE_NOOP("Resource", "vaults"),
            .purpose = QT_TRANSLATE_NOOP("Resource", "A vault holds the credentials that a session may use; nobody can read them back."),
            .icon = QStringLiteral("vault"),
            .path = "/v1/vaults",
            .headers = {{"anthropic-beta", "managed-agents-2026-04-01"}},
            .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete},
            .columns = {{.path = "display_name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 240},
                        {.path = "status", .label = QT_TRANSLATE_NOOP("Resource", "Status"), .kind = api::ColumnKind::Status, .width = 100},
                        updatedColumn(),
                        createdColumn(),
                        idColumn()},
            .fields = {name, metadataField()},
            .filters = {archivedFilter()},
            .titlePath = "display_name",
            .parts = {credentials()}};
}

} // namespace backends::anthropic
