#include "tests/bench/following.h"

#include "api/profile.h"
#include "backends/clients.h"

#include <QTestEventLoop>

#include <algorithm>
#include <numeric>

namespace bench {

std::unique_ptr<api::Client> clientOf(const QUrl &server, base::Clock *clock)
{
    api::Profile profile;
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = server;
    return backends::makeClient(profile, QByteArrayLiteral("bench-key-0123456789"), clock, nullptr);
}

bool run(int seconds, const std::function<void(std::function<void()> done)> &begin)
{
    struct Wait
    {
        QTestEventLoop *loop; // null: nobody waits any more
        bool over = false;
    };
    QTestEventLoop loop;
    const auto wait = std::make_shared<Wait>(Wait{&loop});
    begin([wait] {
        wait->over = true;
        if (wait->loop)
            wait->loop->exitLoop();
    });
    if (!wait->over)
        loop.enterLoop(seconds);
    wait->loop = nullptr;
    return wait->over;
}

Following::Following(api::Client *client, const QString &session, int count)
    : m_heard(std::size_t(count))
{
    for (std::size_t i = 0; i < m_heard.size(); ++i) {
        m_feeds.emplace_back(client->openFeed(nullptr, session + QString::number(i)));
        QObject::connect(m_feeds.back().get(), &api::EventFeed::eventsArrived, m_feeds.back().get(), [this, i](const api::Events &events) {
            m_heard[i] += qint64(events.size());
            if (m_changed)
                m_changed();
        });
        QObject::connect(m_feeds.back().get(), &api::EventFeed::statusChanged, m_feeds.back().get(), [this] {
            if (m_changed)
                m_changed();
        });
    }
}

Following::~Following() = default;

bool Following::all(const std::function<bool(std::size_t)> &is) const
{
    for (std::size_t i = 0; i < m_feeds.size(); ++i) {
        if (!is(i))
            return false;
    }
    return true;
}

bool Following::open()
{
    const bool live = run(10, [this](const std::function<void()> &done) {
        m_changed = [this, done] {
            if (all([this](std::size_t i) { return m_feeds[i]->status().state == api::FeedStatus::State::Live; }))
                done();
        };
        for (const auto &feed : m_feeds)
            feed->open();
    });
    m_changed = nullptr;
    return live && all([this](std::size_t i) { return !m_feeds[i]->status().polling; });
}

bool Following::untilAllHeard()
{
    const bool heard = run(10, [this, before = m_heard](const std::function<void()> &done) {
        m_changed = [this, done, before] {
            if (all([this, &before](std::size_t i) { return m_heard[i] > before[i]; }))
                done();
        };
    });
    m_changed = nullptr;
    return heard;
}

qint64 Following::least() const
{
    return *std::min_element(m_heard.begin(), m_heard.end());
}

qint64 Following::mean() const
{
    return std::accumulate(m_heard.begin(), m_heard.end(), qint64(0)) / qint64(m_heard.size());
}

} // namespace bench
