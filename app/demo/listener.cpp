#include "demo/listener.h"

#include "demo/connection.h"
#include "demo/hub.h"
#include "demo/taskpool.h"

#ifndef _WIN32
#include <sys/socket.h>
#include <unistd.h>
#endif

#include <type_traits>

namespace demo {

namespace {

constexpr std::size_t maxThreads = 64;
constexpr int maxStreams = 40;
constexpr std::size_t maxBody = 32 * 1024 * 1024; // what the real servers take
constexpr std::size_t maxTarget = 4096;

//! cpp-httplib's view of our pool. Its enqueue() gives void in old versions, bool in new ones.
class PoolQueue final : public httplib::TaskQueue
{
public:
    using Enqueued = decltype(std::declval<httplib::TaskQueue &>().enqueue(std::function<void()>()));
    Enqueued enqueue(std::function<void()> task) override
    {
        m_pool.enqueue(std::move(task));
        return Enqueued(true);
    }
    void shutdown() override { m_pool.shutdown(); }

private:
    TaskPool m_pool{maxThreads};
};

//! Takes one of the limited places for an event stream and gives it back.
class Place
{
public:
    explicit Place(std::atomic<int> &taken) : m_taken(taken) { m_ok = m_taken.fetch_add(1) < maxStreams; }
    ~Place() { m_taken.fetch_sub(1); }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    bool ok() const { return m_ok; }

private:
    std::atomic<int> &m_taken;
    bool m_ok = false;
};

} // namespace

class Listener::Http final : public httplib::Server
{
public:
    Http(Hub &hub, Serve serve, Refuse refuse, std::string heartbeatFrame)
        : m_hub(hub), m_serve(std::move(serve)), m_refuse(std::move(refuse)), m_heartbeatFrame(std::move(heartbeatFrame))
    {
        new_task_queue = [] { return new PoolQueue; };
        set_payload_max_length(maxBody);
        set_tcp_nodelay(true);
        // The default is SO_REUSEPORT: a second program could bind our port as well and get half of the requests.
        set_socket_options([](socket_t socket) {
            const int on = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char *>(&on), sizeof(on));
        });
        set_pre_routing_handler([this](const httplib::Request &from, httplib::Response &to) { return beforeBody(from, to); });
        const auto withBody = [this](const httplib::Request &from, httplib::Response &to, const httplib::ContentReader &reader) {
            readAndAnswer(from, to, reader);
        };
        Post("/.*", withBody);
        Put("/.*", withBody);
        set_error_handler([this](const httplib::Request &, httplib::Response &to) {
            // Only what cpp-httplib refused by itself: it could not read a request.
            if (!to.has_header("content-type"))
                fill(to, m_refuse(to.status));
        });
        set_exception_handler([this](const httplib::Request &, httplib::Response &to, std::exception_ptr) { fill(to, m_refuse(500)); });
    }

    //! cpp-httplib lets five clients wait to be accepted; a window that opens asks for more at once, and the sixth would wait a second.
    void widenBacklog() { ::listen(svr_sock_, 128); }

    Sockets sockets;

private:
    bool process_and_close_socket(socket_t socket) override
    {
        bool served = false;
        if (sockets.add(socket)) {
            Connection connection(socket);
            served = processOne(*this, connection);
            connection.finish();
        }
        sockets.remove(socket);
#ifdef _WIN32
        closesocket(socket);
#else
        close(socket);
#endif
        return served;
    }

    //! Newer versions of cpp-httplib want the addresses as well.
    template<class Self>
    static bool processOne(Self &self, Connection &connection)
    {
        bool closed = false;
        if constexpr (requires { self.process_request(connection, true, closed, nullptr); }) {
            return self.process_request(connection, true, closed, nullptr);
        } else {
            std::string remote, local;
            int remotePort = 0, localPort = 0;
            connection.get_remote_ip_and_port(remote, remotePort);
            connection.get_local_ip_and_port(local, localPort);
            return self.process_request(connection, remote, remotePort, local, localPort, true, closed, nullptr);
        }
    }

    HandlerResponse beforeBody(const httplib::Request &from, httplib::Response &to)
    {
        if (from.target.size() > maxTarget) {
            fill(to, m_refuse(414));
            return HandlerResponse::Handled;
        }
        const bool hasBody = from.has_header("Transfer-Encoding")
            || (from.has_header("Content-Length") && from.get_header_value("Content-Length") != "0");
        const bool reads = (from.method == "POST" || from.method == "PUT") && hasBody;
        // A multipart body is for one route only: nobody else's is parsed.
        if (reads && (!from.is_multipart_form_data() || from.path == "/v1/files"))
            return HandlerResponse::Unhandled;
        answer(from, to, {});
        return HandlerResponse::Handled;
    }

    void readAndAnswer(const httplib::Request &from, httplib::Response &to, const httplib::ContentReader &reader)
    {
        if (from.is_multipart_form_data())
            return readFile(from, to, reader);
        QByteArray body;
        bool tooLarge = false;
        const bool whole = reader([&](const char *bytes, std::size_t count) {
            tooLarge = std::size_t(body.size()) + count > maxBody; // a chunked body has no length that could be checked before
            if (!tooLarge)
                body.append(bytes, qsizetype(count));
            return !tooLarge;
        });
        if (whole)
            answer(from, to, body);
        else
            fill(to, m_refuse(tooLarge || to.status == 413 ? 413 : 400));
    }

