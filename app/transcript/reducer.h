#pragma once

#include "transcript/row.h"
#include "transcript/sessionstate.h"

#include <memory>
#include <optional>
#include <vector>

namespace transcript {

//! A message typed here, before the server has it.
struct LocalMessage
{
    QString ref;               //!< our own id of it, unique in the session
    QByteArray text;           //!< UTF-8
    QDateTime at;              //!< when it was typed, UTC
    Delivery delivery = Delivery::Pending;
    std::vector<api::ContentBlock> attachments = {}; //!< the files that go with it, as its event will have them
    QByteArray raw = {};       //!< JSON with the pictures among them, for whoever shows them; may be empty
};

//! Turns events into rows and state: pure, upserts by identity, keeps the server's order whatever order events arrive in.
//!
//! Costs O(log n) an event near the end of the transcript. Row references stay valid until the row is removed and the next call is made.
class Reducer
{
public:
    Reducer();
    ~Reducer();
    Reducer(const Reducer &) = delete;
    Reducer &operator=(const Reducer &) = delete;

    //! Takes events in any order, any number of times, and returns what changed in the rows.
    RowChanges apply(const api::Events &events);
    //! Takes events from before everything so far, in their order: a page of the log that somebody scrolled to. They touch nothing that is
    //! being written now.
    RowChanges applyOlder(const api::Events &events);
    //! Tokens of model requests whose events were not given to apply(): they count until applyOlder() brings them.
    void noteOutside(const api::Usage &usage);
    //! Rows that went because nobody is near them; their events can come back by applyOlder().
    struct Released
    {
        RowChanges changes;
        //! Everything before this place went, but for rows that something newer belongs to: a number of the server, or milliseconds since 1970.
        //! Nothing: everything is still there.
        std::optional<qint64> before;
        bool numbered = false; //!< which of the two
    };
    //! Lets rows before `firstKept` go, as far as whole moments go. What waits for somebody stays, and what is being written. The session's
    //! state and usage do not change.
    Released releaseOlder(int firstKept);
    //! Drops everything that was only a preview: after a disconnect nobody replays it (managed-agents.md §9.6).
    RowChanges discardPreviews();
    //! The session's own record was read: settles a turn whose end no event tells. Events that come later win.
    RowChanges noteStatus(SessionStatus status);
    //! The session's usage as its record tells it; merged like a usage event.
    void noteUsage(const api::Usage &usage);

    //! Shows a message that is on its way. The server's echo joins the row by identity, by reference or once by text.
    RowChanges addLocal(const LocalMessage &message);
    //! How the sending of `ref` goes. `identity`: of the stored event where the server told it.
    RowChanges settleLocal(const QString &ref, Delivery delivery, const QString &identity = {});
    //! How many bytes of a local message have left, of how many.
    RowChanges noteProgress(const QString &ref, qint64 sent, qint64 all);
    //! Forgets a local message that never reached the server.
    RowChanges removeLocal(const QString &ref);

    int rowCount() const;
    const Row &row(int index) const;
    const Row *rowByKey(quint64 key) const;
    //! -1 when there is no such row.
    int indexOf(quint64 key) const;
    const Row *rowOfCall(const QString &toolUseId) const;
    //! The row that the event with this identity made or belongs to.
    const Row *rowOfEvent(const QString &identity) const;
    //! Tokens of the model request that wrote this row; empty when it is not known.
    api::Usage usageOf(const Row &row) const;
    //! What an event called this thread; empty when none did.
    QString threadName(const QString &threadId) const;

    const SessionState &state() const;

private:
    struct Core;
    std::unique_ptr<Core> m_core;
};

} // namespace transcript
