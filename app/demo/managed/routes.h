#pragma once

#include "demo/router.h"

namespace demo::managed {

// Every handler of the Managed Agents wire, by resource.
Reply createAgent(Exchange &);
Reply listAgents(Exchange &);
Reply fetchAgent(Exchange &);
Reply updateAgent(Exchange &);
Reply archiveAgent(Exchange &);
Reply listAgentVersions(Exchange &);

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
Reply listSessionResources(Exchange &);

Reply sendEvents(Exchange &);
Reply listEvents(Exchange &);
Reply streamEvents(Exchange &);
Reply listThreads(Exchange &);
Reply fetchThread(Exchange &);
Reply archiveThread(Exchange &);
Reply listThreadEvents(Exchange &);
Reply streamThread(Exchange &);

Reply createFile(Exchange &);
Reply listFiles(Exchange &);
Reply fetchFile(Exchange &);
Reply deleteFile(Exchange &);
//! A file that a block of this content names and that is not here; empty: all are.
std::string missingFile(Tables &tables, const Json &content);

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

Reply listModels(Exchange &);
Reply fetchModel(Exchange &);

const Routes &routes();

//! Marks a row as archived now, once; what clients see included.
void archiveRow(Tables &tables, Row *row);
//! {"id", "type": "<kind>_deleted"}
Reply deleted(const std::string &id, const char *type);

} // namespace demo::managed
