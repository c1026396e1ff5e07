#include "backends/openma/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::openma {

using api::FieldDescriptor;

namespace {

std::vector<FieldDescriptor> ownSessionFields()
{
    std::vector<FieldDescriptor> out = sessionFields(api::Clearing::EmptyString); // a null title is answered 500 (observed §6)
    out.push_back(metadataField());
    return out;
}

} // namespace

api::ResourceDescriptor sessions()
{
    api::ResourceDescriptor table = sessionTable();
    table.fields = ownSessionFields();
    table.filters = {statusFilter("status"), agentFilter(), archivedFilter()};
    table.paging = api::PagingStyle::NextCursor;
    return table;
}

} // namespace backends::openma
