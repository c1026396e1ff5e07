#include "tests/unit/demo/client.h"

#include <httplib.h>

#include <algorithm>

namespace test {

namespace {

httplib::Headers toHeaders(const Headers &headers)
{
    httplib::Headers out;
    for (const auto &[name, value] : headers)
        out.emplace(name, value);
    return out;
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

} // namespace

std::string Answer::text(std::string_view path) const
{
    const Json *value = base::findPath(json, path);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

Client::Client(const demo::Server &server, demo::Wire wire)
{
    m_port = quint16(server.baseUrl().port());
    m_headers = {{"x-api-key", server.key().toStdString()}};
    if (wire == demo::Wire::ManagedAgents) {
        m_headers.emplace_back("anthropic-version", "2026-10-21");
        m_headers.emplace_back("anthropic-beta", "managed-agents-2026-04-01");
    }
}

Client Client::with(const Headers &headers) const
{
    Client other = *this;
    for (const auto &header : headers) {
        other = other.without(header.first);
        other.m_headers.push_back(header);
    }
    return other;
}

Client Client::without(const std::string &name) const
{
    Client other = *this;
    std::erase_if(other.m_headers, [&](const auto &header) { return lowered(header.first) == lowered(name); });
    return other;
}

Answer Client::send(const std::string &method, const std::string &path, const std::string &body) const
{
    httplib::Client http("127.0.0.1", m_port);
    http.set_read_timeout(10);
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.headers = toHeaders(m_headers);
    if (!body.empty()) {
        request.body = body;
        if (!request.has_header("Content-Type"))
            request.set_header("Content-Type", "application/json");
    }
    Answer answer;
    const auto result = http.send(request);
    if (!result)
        return answer;
    answer.status = result->status;
    answer.body = result->body;
    for (const auto &[name, value] : result->headers)
        answer.headers[lowered(name)] = value;
    if (auto json = base::parseJson(QByteArray::fromStdString(result->body)))
        answer.json = std::move(json).value();
    return answer;
}

struct Stream::Inner
{
    explicit Inner(quint16 port) : http("127.0.0.1", port) {}

    httplib::Client http;
    std::mutex mutex;
    std::condition_variable changed;
    int status = 0;
    bool ended = false;
    std::string bytes;
    std::string rest;
    std::vector<Frame> frames;

    void take(const char *data, std::size_t size)
    {
        bytes.append(data, size);
        rest.append(data, size);
        for (auto end = rest.find("\n\n"); end != std::string::npos; end = rest.find("\n\n")) {
            Frame frame;
            std::string block = rest.substr(0, end + 1);
            rest.erase(0, end + 2);
            for (auto line = block.find('\n'); line != std::string::npos; line = block.find('\n')) {
                const std::string text = block.substr(0, line);
                block.erase(0, line + 1);
                if (text.rfind("event: ", 0) == 0)
                    frame.event = text.substr(7);
                else if (text.rfind("id: ", 0) == 0)
                    frame.id = text.substr(4);
                else if (text.rfind("data: ", 0) == 0)
                    frame.json = base::parseJson(QByteArray::fromStdString(text.substr(6))).value();
            }
            frames.push_back(std::move(frame));
        }
    }
};

Stream::Stream(const Client &client, const std::string &path) : m_inner(std::make_shared<Inner>(client.port()))
{
    m_inner->http.set_read_timeout(60);
    m_thread = std::thread([inner = m_inner, path, headers = toHeaders(client.headers())] {
        (void)inner->http.Get(
            path, headers,
            [inner](const httplib::Response &response) {
                const std::lock_guard lock(inner->mutex);
                inner->status = response.status;
                inner->changed.notify_all();
                return true;
            },
            [inner](const char *data, std::size_t size) {
                const std::lock_guard lock(inner->mutex);
                inner->take(data, size);
                inner->changed.notify_all();
                return true;
            });
        const std::lock_guard lock(inner->mutex);
        inner->ended = true;
        inner->changed.notify_all();
    });
}

int Stream::status()
{
    std::unique_lock lock(m_inner->mutex);
    m_inner->changed.wait_for(lock, std::chrono::seconds(5), [this] { return m_inner->status != 0 || m_inner->ended; });
    return m_inner->status;
}

bool Stream::waitFor(const std::function<bool(const Frame &)> &fits)
{
    std::unique_lock lock(m_inner->mutex);
    const auto found = [&] { return std::any_of(m_inner->frames.begin(), m_inner->frames.end(), fits); };
    return m_inner->changed.wait_for(lock, std::chrono::seconds(10), [&] { return found() || m_inner->ended; }) && found();
}

bool Stream::waitForType(const std::string &type, int count)
{
    std::unique_lock lock(m_inner->mutex);
    const auto enough = [&] {
        return std::count_if(m_inner->frames.begin(), m_inner->frames.end(), [&](const Frame &frame) { return frame.event == type; }) >= count;
    };
    return m_inner->changed.wait_for(lock, std::chrono::seconds(10), [&] { return enough() || m_inner->ended; }) && enough();
}

bool Stream::waitForEnd()
{
    std::unique_lock lock(m_inner->mutex);
    return m_inner->changed.wait_for(lock, std::chrono::seconds(10), [this] { return m_inner->ended; });
}

std::vector<Frame> Stream::frames()
{
    const std::lock_guard lock(m_inner->mutex);
    return m_inner->frames;
}

std::string Stream::bytes()
{
    const std::lock_guard lock(m_inner->mutex);
    return m_inner->bytes;
}

void Stream::close()
{
    if (!m_thread.joinable())
        return;
    m_inner->http.stop();
    m_thread.join();
}

Workspace::Workspace(demo::Options options) : server(options), client((void(server.start()), server), options.wire)
{
    const bool managed = options.wire == demo::Wire::ManagedAgents;
    agent = client.post("/v1/agents", {{"name", "Test agent"},
                                       {"model", managed ? "claude-sonnet-5-5" : "claude-sonnet-4-6"},
                                       {"tools", Json::array({{{"type", "agent_toolset_20260401"}}})}})
                .text("id");
    environment = client.post("/v1/environments", {{"name", "test environment"}}).text("id");
}

std::string Workspace::newSession(const Json &more) const
{
    Json body = {{"agent", agent}, {"environment_id", environment}};
    body.update(more);
    return client.post("/v1/sessions", body).text("id");
}

void Workspace::say(const std::string &session, const std::string &text) const
{
    client.post("/v1/sessions/" + session + "/events", {{"events", Json::array({userMessage(text)})}});
}

std::vector<Json> Workspace::history(const std::string &session) const
{
    const Answer answer = client.get("/v1/sessions/" + session + "/events?limit=1000");
    return answer.json.is_object() ? answer["data"].get<std::vector<Json>>() : std::vector<Json>();
}

std::string Workspace::status(const std::string &session) const
{
    return client.get("/v1/sessions/" + session).text("status");
}

Json userMessage(const std::string &text)
{
    return {{"type", "user.message"}, {"content", Json::array({{{"type", "text"}, {"text", text}}})}};
}

std::vector<std::string> typesOf(const std::vector<Json> &events)
{
    std::vector<std::string> types;
    for (const Json &event : events)
        types.push_back(event.value("type", std::string()));
    return types;
}

} // namespace test
