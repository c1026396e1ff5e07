#pragma once

#include "demo/router.h"

namespace demo::openma {

// Every handler of the self-hosted openma wire, by resource.
Reply health(Exchange &);
Reply authInfo(Exchange &);
Reply me(Exchange &);
Reply emptyList(Exchange &);        //!< {"data": []}
Reply emptyListNoMore(Exchange &);  //!< {"data": [], "has_more": false}
Reply listModels(Exchange &);

Reply createAgent(Exchange &);
Reply listAgents(Exchange &);
Reply fetchAgent(Exchange &);
Reply updateAgent(Exchange &);
Reply archiveAgent(Exchange &);
Reply deleteAgent(Exchange &);
Reply listAgentVersions(Exchange &);
Reply fetchAgentVersion(Exchange &);

Reply createEnvironment(Exchange &);
Reply listEnvironments(Exchange &);
Reply fetchEnvironment(Exchange &);
Reply updateEnvironment(Exchange &);
Reply archiveEnvironment(Exchange &);
Reply deleteEnvironment(Exchange &);

Reply createSession(Exchange &);
Reply listSessions(Exchange &);
Reply fetchSession(Exchange &);
Reply updateSession(Exchange &);
Reply archiveSession(Exchange &);
Reply deleteSession(Exchange &);

Reply sendEvents(Exchange &);
Reply listEvents(Exchange &);       //!< a stream, when text/event-stream is accepted
Reply streamEvents(Exchange &);
Reply streamThread(Exchange &);     //!< checks neither session nor thread
Reply listThreads(Exchange &);
Reply fetchThread(Exchange &);
Reply archiveThread(Exchange &);
Reply listThreadEvents(Exchange &);
Reply sessionEmptyList(Exchange &); //!< pending, outputs: {"data": [], "has_more": false} of a session that must exist
Reply listResources(Exchange &);

Reply createVault(Exchange &);
Reply listVaults(Exchange &);
Reply fetchVault(Exchange &);
Reply updateVault(Exchange &);
Reply archiveVault(Exchange &);
Reply deleteVault(Exchange &);
Reply createCredential(Exchange &);
Reply listCredentials(Exchange &);
Reply fetchCredential(Exchange &);
Reply updateCredential(Exchange &);
Reply archiveCredential(Exchange &);
Reply deleteCredential(Exchange &);
Reply validateCredential(Exchange &);

const Routes &routes();

//! {"error": "text"}, the shape of most of its errors.
Reply failure(int status, const std::string &message);
Reply deleted(const std::string &id, const char *type); //!< {"type": "agent_deleted", "id": …}
//! How one resource's list differs from the others' (openma.md §4.2).
struct ListStyle
{
    int usualLimit = 50;
    int maxLimit = 100;
    bool pageToo = false; //!< `page` is read and next_page answered as well; there is then no has_more
};
//! A page of rows, newest first; bad cursors and limits are ignored, as its server does.
Reply listRows(Exchange &exchange, Selection selection, const ListStyle &style);
//! `status` active|archived|any and include_archived; a reply is a refusal.
std::optional<Reply> readArchived(Exchange &exchange, Selection *selection);
void archiveRow(Tables &tables, Row *row);
//! The text of a member, or nothing when it is absent or of another type.
std::optional<std::string> textOf(const Json &json, const char *key);

//! An agent as a session keeps it: the model is a text there.
Json agentSnapshot(const Json &agentBody);

} // namespace demo::openma
