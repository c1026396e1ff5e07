#pragma once

#include "transcript/callbook.h"
#include "transcript/failurebook.h"
#include "transcript/previewbook.h"
#include "transcript/reducer.h"
#include "transcript/usageledger.h"

#include <QHash>

namespace transcript {

//! The reducer's working parts: routes an event by its kind to the book that keeps it.
struct Reducer::Core
{
    //! Room below it for the events of older pages, which arrive later and come first.
    static constexpr quint64 firstArrival = quint64(1) << 40;

    Core();

    void apply(const api::Event &event);
    void applyOlder(const api::Events &events);
    void finish();

    Order orderOf(const api::Event &event, bool known);
    Order newestOrder() { return {m_newest, ++m_arrival}; }

    void applyMessage(const api::Event &event, Order order);
    void applyThinking(const api::Event &event, Order order);
    void applyCall(const api::Event &event, Order order);
    void applyAnswer(const api::Event &event, Order order);
    void applyRequest(const api::Event &event, Order order, bool known);
    void applySession(const api::Event &event, Order order, bool known);
    void applyRest(const api::Event &event, Order order);
    void applyPreview(const api::Event &event);
    void applyCancelled(const QString &identity, Order order);
    void applyNotice(Notice notice, const api::Event &event, Order order);
    void applyUnknown(const api::Event &event, Order order);

    Node *upsert(Row::Kind kind, const api::Event &event, Order order, Node *node);
    void placeAt(Node *node, Order order);

    Node *joinLocal(const api::Event &event);
    void forgetLocal(Node *node);

    int wholeMoments(int firstKept) const;
    bool mustStay(Node *node, qint64 edge) const;
    void release(int firstKept);

    struct Known
    {
        Node *node = nullptr;
        qint64 primary = 0;
        quint64 arrival = 0;
        bool placed = false; //!< the event itself says where it stands
    };

    RowList rows;
    CallBook calls;
    PreviewBook previews;
    FailureBook failures;
    UsageLedger usage;
    TurnTracker turn;
    SessionState state;
    QHash<QString, Known> events;          //!< every stored event by its identity
    QHash<QString, Node *> messages;       //!< committed messages by messageId
    QHash<QString, QString> threads;
    std::vector<Node *> locals;            //!< typed here and not joined yet, oldest first
    QHash<QString, Node *> expected;       //!< locals whose stored identity the server told
    qint64 m_newest = 0;                   //!< largest primary so far
    quint64 m_arrival = firstArrival;
    quint64 m_olderArrival = firstArrival; //!< smallest that was given to an older event
    bool m_sequenced = false;              //!< the server numbers its events
    bool m_newTurn = true;                 //!< the user spoke since the last model request began
    bool m_older = false;                  //!< what is being applied lies before everything else
    int m_unknown = 0;
    int m_unknownReleased = 0;             //!< of them, whose rows went
};

} // namespace transcript
