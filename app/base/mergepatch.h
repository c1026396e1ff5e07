#pragma once

#include "base/json.h"

namespace base {

//! Applies an RFC 7396 merge patch: null removes, objects merge, everything else replaces.
Json applyMergePatch(Json target, const Json &patch);
//! The smallest RFC 7396 patch that turns `from` into `to`; an empty object when they are equal.
Json makeMergePatch(const Json &from, const Json &to);

} // namespace base
