#pragma once

#include "api/event.h"
#include "store/outbox.h"

#include <QSet>

namespace syncing {

//! Whether an event is what the user sent with this row, by our reference where the server keeps it.
bool carriesRef(const api::Event &event, const store::OutboxRow &row);
//! The same by what it says: text of a message, call of an answer. Two messages may say the same, so the caller must know that the event is newer.
bool saysTheSame(const api::Event &event, const store::OutboxRow &row);

//! Its fate is not known for certain, or its request has not ended.
bool isOpen(const store::OutboxRow &row);
//! After these errors it may have arrived all the same: no answer, or one that says nothing about it.
bool leavesItUnknown(const base::Error &error);
//! Places of the row's files that were uploaded and that the server, as this error says, does not have any more.
std::vector<int> filesMissing(const store::OutboxRow &row, const base::Error &error);

//! Looks for a row in a session's whole history, oldest first. `claimed` are events that belong to other rows. -1: it is not there.
int findInHistory(const api::Events &history, const store::OutboxRow &row, const QSet<QString> &claimed);

} // namespace syncing
