#pragma once

#include "demo/ledger.h"
#include "demo/managed/fields.h"

namespace demo::managed {

//! The agent as a session keeps it: a resolved copy without metadata and times (managed-agents.md §5.1).
Json agentSnapshot(Tables &tables, const Json &agentBody);

//! The session as clients see it now: its duration runs.
Json sessionBody(const Row &session);

//! A new session's record with everything that is returned; the caller inserts it.
struct NewSession
{
    Row agent;             //!< its row
    Json agentBody;        //!< the version asked for, with overrides
    std::string environment;
    Json title;
    Json metadata = Json::object();
    Json budget;
    Json vaults = Json::array();
    Json resources = Json::array();
};
Row sessionRow(Tables &tables, const NewSession &from, qint64 created);

//! A budget as it is returned, or null; checks the amount.
Json shapedBudget(Fields &fields, const Json &sent);
//! Resources as they are returned (managed-agents.md §5.5).
Json shapedResources(Fields &fields, const Json &sent, const std::string &now);

} // namespace demo::managed
