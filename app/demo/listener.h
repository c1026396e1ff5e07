#pragma once

#include "demo/exchange.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace demo {

class Hub;

//! HTTP/1.1 on 127.0.0.1: at most 64 threads, 40 event streams, 8 MiB a body; hands each request to `serve` on a thread of its own.
//!
//! Every answer closes its connection: no idle connection holds a thread, and no client can post on one that is just being closed.
class Listener
{
public:
    using Serve = std::function<Reply(const Request &)>;

    //! What to say where no request could be read or a limit is hit: 400, 413, 414, 500, 503.
    using Refuse = std::function<Reply(int status)>;

    Listener(Hub &hub, Serve serve, Refuse refuse, std::string heartbeatFrame);
    ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    bool bind(quint16 port); //!< 0: any; false: it cannot be bound
    void serve();            //!< after bind(); until stop()
    void stop();
    quint16 port() const { return m_port; }

private:
    class Http;
    std::unique_ptr<Http> m_http;
    std::thread m_thread;
    quint16 m_port = 0;
};

} // namespace demo
