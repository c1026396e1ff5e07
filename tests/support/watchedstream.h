#pragma once

#include "net/eventstream.h"
#include "tests/support/netfixture.h"

namespace test {

//! A stream with everything that it says.
class WatchedStream
{
public:
    explicit WatchedStream(net::Transport &transport) : stream(transport.openStream(&m_owner, get("/v1/stream")))
    {
        QObject::connect(stream, &net::EventStream::opened, &m_owner, [this] { ++opened; });
        QObject::connect(stream, &net::EventStream::frame, &m_owner, [this](const net::Frame &f) { frames.push_back(f); });
        QObject::connect(stream, &net::EventStream::reconnecting, &m_owner, [this](int, std::chrono::milliseconds p, const base::Error &e) {
            pauses.push_back(p);
            why.push_back(e.kind);
        });
        QObject::connect(stream, &net::EventStream::failed, &m_owner, [this](const base::Error &e) { failures.push_back(e); });
        QObject::connect(stream, &net::EventStream::ended, &m_owner, [this] { ++ended; });
    }
    bool silent() const { return opened == 0 && ended == 0 && frames.empty() && pauses.empty() && failures.empty(); }

private:
    QObject m_owner;

public:
    QPointer<net::EventStream> stream;
    int opened = 0;
    int ended = 0;
    std::vector<net::Frame> frames;
    std::vector<std::chrono::milliseconds> pauses;
    std::vector<base::Error::Kind> why;
    std::vector<base::Error> failures;
};

} // namespace test
