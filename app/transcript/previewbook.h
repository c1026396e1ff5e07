#pragma once

#include "transcript/callbook.h"

#include <QStringList>

#include <vector>

namespace transcript {

//! Text that is still being written: one row each, until the committed event takes the row over. A reply that ends without one stays on the
//! screen, marked as broken off, until its turn brings another; the rest goes.
class PreviewBook
{
public:
    PreviewBook(RowList &rows, CallBook &calls) : m_rows(rows), m_calls(calls) {}

    void start(const api::Event &event, Order order);
    void extend(const api::Event &event);
    void end(const api::Event &event);

    //! The row that was written for this event, which now owns it; nullptr: there was none.
    Node *take(api::PreviewOf of, const QString &id);

    void requestStarted(const QString &identity, bool newTurn);
    //! What was broken off before belongs to an earlier turn from now on.
    void userSpoke() { ++m_turn; }
    //! The turn has brought a reply: what was broken off in it was tried again.
    void replyWritten(const QString &threadId);
    void requestEnded(const QString &identity, Order order, bool failed);
    //! A turn failed, with its request's end before it or without one: its previews are orphans. Which turn it was nobody says; while others
    //! write, theirs stay.
    void turnFailed(Order order);
    //! The session was asked and says that nothing runs. It may be early: who writes and has not failed goes on.
    void sessionIdle(Order order);
    void discardOlderThan(Order order);
    void discardAll();
    bool isWriting() const;
    //! The row is one of its own: being written, or broken off.
    bool holds(const Node *node) const;

private:
    struct Preview
    {
        Node *node = nullptr;
        api::PreviewOf of = api::PreviewOf::Message;
        QString id;
        QString request;       //!< the model request that writes it; empty: cannot be told
        int blocks = 1;        //!< content blocks so far
        bool ended = false;
        bool kept = false;     //!< broken off: no text comes any more
        int turn = 0;
    };
    Preview *newest(api::PreviewOf of, const QString &id);
    void drop(std::size_t index);
    //! What was read stays, what nobody would miss goes.
    void breakOff(std::size_t index);
    template<class Condition>
    void breakOffIf(Condition condition);
    template<class Condition>
    void dropIf(Condition condition);

    RowList &m_rows;
    CallBook &m_calls;
    std::vector<Preview> m_open;
    int m_turn = 0;
    bool m_endFailed = false; //!< the newest end was a failure, whose turn's end is still to be told
    int m_unclear = 0;        //!< turns that failed without an end while several wrote
    QStringList m_requests; //!< started and not ended; a retry supersedes its predecessor
};

} // namespace transcript
