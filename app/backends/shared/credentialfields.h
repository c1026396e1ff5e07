#pragma once

#include "api/resource.h"

namespace backends {

//! What the tables of credentials have in common. Every field below "auth" is shown for the types it names.

api::FieldDescriptor credentialField(const char *path, const char *label, const QStringList &types);
//! As above; nobody can read it back. `required` only when the credential is made: later an empty one keeps what is stored.
api::FieldDescriptor secretField(const char *path, const char *label, const QStringList &types, bool required = true);
//! Chosen once: the server refuses another type later.
api::FieldDescriptor credentialTypeField(std::vector<api::Choice> types);
api::FieldDescriptor serverUrlField(const QStringList &types);
api::FieldDescriptor expiryField();
//! Asks the server to try the tokens; `answerPath` and `answers` as in the descriptor.
api::ActionDescriptor validation(const char *answerPath, std::vector<api::Choice> answers);

} // namespace backends
