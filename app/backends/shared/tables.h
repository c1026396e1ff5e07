#pragma once

#include "api/resource.h"

namespace backends {

//! What both wires say of the same things: names, paths, columns, every verb. Each platform adds its fields, filters and headers, and takes away
//! what it cannot do. Columns end in when the record was changed and made, and its id.

api::ResourceDescriptor agentTable();
api::ResourceDescriptor environmentTable();
api::ResourceDescriptor sessionTable();
//! `namePath` is where a vault has its name.
api::ResourceDescriptor vaultTable(const std::string &namePath);
//! The part of a vault, without its fields.
api::ResourceDescriptor credentialTable();

} // namespace backends
