#pragma once

#include "transcript/rowlist.h"
#include "transcript/sessionstate.h"
#include "transcript/turntracker.h"

#include <QHash>

#include <map>

namespace transcript {

//! Joins calls, confirmations and results by the call's id, in whatever order they come, and knows which calls wait for somebody.
class CallBook
{
public:
    explicit CallBook(RowList &rows) : m_rows(rows) {}

    //! A call's row; made when nothing of it was there. `preview` is the row its input was streamed into, if any.
    Node *call(const api::Event &event, Order order, Node *preview);
    //! A result; makes a row without a name when its call is not there yet.
    Node *result(const api::Event &event, Order order);
    //! A confirmation; kept until its call comes. nullptr when the call is not there.
    Node *decision(const api::Event &event, Order order);
    //! A call whose input is being written.
    Node *streaming(const api::Event &start, Order order);

    void threadTerminated(const QString &threadId, Order order);
    //! Brings the states of unfinished calls in line with the session's.
    void settle(const TurnTracker &turn);
    //! The input that was being written is given up: the call itself has not come. True when its result is there and the row stays for that.
    bool abandon(Node *node, bool inputIsWhole);

    //! The call is under way, or something of it comes from `order` on.
    bool goesBeyond(const Node *node, Order order) const;
    //! Forgets a call whose row goes.
    void release(const Node *node);
    Node *find(const QString &toolUseId) const { return m_byId.value(toolUseId); }
    bool hasCommitted(const QString &toolUseId) const;
    void write(std::vector<PendingCall> &pending) const;

private:
    struct Decision
    {
        bool allowed = false;
        QByteArray reason;
        QDateTime at;
        Order order;
    };
    void decide(Node *node, const Decision &decision);
    void place(Node *node, Order order);
    CallState stateOf(const Node &node, const TurnTracker &turn) const;

    RowList &m_rows;
    QHash<QString, Node *> m_byId;
    QHash<QString, Decision> m_early;         //!< confirmations whose call is not there yet
    QHash<QString, Order> m_endedThreads;
    std::map<Order, Node *> m_open;           //!< without a result, in the order of the transcript
};

} // namespace transcript
