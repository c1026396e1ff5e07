#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::anthropic {

api::ResourceDescriptor vaults()
{
    api::FieldDescriptor name = nameField(255);
    name.path = "display_name";
    api::ResourceDescriptor table = vaultTable(name.path);
    table.headers = betaHeaders();
    table.fields = {name, metadataField()};
    table.parts = {credentials()};
    return table;
}

} // namespace backends::anthropic
