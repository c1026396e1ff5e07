#include "backends/openma/tables.h"
#include "backends/shared/fields.h"

namespace backends::openma {

using api::FieldDescriptor;
using api::Verb;

namespace {

std::vector<FieldDescriptor> fields()
{
    std::vector<FieldDescriptor> out{nameField(0),
        {.path = "description", .label = QT_TRANSLATE_NOOP("Resource", "Description"), .clearing = api::Clearing::EmptyString}};
    for (FieldDescriptor &field : environmentFields(false))
        out.push_back(std::move(field));
    out.push_back(metadataField());
    out.back().onCreate = false; // dropped by a create, kept by an update (observed §6)
    return out;
}

} // namespace

api::ResourceDescriptor environments()
{
    return {.id = "environments",
            .singular = QT_TRANSLATE_NOOP("Resource", "environment"),
            .plural = QT_TRANSLATE_NOOP("Resource", "environments"),
            .purpose = QT_TRANSLATE_NOOP("Resource", "An environment is the machine a session works on: its network and its packages."),
            .icon = QStringLiteral("container"),
            .path = "/v1/environments",
            .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete},
            .columns = {{.path = "name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 220},
                        {.path = "config.type", .label = QT_TRANSLATE_NOOP("Resource", "Runs"), .width = 110},
                        {.path = "config.networking.type", .label = QT_TRANSLATE_NOOP("Resource", "Network"), .width = 120},
                        updatedColumn(),
                        createdColumn(),
                        idColumn()},
            .fields = fields(),
            .filters = {archivedFilter()},
            .paging = api::PagingStyle::NextCursor};
}

} // namespace backends::openma
