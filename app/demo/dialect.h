#pragma once

#include "demo/stage.h"

#include <vector>

namespace demo {

//! What a session is to do next.
struct Plan
{
    bool cut = false;          //!< the running turn ends here
    std::vector<Beats> turns;  //!< turns to begin; their session is marked as running already
};

//! How one wire plays turns: queue or parallel, previews, what an interrupt and an answer mean. The player knows no wire.
class Dialect
{
public:
    virtual ~Dialect() = default;

    //! Looks at a session's history, within a transaction; called when something was sent to it or a turn of it has ended.
    virtual Plan look(Tables &tables, const std::string &session, bool playing) = 0;
    //! Settles what is open in a turn that was cut.
    virtual void settle(Stage &stage) = 0;
    //! What a program that ended in the middle of a turn has left behind, within a transaction: repairs it, or goes on with it.
    virtual std::vector<std::pair<std::string, Beats>> recover(Tables &tables) = 0;
};

} // namespace demo
