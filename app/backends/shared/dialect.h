#pragma once

#include "api/client.h"
#include "net/request.h"

#include <vector>

namespace backends {

//! What tells one platform's wire from another's, as data and pure functions: the shared client and feed do the rest.
struct Dialect
{
    //! How the events of a session are listed.
    enum class History {
        Pages,    //!< `page` / `next_page`, oldest first; from a time on by `created_at[gte]` (managed-agents.md §6.2)
        Sequence, //!< `after_seq` / `has_more`, always ascending (openma-observed.md §5)
    };

    std::vector<api::ResourceDescriptor> resources;
    api::ConversationTraits traits;
    base::Result<api::Event> (*decodeEvent)(QByteArrayView json) = nullptr;
    //! An event's own bytes as they were kept; what they do not say comes from beside them afterwards.
    base::Result<api::Event> (*decodeStored)(const api::StoredEvent &stored) = nullptr;
    //! One row of what waits in a session's queue (`GET …/pending`); none: there is no queue to be read.
    base::Result<api::Event> (*decodeQueued)(QByteArrayView json) = nullptr;
    //! One event for POST …/events.
    base::Json (*spell)(const api::Outgoing &outgoing) = nullptr;
    api::Usage (*usageOf)(const base::Record &session) = nullptr;
    std::vector<api::UsageRecord> (*usageOfEvent)(const api::Event &event) = nullptr;
    api::SessionUsage (*usageOfSession)(const base::Record &session) = nullptr;
    //! Types of events that tell of usage, where a session's listing can be narrowed to some; empty: it cannot.
    std::vector<QByteArray> usageTypes;
    History history = History::Pages;
    int historyLimit = 500;    //!< events a page: one takes some 10 ms of the event loop
    net::Headers streamQuery;  //!< asks for previews
    //! Thinking is told apart only within one model request: the feed makes its ids unique.
    bool scopesThinking = false;
};

} // namespace backends
