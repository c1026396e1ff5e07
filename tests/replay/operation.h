#pragma once

#include "api/resource.h"
#include "tests/replay/exchange.h"

#include <vector>

namespace replay
{

//! What the real client is asked to do so that it meets a recorded answer: the request says it, and where the client has no table for such
//! a thing, one is made up.
struct Operation {
    enum class Kind {
        List,
        Fetch,
        Create,
        Update,
        Archive,
        Act,
        Remove,
        Open, //!< a session's events, by its feed
        Send, //!< a message to a session
        Carry, //!< no more than carried: the client has nothing that would ask this
    };
    Kind kind = Kind::Carry;
    api::ResourceDescriptor resource;
    QString id;
    api::ListQuery query; //!< List
    api::ActionDescriptor action; //!< Act

    static Operation of(const Exchange &exchange, const std::vector<api::ResourceDescriptor> &known);
};

} // namespace replay
