#include "backends/openma/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::openma {

api::ResourceDescriptor vaults()
{
    api::ResourceDescriptor table = vaultTable("name");
    table.fields = {nameField(255)};
    table.paging = api::PagingStyle::NextCursor;
    table.parts = {credentials()};
    return table;
}

} // namespace backends::openma
