#pragma once

#include "api/client.h"
#include "api/profile.h"
#include "base/clock.h"
#include "base/job.h"

#include <memory>

namespace net {
class TrafficLog;
}

namespace app {

//! Asks a server once whether a key works, with a client of its own that is thrown away.
class ConnectionTest final : public base::JobOf<base::Done>
{
public:
    ConnectionTest(QObject *owner, const api::Profile &profile, const QByteArray &key, base::Clock *clock, net::TrafficLog *log);
    ~ConnectionTest() override;

protected:
    void start() override;
    void stop() override;

private:
    std::unique_ptr<api::Client> m_client;
    QPointer<base::Job> m_asking;
};

} // namespace app
