#pragma once

#include "api/event.h"
#include "transcript/order.h"

#include <QHash>

#include <map>

namespace transcript {

//! Adds up the model requests and keeps the newest count the server itself gave.
class UsageLedger
{
public:
    void requestStarted(const QString &identity, Order order);
    //! The same identity again replaces what it said before.
    void requestEnded(const QString &identity, const QString &requestRef, Order order, const api::Usage &usage);
    void counted(Order order, const api::Usage &usage);
    //! Of requests that are told of only in sum; takeFromOutside() when one of them is told by itself.
    void setOutside(const api::Usage &usage) { m_outside = usage; }
    void takeFromOutside(const api::Usage &usage);

    //! Requests before `order` are told of only in sum from now on.
    void release(Order order);

    //! Field by field the larger of the server's count and the sum: both count the same tokens, so they are never added.
    api::Usage total() const;
    //! Of the request that was under way at `order`; empty: none known.
    api::Usage at(Order order) const;

private:
    struct Request
    {
        QString ref;
        api::Usage usage;
    };
    QHash<QString, Order> m_starts;
    QHash<QString, Order> m_ends; //!< by the end's identity
    std::map<Order, Request> m_requests;
    api::Usage m_sum;
    api::Usage m_outside;
    api::Usage m_counted;
    Order m_countedAt;
};

} // namespace transcript
