#include "main/connectiontest.h"

#include "backends/clients.h"

namespace app {

ConnectionTest::ConnectionTest(QObject *owner, const api::Profile &profile, const QByteArray &key, base::Clock *clock, net::TrafficLog *log)
    : JobOf(owner), m_client(backends::makeClient(profile, key, clock, log))
{
}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start()
{
    auto *asking = m_client->testConnection(this);
    m_asking = asking;
    asking->then(this, [this](const base::Outcome &outcome) { finish(outcome); });
}

void ConnectionTest::stop()
{
    if (m_asking)
        m_asking->abort();
}

} // namespace app