    void readFile(const httplib::Request &from, httplib::Response &to, const httplib::ContentReader &reader)
    {
        std::optional<Upload> upload;
        bool inFile = false;
        std::size_t all = 0;
        const bool whole = reader(
            [&](const auto &part) {
                inFile = part.name == "file" && !upload;
                if (inFile)
                    upload = Upload{part.filename, part.content_type, {}};
                return true;
            },
            [&](const char *bytes, std::size_t count) {
                all += count;
                if (inFile && all <= maxBody)
                    upload->bytes.append(bytes, qsizetype(count));
                return all <= maxBody;
            });
        if (whole)
            answer(from, to, {}, std::move(upload));
        else
            fill(to, m_refuse(all > maxBody || to.status == 413 ? 413 : 400));
    }

    void answer(const httplib::Request &from, httplib::Response &to, const QByteArray &body, std::optional<Upload> upload = {})
    {
        Request request;
        request.method = from.method;
        request.setTarget(from.target);
        request.body = body;
        request.upload = std::move(upload);
        request.headers = [&from](const char *name) {
            std::vector<std::string> values;
            const auto [begin, end] = from.headers.equal_range(name);
            for (auto it = begin; it != end; ++it)
                values.push_back(it->second);
            return values;
        };
        const Reply reply = m_serve(request);
        if (reply.stream)
            stream(to, reply);
        else
            fill(to, reply);
    }

    static void fill(httplib::Response &to, const Reply &reply)
    {
        to.status = reply.status;
        for (const auto &[name, value] : reply.headers)
            to.set_header(name, value);
        if (reply.body.isEmpty()) {
            to.set_header("content-type", reply.type);
            return;
        }
        // As a provider of known length: a plain body would be compressed, at Brotli's slowest, for a client on the same machine.
        to.set_content_provider(std::size_t(reply.body.size()), reply.type,
                                [body = reply.body](std::size_t offset, std::size_t length, httplib::DataSink &sink) {
                                    return sink.write(body.constData() + offset, length);
                                });
    }

    void stream(httplib::Response &to, const Reply &reply)
    {
        auto place = std::make_shared<Place>(m_streams);
        if (!place->ok()) {
            // Clients that left in silence are noticed only when something is sent to them: ask all, then look again.
            place.reset();
            m_hub.checkPeers();
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            place = std::make_shared<Place>(m_streams);
        }
        if (!place->ok()) {
            fill(to, m_refuse(503));
            return;
        }
        to.status = 200;
        for (const auto &[name, value] : reply.headers)
            to.set_header(name, value);
        to.set_chunked_content_provider(
            "text/event-stream",
            [this, place, first = reply.body, subscription = reply.stream](std::size_t offset, httplib::DataSink &sink) {
                if (offset == 0 && !first.isEmpty())
                    return sink.write(first.constData(), std::size_t(first.size()));
                return sendNext(*subscription, sink);
            });
    }

    bool sendNext(Subscription &subscription, httplib::DataSink &sink)
    {
        QByteArray frames;
        switch (subscription.wait(&frames)) {
        case Subscription::Wake::Frames: return sink.write(frames.constData(), std::size_t(frames.size()));
        case Subscription::Wake::Heartbeat: return sink.write(m_heartbeatFrame.data(), m_heartbeatFrame.size());
        case Subscription::Wake::CheckPeer: return sink.is_writable();
        case Subscription::Wake::Ended: sink.done(); return true;
        }
        return false;
    }

    Hub &m_hub;
    const Serve m_serve;
    const Refuse m_refuse;
    const std::string m_heartbeatFrame;
    std::atomic<int> m_streams{0};
};

Listener::Listener(Hub &hub, Serve serve, Refuse refuse, std::string heartbeatFrame)
    : m_http(std::make_unique<Http>(hub, std::move(serve), std::move(refuse), std::move(heartbeatFrame)))
{
}

Listener::~Listener()
{
    stop();
}

bool Listener::bind(quint16 port)
{
    const std::string host = "127.0.0.1"; // never a name: it could resolve to more
    if (port != 0 && !m_http->bind_to_port(host, port))
        return false;
    const int bound = port != 0 ? int(port) : m_http->bind_to_any_port(host);
    if (bound <= 0)
        return false;
    m_http->widenBacklog();
    m_port = quint16(bound);
    return true;
}

void Listener::serve()
{
    m_thread = std::thread([this] { m_http->listen_after_bind(); });
    // cpp-httplib's stop() does nothing before its loop runs, so nobody may get that far.
    for (int i = 0; i < 2000 && !m_http->is_running(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

void Listener::stop()
{
    if (!m_thread.joinable())
        return;
    m_http->stop();
    m_http->sockets.shutDownAll();
    m_thread.join();
}

} // namespace demo
