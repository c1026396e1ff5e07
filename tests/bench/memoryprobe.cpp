// One measurement of memory in a fresh process. usage: bench_memory bare|stream idle|pressed URL; prints kilobytes.
#include "base/clock.h"
#include "net/eventstream.h"
#include "net/transport.h"
#include "tests/bench/following.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSemaphore>

#include <cstdio>

namespace {

constexpr int count = 20;               // streams that are open at once
constexpr auto hanging = 3000;          // ms that the interface stands still (R13)
constexpr double failed = -1e9;        // pages may be given back: a growth can be below nothing
constexpr qint64 buffer = 256 * 1024;   // what a stream's reply may hold

double residentKilobytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? double(file.readAll().split(' ').value(1).toLongLong()) * 4 : 0;
}

//! What the memory grows by while this thread does nothing, its event loop included.
double growthWhileHanging()
{
    const double before = residentKilobytes();
    QSemaphore never;
    never.tryAcquire(1, hanging);
    return residentKilobytes() - before;
}

//! The floor: Qt's own, a manager for each stream.
class Bare
{
public:
    explicit Bare(const QUrl &url) : m_request(url) { m_request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); }

    bool open(int more)
    {
        return bench::run(10, [this, more](const std::function<void()> &done) {
            auto left = std::make_shared<int>(more);
            for (int i = 0; i < more; ++i) {
                m_managers.push_back(std::make_unique<QNetworkAccessManager>());
                QNetworkReply *reply = m_managers.back()->get(m_request);
                reply->setReadBufferSize(buffer);
                QObject::connect(reply, &QNetworkReply::metaDataChanged, reply, [left, done] {
                    if (--*left == 0)
                        done();
                });
                QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply] { reply->readAll(); });
            }
        });
    }

private:
    QNetworkRequest m_request;
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_managers;
};

double bareIdle(const QUrl &server)
{
    QUrl url = server;
    url.setPath(QStringLiteral("/v1/sessions/quiet/events/stream"));
    Bare bare(url);
    if (!bare.open(1)) // what the first one takes, all share
        return failed;
    const double before = residentKilobytes();
    return bare.open(count) ? (residentKilobytes() - before) / count : failed;
}

double barePressed(const QUrl &flood)
{
    Bare bare(flood);
    return bare.open(1) ? growthWhileHanging() : failed;
}

double streamIdle(const QUrl &server)
{
    base::SystemClock clock;
    const auto client = bench::clientOf(server, &clock);
    bench::Following first(client.get(), QStringLiteral("quiet-first"), 1);
    if (!first.open())
        return failed;
    const double before = residentKilobytes();
    bench::Following all(client.get(), QStringLiteral("quiet"), count);
    return all.open() ? (residentKilobytes() - before) / count : failed;
}

double streamPressed(const QUrl &flood)
{
    base::SystemClock clock;
    net::Endpoint endpoint;
    endpoint.baseUrl = flood;
    net::Transport transport(endpoint, &clock, nullptr);
    QObject owner;
    net::Request request;
    request.path = "/v1/stream";
    net::EventStream *stream = transport.openStream(&owner, request);
    const bool flows = bench::run(10, [stream](const std::function<void()> &done) {
        QObject::connect(stream, &net::EventStream::frame, stream, [done] { done(); });
        stream->open();
    });
    return flows ? growthWhileHanging() : failed;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    if (words.size() != 4)
        return 2;
    const bool idle = words[2] == QLatin1String("idle");
    const QUrl url(words[3]);
    double kilobytes = failed;
    if (words[1] == QLatin1String("bare"))
        kilobytes = idle ? bareIdle(url) : barePressed(url);
    else
        kilobytes = idle ? streamIdle(url) : streamPressed(url);
    std::printf("%.0f\n", kilobytes);
    return kilobytes == failed ? 1 : 0;
}
