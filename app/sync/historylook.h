#pragma once

#include "api/client.h"
#include "base/clock.h"

#include <QObject>
#include <QPointer>

namespace syncing {

//! Lists a session's history to see what has arrived there, one listing at a time, now or after a pause.
class HistoryLook final : public QObject
{
    Q_OBJECT
public:
    //! The clock must outlive it; the client may go before.
    HistoryLook(api::Client *client, base::Clock *clock, const QString &session, QObject *parent);

    //! Ends a listing that is under way: its client is on its way out.
    void setClient(api::Client *client);
    //! Emits due() after the pause, unless it is going to sooner.
    void after(std::chrono::milliseconds pause);
    bool isLooking() const { return m_job; }
    //! Lists, and emits read(). Nothing happens while it lists already, or has no client.
    void look();

Q_SIGNALS:
    void due();
    void read(const base::Result<api::Events> &history);

private:
    QPointer<api::Client> m_client;
    base::Clock *m_clock;
    const QString m_session;
    QPointer<base::Job> m_job;
    QObject *m_pause = nullptr;
};

} // namespace syncing
