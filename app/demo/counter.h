#pragma once

#include "demo/gate.h"
#include "demo/router.h"

#include <memory>

namespace demo {

class Player;
class Store;

//! Where requests are answered: checks who asks, finds the handler, runs it on the writer thread, wakes the player. One for each wire.
class Counter
{
public:
    Counter(Store &store, Journal &journal, Player &player, Gate gate) : m_store(store), m_journal(journal), m_player(player), m_gate(std::move(gate)) {}
    virtual ~Counter() = default;

    //! From any thread.
    Reply serve(const Request &request);
    //! An answer of this wire to what could not be read or is too much.
    virtual Reply refuse(int status) const = 0;

protected:
    //! Anything but null refuses the request. `route` is nullptr for an unknown path.
    virtual std::unique_ptr<Reply> check(const Gate &gate, const Request &request, const Route *route) const = 0;
    virtual const Routes &routes() const = 0;
    virtual Reply badBody(const std::string &why) const = 0;
    virtual void finish(Reply *) const {} //!< headers that every answer has

private:
    Reply answer(const Request &request);
    Reply run(const Route &route, const Request &request, const std::vector<std::string> &ids, const Json &body);

    Store &m_store;
    Journal &m_journal;
    Player &m_player;
    const Gate m_gate;
};

} // namespace demo
