#pragma once

#include "api/resource.h"

namespace backends {

//! Fields, filters and columns that several tables have in common.

api::FieldDescriptor nameField(int maxLength);
api::FieldDescriptor metadataField();
api::ColumnDescriptor idColumn();
api::ColumnDescriptor createdColumn();
api::ColumnDescriptor updatedColumn();
api::FilterDescriptor archivedFilter();
//! By a session's status; the query key differs.
api::FilterDescriptor statusFilter(const QByteArray &key);
api::FilterDescriptor agentFilter();

//! An agent's model id with suggestions, the first of which a new agent starts with.
api::FieldDescriptor modelField(std::initializer_list<const char *> suggestions, const char *help);
//! What an agent has beyond its name and model.
std::vector<api::FieldDescriptor> agentFields();
//! What a session is made of before its metadata; `emptyTitle` is how a title is taken back.
std::vector<api::FieldDescriptor> sessionFields(api::Clearing emptyTitle);

//! A cloud environment's `config`: networking and packages, sent whole (its parts are told apart by their `type`).
std::vector<api::FieldDescriptor> environmentFields(bool selfHosted);

} // namespace backends
