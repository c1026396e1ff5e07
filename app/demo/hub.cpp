#include "demo/hub.h"

#include <algorithm>

namespace demo {

namespace {

// A client that reads slower than this is cut off; it lists the history and comes back.
constexpr qsizetype maxQueuedBytes = 32 * 1024 * 1024;

} // namespace

Subscription::Wake Subscription::wait(QByteArray *out)
{
    std::unique_lock lock(m_mutex);
    const auto due = [this] { return !m_frames.empty() || m_ended || m_checkPeer; };
    if (m_heartbeat.count() == 0)
        m_changed.wait(lock, due);
    else if (!m_changed.wait_for(lock, m_heartbeat, due))
        return Wake::Heartbeat;
    if (!m_frames.empty()) {
        out->clear();
        out->reserve(m_bytes);
        for (const QByteArray &frame : m_frames)
            out->append(frame);
        m_frames.clear();
        m_bytes = 0;
        return Wake::Frames;
    }
    if (m_ended)
        return Wake::Ended;
    m_checkPeer = false;
    return Wake::CheckPeer;
}

void Subscription::push(FrameKind kind, const QByteArray &frame)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!(m_kinds & std::uint8_t(kind)) || m_ended)
            return;
        m_frames.push_back(frame);
        m_bytes += frame.size();
        if (m_bytes > maxQueuedBytes)
            m_ended = true;
    }
    m_changed.notify_one();
}

void Subscription::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_one();
}

void Subscription::checkPeer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_checkPeer = true;
    }
    m_changed.notify_one();
}

std::shared_ptr<Subscription> Hub::subscribe(const std::string &session, std::uint8_t kinds, std::chrono::milliseconds heartbeat)
{
    auto subscription = std::make_shared<Subscription>(kinds, heartbeat);
    const std::lock_guard lock(m_mutex);
    if (m_ended)
        subscription->end();
    else
        m_sessions[session].push_back(subscription);
    return subscription;
}

void Hub::publish(const std::string &session, FrameKind kind, const QByteArray &frame)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return;
    std::erase_if(found->second, [&](const std::weak_ptr<Subscription> &weak) {
        const auto subscription = weak.lock();
        if (subscription)
            subscription->push(kind, frame);
        return !subscription;
    });
    if (found->second.empty())
        m_sessions.erase(found);
}

void Hub::end(const std::string &session)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return;
    for (const auto &weak : found->second) {
        if (const auto subscription = weak.lock())
            subscription->end();
    }
    m_sessions.erase(found);
}

void Hub::endAll()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    for (const auto &[session, subscriptions] : m_sessions) {
        for (const auto &weak : subscriptions) {
            if (const auto subscription = weak.lock())
                subscription->end();
        }
    }
    m_sessions.clear();
}

void Hub::checkPeers()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[session, subscriptions] : m_sessions) {
        for (const auto &weak : subscriptions) {
            if (const auto subscription = weak.lock())
                subscription->checkPeer();
        }
    }
}

} // namespace demo
