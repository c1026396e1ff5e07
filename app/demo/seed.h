#pragma once

#include "demo/script.h"
#include "demo/store.h"

#include <string>
#include <vector>

namespace demo {

class Journal;

//! Furnishes a new database with agents, environments, vaults and sessions of the past days; does nothing to one that has been furnished.
//! Runs on the writer thread.
void seedOnce(Tables &tables, Store &store, Journal &journal);

//! What a user wrote, and what came of it.
struct Exchanged
{
    QByteArray user;
    Scene scene;
};

//! A session of the past, told as its turns.
struct Story
{
    const char *title;         //!< nullptr: none
    int agent;                 //!< index into seedAgents()
    int environment;           //!< index into seedEnvironments()
    double hoursAgo;           //!< when it began
    std::vector<Exchanged> turns;
    int material = 0;             //!< tokens of files and pages that the first turn read beside what is told
    bool archived = false;
    const char *budget = nullptr; //!< cents
};

//! Adds the archived sessions that reports of the last months are made of, once: when archived ones are first asked for, so that the start need
//! not wait for them.
void seedPastOnce(Tables &tables, Journal &journal);

//! What a vault of the past holds. The secrets in `auth` are made up and not kept.
struct SeedCredential
{
    const char *name;
    Json auth;
    int daysAgo;
    bool archived = false;
};
struct SeedVault
{
    const char *name;
    int daysAgo;
    std::vector<SeedCredential> credentials;
};
//! One of each type that the wire has. `now`: ms since 1970.
std::vector<SeedVault> seedVaults(bool managed, qint64 now);

//! Bodies of create requests; a "seed" member holds what the API has no words for: days_ago, archived, later (updates that follow).
std::vector<Json> seedAgents();
std::vector<Json> seedEnvironments();
std::vector<Story> seedStories();

} // namespace demo
