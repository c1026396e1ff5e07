#pragma once

#include "api/resource.h"
#include "base/json.h"

#include <QString>

namespace screens {

//! A field's label in the user's language.
QString fieldLabel(const api::FieldDescriptor &field);
//! A value as one or several lines of text for reading: choices by their label, arrays line by line, objects as indented JSON. Empty for null.
QString fieldText(const api::FieldDescriptor &field, const base::Json &value);
//! Whether a record has this field at all: what it depends on has one of its words.
bool appliesTo(const api::ResourceDescriptor &descriptor, const api::FieldDescriptor &field, const base::Record &record);
//! An agent's tools, one a line: "bash · Ask first".
QString toolsText(const base::Json &tools);

} // namespace screens
