#pragma once

#include "api/client.h"
#include "api/eventfeed.h"
#include "api/profile.h"
#include "base/clock.h"
#include "demo/server.h"
#include "net/trafficlog.h"
#include "tests/unit/backends/awaited.h"

#include <memory>

Q_DECLARE_METATYPE(api::Platform)

namespace test {

//! One platform with a server behind it, the demo workspace in that platform's wire, and a client that talks to it.
class PlatformBench
{
public:
    //! `speed`: of the scripted agents, 0 without pauses.
    explicit PlatformBench(api::Platform platform, double speed = 0);

    std::unique_ptr<api::Client> makeClient(const QByteArray &key);
    const api::ResourceDescriptor &table(const char *id) const { return *client->resource(id); }
    //! The smallest body that creates one of these.
    base::Json smallest(const char *resource, const QString &name);
    base::Record created(const char *resource, const QString &name);
    //! Every item of a listing, page by page; `pages` counts them. Empty after an error.
    std::vector<base::Record> all(const char *resource, int pageSize, const std::vector<std::pair<QByteArray, QByteArray>> &filters = {}, int *pages = nullptr);

    demo::Server server;
    base::SystemClock clock;
    net::TrafficLog log;
    std::unique_ptr<api::Client> client;
    QObject owner;

private:
    api::Platform m_platform;
};

//! One session with its feed open: says things, collects what comes.
class Talk
{
public:
    Talk(PlatformBench &bench, const QString &sessionId);

    //! Sends and waits for the server's yes.
    base::Result<api::Events> send(const api::Outgoing &outgoing);
    base::Result<api::Events> say(const QString &text);
    //! The first event, from the first on, that fits; nullptr after twenty seconds.
    const api::Event *waitFor(const std::function<bool(const api::Event &)> &fits);
    const api::Event *waitFor(api::EventKind kind);
    //! Waits until the turn that runs has ended or waits for somebody, as the platform tells it.
    bool waitForTurn();
    //! Stored events in the order they came, each identity once, as it was last.
    api::Events stored() const;
    int count(api::EventKind kind) const;

    PlatformBench &bench;
    QString id;
    std::unique_ptr<api::EventFeed> feed;
    api::Events arrived;
    int turnsEnded = 0;
};

} // namespace test
