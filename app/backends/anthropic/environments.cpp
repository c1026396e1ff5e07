#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::anthropic {

using api::FieldDescriptor;

namespace {

std::vector<FieldDescriptor> ownEnvironmentFields()
{
    std::vector<FieldDescriptor> out{nameField(0), {.path = "description", .label = QT_TRANSLATE_NOOP("Resource", "Description")}};
    for (FieldDescriptor &field : environmentFields(true))
        out.push_back(std::move(field));
    out.push_back(metadataField());
    return out;
}

} // namespace

api::ResourceDescriptor environments()
{
    api::ResourceDescriptor table = environmentTable();
    table.headers = betaHeaders();
    table.fields = ownEnvironmentFields();
    return table;
}

} // namespace backends::anthropic
