#pragma once

#include "net/transport.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>

#include <optional>

namespace test {

inline const QByteArray canaryKey = QByteArrayLiteral("canary-key-0123456789");

//! Where a scripted server listens, with the canary key as x-api-key.
inline net::Endpoint endpointOf(const ScriptedServer &server, net::Endpoint::Auth auth = net::Endpoint::Auth::ApiKeyHeader)
{
    net::Endpoint endpoint;
    endpoint.baseUrl = server.url();
    endpoint.auth = auth;
    endpoint.key = canaryKey;
    return endpoint;
}

inline net::Request get(const QByteArray &path = "/v1/x")
{
    net::Request request;
    request.path = path;
    return request;
}

inline net::Request post(const QByteArray &path = "/v1/x", const QByteArray &body = "{}")
{
    net::Request request;
    request.method = "POST";
    request.path = path;
    request.body = body;
    return request;
}

//! A request under way and its end.
class Sent
{
public:
    Sent(net::Transport &transport, const net::Request &request)
    {
        job = transport.send(&m_owner, request);
        job->then(&m_owner, [this](const base::Result<net::Response> &r) {
            result = r;
            ++calls;
        });
    }
    bool done() const { return result.has_value(); }
    //! Waits for the end, without the 50 ms steps of QTRY_….
    bool ended(int milliseconds = 5000)
    {
        if (!done() && job)
            QSignalSpy(job.data(), &base::Job::finished).wait(milliseconds);
        return done();
    }
    int status() const { return done() && result->ok() ? (*result)->status : 0; }
    //! The error's kind as a word; empty while it runs and when a response came.
    QByteArray kind() const { return done() && !result->ok() ? base::kindName(result->error().kind) : ""; }

    QPointer<base::JobOf<net::Response>> job;
    std::optional<base::Result<net::Response>> result;
    int calls = 0;

private:
    QObject m_owner;
};

} // namespace test
