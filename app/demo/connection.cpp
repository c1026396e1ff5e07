#include "demo/connection.h"

#ifndef _WIN32
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace demo {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds requestDeadline{30'000}; // S16: slow-loris cap
constexpr milliseconds writeDeadline{30'000};   // a reader that stands still this long is gone
constexpr milliseconds farewell{500};

#ifdef _WIN32
constexpr int sendFlags = 0;
constexpr int bothWays = SD_BOTH;
constexpr int outgoing = SD_SEND;
int pollOne(WSAPOLLFD *descriptor, int ms)
{
    return WSAPoll(descriptor, 1, ms);
}
using PollDescriptor = WSAPOLLFD;
#else
constexpr int sendFlags = MSG_NOSIGNAL;
constexpr int bothWays = SHUT_RDWR;
constexpr int outgoing = SHUT_WR;
int pollOne(pollfd *descriptor, int ms)
{
    int ready = 0;
    do {
        ready = poll(descriptor, 1, ms);
    } while (ready < 0 && errno == EINTR);
    return ready;
}
using PollDescriptor = pollfd;
#endif

bool waitFor(socket_t socket, short events, milliseconds time)
{
    PollDescriptor descriptor{};
    descriptor.fd = socket;
    descriptor.events = events;
    return pollOne(&descriptor, int(std::max(time.count(), milliseconds::rep(0)))) > 0;
}

} // namespace

bool Sockets::add(socket_t socket)
{
    const std::lock_guard lock(m_mutex);
    if (!m_stopping)
        m_sockets.insert(socket);
    return !m_stopping;
}

void Sockets::remove(socket_t socket)
{
    const std::lock_guard lock(m_mutex);
    m_sockets.erase(socket);
}

void Sockets::shutDownAll()
{
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    for (const socket_t socket : m_sockets)
        shutdown(socket, bothWays);
}

Connection::Connection(socket_t socket) : m_socket(socket), m_deadline(std::chrono::steady_clock::now() + requestDeadline) {}

bool Connection::is_readable() const
{
    return m_begin < m_end || waitFor(m_socket, POLLIN, milliseconds(0));
}

bool Connection::is_writable() const
{
    if (!waitFor(m_socket, POLLOUT, milliseconds(0)))
        return false;
    if (!waitFor(m_socket, POLLIN, milliseconds(0)))
        return true;
    char byte = 0;
    return recv(m_socket, &byte, 1, MSG_PEEK) > 0; // 0: the client has closed
}

ssize_t Connection::read(char *to, size_t size)
{
    if (m_begin == m_end) {
        const auto left = std::chrono::duration_cast<milliseconds>(m_deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0 || !waitFor(m_socket, POLLIN, left))
            return -1;
        const auto got = recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        if (got <= 0)
            return ssize_t(got);
        m_begin = 0;
        m_end = std::size_t(got);
    }
    const std::size_t count = std::min(size, m_end - m_begin);
    std::copy_n(m_buffer.data() + m_begin, count, to);
    m_begin += count;
    return ssize_t(count);
}

ssize_t Connection::write(const char *from, size_t size)
{
    if (!waitFor(m_socket, POLLOUT, writeDeadline))
        return -1;
    return ssize_t(send(m_socket, from, size, sendFlags));
}

void Connection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    sockaddr_in address{};
    socklen_t length = sizeof(address);
    ip = "127.0.0.1"; // the only address we listen on
    if (getpeername(m_socket, reinterpret_cast<sockaddr *>(&address), &length) == 0)
        port = ntohs(address.sin_port);
}

void Connection::get_local_ip_and_port(std::string &ip, int &port) const
{
    sockaddr_in address{};
    socklen_t length = sizeof(address);
    ip = "127.0.0.1";
    if (getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &length) == 0)
        port = ntohs(address.sin_port);
}

void Connection::finish()
{
    shutdown(m_socket, outgoing);
    const auto until = std::chrono::steady_clock::now() + farewell;
    while (true) {
        const auto left = std::chrono::duration_cast<milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0 || !waitFor(m_socket, POLLIN, left))
            return;
        if (recv(m_socket, m_buffer.data(), m_buffer.size(), 0) <= 0)
            return;
    }
}

} // namespace demo
