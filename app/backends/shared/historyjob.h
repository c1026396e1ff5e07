#pragma once

#include "api/event.h"
#include "backends/shared/eventplace.h"
#include "backends/shared/requestscope.h"
#include "base/job.h"
#include "net/response.h"

#include <QPointer>
#include <QSet>

namespace backends {

class HttpClient;

//! Where a listing of a session's events begins; nothing set: at the first one.
struct HistoryStart
{
    qint64 afterSequence = 0; //!< servers that number their events
    QDateTime since;          //!< the others: events taken up at this time or later

    //! Listed again before the newest known time: the order there need not be that of arrival (managed-agents.md §12.6).
    static constexpr std::chrono::milliseconds margin{10'000};
    //! Behind what is known, less the margin where times count.
    static HistoryStart behind(const api::Known &known);
};

//! Lists a session's events to the end, page by page, oldest first; ends with all of them, or with none where page() is enough.
//!
//! Long pages are decoded beside the event loop. A cursor met twice ends it in Error::Kind::Protocol. Events that cannot be decoded are skipped and told.
class HistoryJob final : public base::JobOf<api::Events>
{
    Q_OBJECT
public:
    enum class Keep { All, Nothing };
    HistoryJob(QObject *owner, HttpClient *client, const EventPlace &place, const HistoryStart &begin, Keep keep);

    //! While held no further page is asked for.
    void hold(bool on);

Q_SIGNALS:
    //! As soon as it is decoded; `broken` are the bytes of what could not be.
    void page(const api::Events &events, const QByteArrayList &broken);

protected:
    void start() override;
    void stop() override;

private:
    //! What one page says; it is read without touching anything else, so any thread may do it.
    struct PageRead
    {
        std::optional<base::Error> error;
        api::Events events;
        QByteArrayList broken;
        std::optional<bool> hasMore;
        QString nextPage;
        std::size_t count = 0;
    };
    static PageRead read(const QByteArray &body, base::Result<api::Event> (*decode)(QByteArrayView));

    void ask();
    void answered(const base::Result<net::Response> &answer);
    void pageRead(const net::Response &response, PageRead page);
    void take(PageRead &page);
    //! Moves on to the next page; false at the end, Error when it leads nowhere.
    base::Result<bool> advance(const PageRead &page);

    QPointer<HttpClient> m_client;
    EventPlace m_place;
    HistoryStart m_begin;
    Keep m_keep;
    qint64 m_lastSequence = 0;
    RequestScope m_scope;
    QString m_cursor;
    QSet<QString> m_cursors;
    api::Events m_events;
    QPointer<base::Job> m_request;
    bool m_held = false;
    bool m_waits = false; // held, with a page still to be asked for
};

} // namespace backends
