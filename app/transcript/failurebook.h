#pragma once

#include "transcript/rowlist.h"

#include <QHash>

#include <map>
#include <set>

namespace transcript {

//! One row for one failure: a session error often says less than the failed model request before it, so the two become one.
class FailureBook
{
public:
    explicit FailureBook(RowList &rows) : m_rows(rows) {}

    //! A SessionError or a failed ModelRequestEnd, new or known.
    void failed(const api::Event &event, Order order);
    //! A message of the user: what failed before it has nothing to do with what fails after it.
    void userSpoke(Order order);
    Node *find(const QString &identity) const;
    //! Forgets what failed before `order` but for what has a row that stays.
    void release(Order order);
    //! The row shows a failure that one from `order` on belongs to.
    bool goesBeyond(const Node *node, Order order) const;

private:
    struct Failure
    {
        api::Event event;
        Node *node = nullptr;  //!< of a pair only one has the row
        bool paired = false;   //!< a session error that is shown in the row of the failure before it
    };
    using Failures = std::map<Order, Failure>;

    void repairAround(Failures::iterator place);
    void repair(Failures::iterator failure);
    void show(Failures::iterator request, Failures::iterator error);
    void showAlone(Failures::iterator failure);

    RowList &m_rows;
    Failures m_failures;
    QHash<QString, Order> m_byIdentity;
    std::set<Order> m_userOrders;
};

} // namespace transcript
