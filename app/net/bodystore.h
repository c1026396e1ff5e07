#pragma once

#include "base/redactor.h"
#include "net/trafficentry.h"

#include <map>

namespace net {

//! The recorded bodies of the newest requests: capped in number and bytes, redacted before they are kept.
class BodyStore
{
public:
    static constexpr qsizetype longestBody = 256 * 1024;       //!< what is kept of one
    static constexpr std::size_t mostRequests = 200;
    static constexpr qint64 mostBytes = 16 * 1024 * 1024;      //!< of all together

    enum class Part { Request, Response };

    void add(quint64 number, Part part, const QString &path, const QByteArray &body, const base::Redactor &redactor);
    //! NotRecorded when it is not here, or not any more.
    TrafficBody find(quint64 number, Part part) const;
    void clear();

    std::size_t requests() const { return m_bodies.size(); }
    qint64 bytes() const { return m_bytes; }

    //! Whether what goes to and comes from this path is a secret by its nature (vault credentials, keys, tokens).
    static bool isWithheld(const QString &path);

private:
    struct Pair
    {
        TrafficBody request;
        TrafficBody response;
    };
    static TrafficBody recorded(const QString &path, const QByteArray &body, const base::Redactor &redactor);

    std::map<quint64, Pair> m_bodies; // the oldest first
    qint64 m_bytes = 0;
};

} // namespace net
