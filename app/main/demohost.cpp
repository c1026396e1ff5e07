#include "main/demohost.h"

namespace app {

DemoHost::DemoHost(const demo::Options &options, QObject *parent) : QObject(parent), m_server(std::make_unique<demo::Server>(options)) {}

DemoHost::~DemoHost()
{
    if (m_thread) {
        m_thread->disconnect(this);
        m_thread->wait();
    }
    m_server->stop();
}

void DemoHost::start()
{
    m_thread.reset(QThread::create([this] { m_outcome = m_server->start(); }));
    connect(m_thread.get(), &QThread::finished, this, [this] { Q_EMIT ended(*m_outcome); }, Qt::QueuedConnection);
    m_thread->start();
}

} // namespace app
