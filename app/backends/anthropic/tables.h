#pragma once

#include "api/resource.h"

namespace backends::anthropic {

//! What Managed Agents has, one file a resource (managed-agents.md §3, §4, §5, §13).

//! Which beta the requests of all of these ask for (§1.4).
std::vector<std::pair<QByteArray, QByteArray>> betaHeaders();
api::ResourceDescriptor agents();
api::ResourceDescriptor environments();
api::ResourceDescriptor sessions();
api::ResourceDescriptor vaults();
api::ResourceDescriptor credentials(); //!< a part of vaults

} // namespace backends::anthropic
