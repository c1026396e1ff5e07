#pragma once

#include "base/record.h"
#include "demo/server.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace test {

using base::Json;

//! What a server answered.
struct Answer
{
    int status = 0;                             //!< 0: no answer came
    std::string body;
    std::map<std::string, std::string> headers; //!< names in lower case
    Json json;                                  //!< null when the body is none

    const Json &operator[](const char *key) const & { return json.at(key); }
    Json operator[](const char *key) && { return json.at(key); } //!< by value: it may be looped over
    std::string text(std::string_view path) const; //!< a text inside the JSON, "" when it is not there
};

using Headers = std::vector<std::pair<std::string, std::string>>;

//! A blocking HTTP client with nothing of the program's own transport in it.
class Client
{
public:
    //! The headers that the server's wire wants, the key as x-api-key.
    explicit Client(const demo::Server &server, demo::Wire wire = demo::Wire::ManagedAgents);

    Answer get(const std::string &path) const { return send("GET", path, {}); }
    Answer post(const std::string &path, const Json &body = Json()) const { return send("POST", path, body.is_null() ? std::string() : body.dump()); }
    Answer remove(const std::string &path) const { return send("DELETE", path, {}); }
    Answer send(const std::string &method, const std::string &path, const std::string &body) const;

    //! The same with other headers.
    Client with(const Headers &headers) const;
    Client without(const std::string &name) const;

    quint16 port() const { return m_port; }
    const Headers &headers() const { return m_headers; }

private:
    Client() = default;
    quint16 m_port = 0;
    Headers m_headers;
};

//! One frame of an event stream.
struct Frame
{
    std::string event;
    std::string id;
    Json json;
};

//! An open event stream, read on a thread of its own.
class Stream
{
public:
    Stream(const Client &client, const std::string &path);
    ~Stream() { close(); }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    //! Waits until the answer's head is there. Its status; 0: none came in 5 s.
    int status();
    //! Waits for a frame that fits, at most 10 s; from the first frame on.
    bool waitFor(const std::function<bool(const Frame &)> &fits);
    bool waitForType(const std::string &type, int count = 1);
    bool waitForEnd();
    std::vector<Frame> frames();
    std::string bytes();
    void close();

private:
    struct Inner;
    std::shared_ptr<Inner> m_inner;
    std::thread m_thread;
};

//! A running server and the ids of something to talk to.
struct Workspace
{
    explicit Workspace(demo::Options options = {});
    demo::Server server;
    Client client;
    std::string agent;        //!< with the built-in tools, everything allowed
    std::string environment;

    //! A new idle session.
    std::string newSession(const Json &more = Json::object()) const;
    void say(const std::string &session, const std::string &text) const;
    std::vector<Json> history(const std::string &session) const;
    std::string status(const std::string &session) const;
};

Json userMessage(const std::string &text);
//! The types of events, one after the other; previews are left out.
std::vector<std::string> typesOf(const std::vector<Json> &events);

} // namespace test
