#pragma once

#include "api/resource.h"

namespace models {

//! The field's editor shows JSON text.
bool isJsonText(api::FieldKind kind);
//! Empty as far as a person is concerned; `{}` in a Json field may mean something.
bool isBlank(api::FieldKind kind, const base::Json &value);
//! What a new record starts with; null for nothing.
base::Json initialValue(const api::FieldDescriptor &field);
//! A value as its editor shows it: an object with an `id` shows the id, a list one entry a line, JSON indented.
QString fieldText(api::FieldKind kind, const base::Json &value);
//! What a text means in the field's editor (JSON text not included); null for nothing. `before` is what the record held: a model typed into an object
//! keeps the object's other members.
base::Json fieldValue(api::FieldKind kind, const QString &text, const base::Json &before);

} // namespace models
