#include "backends/openma/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::openma {

using api::FieldDescriptor;

namespace {

std::vector<FieldDescriptor> ownEnvironmentFields()
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
    api::ResourceDescriptor table = environmentTable();
    table.fields = ownEnvironmentFields();
    table.paging = api::PagingStyle::NextCursor;
    return table;
}

} // namespace backends::openma
