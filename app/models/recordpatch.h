#pragma once

#include "api/resource.h"

#include <string>
#include <vector>

namespace models {

using JsonPath = std::vector<std::string>;

//! The steps of a dotted path, and back.
JsonPath stepsOf(const std::string &dotted);
std::string dotted(const JsonPath &path);

//! The value at a path, or nullptr.
const base::Json *valueAt(const base::Json &root, const JsonPath &path);
//! Makes the objects on the way that are missing, and replaces what is in the way.
void putAt(base::Json &root, const JsonPath &path, base::Json value);
void removeAt(base::Json &root, const JsonPath &path);

//! Equal whatever the order of keys: a server may answer in another one.
bool sameJson(const base::Json &a, const base::Json &b);

//! The smallest change that turns `from` into `to` on this platform: a merge patch in which removed members are spelled as their field says, a
//! metadata map travels key by key, and objects that the server replaces whole travel whole. An empty object: nothing to change.
base::Json makePatch(const api::ResourceDescriptor &descriptor, const base::Json &from, const base::Json &to);

//! Adds to a patch what travels along with a change (FieldDescriptor::sentAlong), as `record` has it.
void sendAlong(const api::ResourceDescriptor &descriptor, const base::Json &record, base::Json &patch);

//! A place that both sides changed differently.
struct MergeConflict
{
    JsonPath path;
};

//! Joins two changes of `base`: what one side changed is taken, what both changed to the same is taken once, anything else stays as in `mine` and is
//! a conflict. A field of the form is one unit, but for a metadata map, whose keys are.
base::Json mergeThree(const api::ResourceDescriptor &descriptor, const base::Json &base, const base::Json &mine, const base::Json &theirs,
                      std::vector<MergeConflict> &conflicts);

//! The field that a path lies in, or nullptr.
const api::FieldDescriptor *fieldAround(const api::ResourceDescriptor &descriptor, const JsonPath &path);

} // namespace models
