#pragma once

#include "api/resource.h"

namespace backends::openma {

//! What openma has of the same things (openma.md §4.2, §11.1, §12, §13; openma-observed.md §5, §6): no beta headers, its own paging,
//! updates and filters.

api::ResourceDescriptor agents();
api::ResourceDescriptor environments();
api::ResourceDescriptor sessions();
api::ResourceDescriptor vaults();
api::ResourceDescriptor credentials(); //!< a part of vaults

} // namespace backends::openma
