#pragma once

#include <QByteArray>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace demo {

//! What kind of frame it is: a stream gets only those it asked for.
enum class FrameKind : std::uint8_t {
    Event = 1,           //!< a stored event
    MessagePreview = 2,  //!< Managed Agents: event_start and event_delta of messages
    ThinkingPreview = 4, //!< Managed Agents: event_start of thinking
    Extension = 8,       //!< openma: chunks and what else `include=chunks` admits
};

//! One open event stream's queue: filled by any thread, emptied by the connection's own.
class Subscription
{
public:
    Subscription(std::uint8_t kinds, std::chrono::milliseconds heartbeat) : m_kinds(kinds), m_heartbeat(heartbeat) {}

    enum class Wake { Frames, Heartbeat, CheckPeer, Ended };
    //! Waits for frames; `out` gets all that are queued, joined. No polling: wakes for a frame, the heartbeat, checkPeer() or the end.
    Wake wait(QByteArray *out);

    void push(FrameKind kind, const QByteArray &frame);
    void end();       //!< after what is queued
    void checkPeer(); //!< asks the connection to look whether its client is still there

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_frames;
    qsizetype m_bytes = 0;
    const std::uint8_t m_kinds;
    const std::chrono::milliseconds m_heartbeat; //!< zero: none
    bool m_ended = false;
    bool m_checkPeer = false;
};

//! Hands a session's frames to the streams that are open on it.
class Hub
{
public:
    //! `heartbeat` zero: the stream is silent while nothing happens.
    std::shared_ptr<Subscription> subscribe(const std::string &session, std::uint8_t kinds, std::chrono::milliseconds heartbeat);
    void publish(const std::string &session, FrameKind kind, const QByteArray &frame);
    void end(const std::string &session);
    void endAll(); //!< for good: later subscriptions end at once
    void checkPeers();

private:
    using Subscriptions = std::vector<std::weak_ptr<Subscription>>;
    std::mutex m_mutex;
    std::map<std::string, Subscriptions> m_sessions;
    bool m_ended = false;
};

} // namespace demo
