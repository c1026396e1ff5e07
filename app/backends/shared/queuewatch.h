#pragma once

#include "api/event.h"
#include "backends/shared/eventplace.h"
#include "base/job.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace backends {

class HttpClient;

//! What waits in a server's queue and is in no history yet (openma.md §14.7): asks for it, and tells what has left the queue unread.
//!
//! Only where the dialect can read a queue and the server has one. A queue that cannot be read tells nothing.
class QueueWatch : public QObject
{
    Q_OBJECT
public:
    QueueWatch(HttpClient *client, const EventPlace &place, QObject *parent);

    //! Remembers what is queued and what no longer is.
    void see(const api::Events &events);
    void ask();
    void stop();

Q_SIGNALS:
    //! What waits now, and for each that was waiting when it was asked and is not any more: that it was cancelled. Should it have been taken
    //! up at that very moment, the event itself says so later.
    void events(const api::Events &events);

private:
    void answered(const QByteArray &body, const QSet<QString> &before);

    QPointer<HttpClient> m_client;
    EventPlace m_place;
    QSet<QString> m_waiting;
    QPointer<base::Job> m_asking;
};

} // namespace backends
