#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <mutex>
#include <set>

namespace demo {

//! The sockets of a running server, so that stop() can wake every thread that waits on one.
class Sockets
{
public:
    bool add(socket_t socket); //!< false: the server is stopping, close it
    void remove(socket_t socket);
    void shutDownAll();        //!< for good

private:
    std::mutex m_mutex;
    std::set<socket_t> m_sockets;
    bool m_stopping = false;
};

//! One accepted connection as cpp-httplib wants to see it, with what its own lacks: a deadline for the whole request (a client that
//! drips bytes gives up its thread after 30 s) and waits that end when the server stops, without polling.
//!
//! The members cover cpp-httplib 0.11 to 0.53; those without `override` are virtual in newer ones only.
#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winconsistent-missing-override"
#endif
class Connection final : public httplib::Stream
{
public:
    explicit Connection(socket_t socket);

    bool is_readable() const override;
    bool is_writable() const; //!< the client is there and takes bytes
    bool wait_readable() const { return is_readable(); }
    bool wait_writable() const { return is_writable(); }
    bool is_peer_alive() const { return is_writable(); }
    ssize_t read(char *to, size_t size) override;
    ssize_t write(const char *from, size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;
    socket_t socket() const override { return m_socket; }
    time_t duration() const { return 0; }

    //! Sends the end and waits briefly for the client's, so that an answer given early is not lost with unread input.
    void finish();

private:
    const socket_t m_socket;
    const std::chrono::steady_clock::time_point m_deadline;
    std::array<char, 4096> m_buffer{};
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};
#ifdef __clang__
#pragma clang diagnostic pop
#endif

} // namespace demo
