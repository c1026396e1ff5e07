#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "net/response.h"
#include "tests/replay/exchangeserver.h"
#include "tests/replay/operation.h"
#include "tests/replay/run.h"

#include <memory>

namespace replay
{

//! Gives one recorded answer to the real client, twice: carried, it must arrive with its status, headers and JSON; understood, it must
//! become the right record or the right error.
class ExchangeRun : public Run
{
    Q_OBJECT
public:
    //! `clock` outlives it.
    ExchangeRun(const Exchange &exchange, base::Clock *clock, QObject *parent = nullptr);
    ~ExchangeRun() override;

    void start() override;

private:
    void carry();
    void carried(const base::Result<net::Response> &result);
    QString differenceOnTheWire(const net::Response &response) const;
    void understand();
    void change();
    void open();
    void fed(const api::FeedStatus &status);
    //! `difference` empty: as it has to be, and `words` say what that is.
    void judge(const QString &difference, const QString &words);

    Exchange m_exchange;
    base::Clock *m_clock;
    ExchangeServer m_server;
    Operation m_operation;
    std::unique_ptr<api::Client> m_client;
    std::unique_ptr<api::EventFeed> m_feed;
    api::Events m_events;
    int m_skipped = 0;
};

} // namespace replay
