#pragma once

#include "store/schema.h"

namespace store {

//! What was used: kept when its server has forgotten it, so no copy.
const Schema &ledgerSchema();

} // namespace store
