#pragma once

#include "demo/exchange.h"
#include "demo/journal.h"

#include <string>
#include <vector>

namespace demo {

//! One request on its way through a handler, on the writer thread and within its transaction.
struct Exchange
{
    const Request &request;
    const Json &body;                //!< the request's JSON; null when it had none
    std::vector<std::string> ids;    //!< what stood where the route has "*"
    Tables &tables;
    Journal &journal;
    std::vector<std::string> wake;   //!< sessions that the player shall look at, once this is committed

    const std::string &id(std::size_t i = 0) const { return ids.at(i); }
};

using Handler = Reply (*)(Exchange &);

//! A method and a path ("/v1/agents/*/archive") and who answers it.
struct Route
{
    const char *method;
    const char *path;
    Handler handler;
    bool open = false;   //!< openma: without a key
    bool plain = false;  //!< Managed Agents: without the beta header
};

using Routes = std::vector<Route>;

//! The first route that fits, and what its stars stand for; nullptr: none.
const Route *findRoute(const Routes &routes, const Request &request, std::vector<std::string> *ids);

} // namespace demo
