#include "demo/server.h"

#include "base/logging.h"
#include "demo/listener.h"
#include "demo/managed/managedcounter.h"
#include "demo/managed/turns.h"
#include "demo/openma/openmacounter.h"
#include "demo/openma/turns.h"
#include "demo/player.h"
#include "demo/seed.h"
#include "demo/store.h"

#include <QTemporaryDir>

#include <optional>

namespace demo {

class Server::Inner
{
public:
    explicit Inner(Options options) : m_options(std::move(options)), m_journal(m_hub, m_options.wire)
    {
        if (m_options.token.isEmpty())
            m_options.token = QByteArray::fromStdString(newToken(isManaged() ? "sk-demo-" : "oma_demo_"));
    }

    base::Outcome start();
    void stop();
    quint16 port() const { return m_listener ? m_listener->port() : 0; }
    QByteArray token() const { return m_options.token; }

private:
    bool isManaged() const { return m_options.wire == Wire::ManagedAgents; }
    base::Outcome openStore();
    void makeCounter(quint16 port);

    Options m_options;
    std::optional<QTemporaryDir> m_folder;
    Hub m_hub;
    Journal m_journal;
    Store m_store;
    std::unique_ptr<Dialect> m_dialect;
    std::unique_ptr<Player> m_player;
    std::unique_ptr<Counter> m_counter;
    std::unique_ptr<Listener> m_listener;
};

base::Outcome Server::Inner::openStore()
{
    QString file = m_options.databaseFile;
    if (file.isEmpty()) {
        m_folder.emplace();
        if (!m_folder->isValid())
            return base::Error::of(base::Error::Kind::Storage, m_folder->errorString());
        file = m_folder->filePath(QStringLiteral("demo.sqlite"));
    }
    if (auto opened = m_store.open(file); !opened)
        return opened;
    const std::string wire = isManaged() ? "managed-agents" : "openma";
    const bool fits = m_store.run([&](Tables &tables) {
        const std::string made = tables.meta("wire");
        if (made.empty())
            tables.setMeta("wire", wire);
        return made.empty() || made == wire;
    });
    if (fits)
        return base::Done{};
    return base::Error::of(base::Error::Kind::Storage, QStringLiteral("%1 holds the demo workspace of another wire").arg(file));
}

void Server::Inner::makeCounter(quint16 port)
{
    Gate gate(m_options.token.toStdString(), port);
    if (isManaged())
        m_counter = std::make_unique<managed::ManagedCounter>(m_store, m_journal, *m_player, std::move(gate));
    else
        m_counter = std::make_unique<openma::OpenmaCounter>(m_store, m_journal, *m_player, std::move(gate));
}

base::Outcome Server::Inner::start()
{
    if (auto opened = openStore(); !opened)
        return opened;
    if (isManaged())
        m_dialect = std::make_unique<managed::Turns>(m_journal);
    else
        m_dialect = std::make_unique<openma::Turns>(m_journal);
    m_player = std::make_unique<Player>(m_store, m_journal, *m_dialect, m_options.speed);
    // The first requests queue behind it: the window need not wait for the workspace to be furnished.
    m_store.post([this](Tables &tables) { seedOnce(tables, m_store, m_journal); });
    static const std::string heartbeat = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
    m_listener = std::make_unique<Listener>(
        m_hub, [this](const Request &request) { return m_counter->serve(request); },
        [this](int status) { return m_counter->refuse(status); }, heartbeat);
    if (!m_listener->bind(m_options.port)) {
        stop();
        return base::Error::of(base::Error::Kind::Network, QStringLiteral("port %1 cannot be bound on 127.0.0.1").arg(m_options.port));
    }
    makeCounter(m_listener->port());
    m_player->start();
    m_listener->serve();
    return base::Done{};
}

void Server::Inner::stop()
{
    m_hub.endAll();
    if (m_listener)
        m_listener->stop();
    if (m_player)
        m_player->stop();
    m_store.close();
}

Server::Server(Options options) : m_inner(std::make_unique<Inner>(std::move(options))) {}

Server::~Server()
{
    stop();
}

base::Outcome Server::start()
{
    return m_inner->start();
}

void Server::stop()
{
    m_inner->stop();
}

QUrl Server::baseUrl() const
{
    return m_inner->port() ? QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_inner->port())) : QUrl();
}

QByteArray Server::key() const
{
    return m_inner->token();
}

} // namespace demo
