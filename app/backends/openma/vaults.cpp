#include "backends/openma/tables.h"
#include "backends/shared/fields.h"

namespace backends::openma {

using api::Verb;

api::ResourceDescriptor vaults()
{
    return {.id = "vaults",
            .singular = QT_TRANSLATE_NOOP("Resource", "vault"),
            .plural = QT_TRANSLATE_NOOP("Resource", "vaults"),
            .purpose = QT_TRANSLATE_NOOP("Resource", "A vault holds the credentials that a session may use; nobody can read them back."),
            .icon = QStringLiteral("vault"),
            .path = "/v1/vaults",
            .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete},
            .columns = {{.path = "name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 240},
                        {.path = "status", .label = QT_TRANSLATE_NOOP("Resource", "Status"), .kind = api::ColumnKind::Status, .width = 100},
                        updatedColumn(),
                        createdColumn(),
                        idColumn()},
            .fields = {nameField(255)},
            .filters = {archivedFilter()},
            .paging = api::PagingStyle::NextCursor,
            .parts = {credentials()}};
}

} // namespace backends::openma
