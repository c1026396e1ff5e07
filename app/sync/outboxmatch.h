#pragma once

#include "api/event.h"
#include "store/outbox.h"

#include <QSet>

namespace syncing {

//! Whether an event is what the user sent with this row, by our reference where the server keeps it.
bool carriesRef(const api::Event &event, const store::OutboxRow &row);
//! The same by what it says: text of a message, call of an answer. Two messages may say the same, so the caller must know that the event is newer.
bool saysTheSame(const api::Event &event, const store::OutboxRow &row);

//! Looks for a row in a session's whole history, oldest first. `claimed` are events that belong to other rows. -1: it is not there.
int findInHistory(const api::Events &history, const store::OutboxRow &row, const QSet<QString> &claimed);

} // namespace syncing
