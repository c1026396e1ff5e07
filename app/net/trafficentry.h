#pragma once

#include "base/error.h"
#include "net/endpoint.h"

#include <QDateTime>

#include <chrono>
#include <optional>

class QNetworkRequest;

namespace net {

//! One try of a request, as people may see it: secrets taken out, no body.
struct TrafficEntry
{
    quint64 number = 0;              //!< counts from 1
    QDateTime startedAt;             //!< UTC
    QString profileId;               //!< whose request it is; empty: a connection that is only being tried
    QString origin;                  //!< scheme, host and port
    QByteArray method;
    QString path;                    //!< with its query, redacted
    int attempt = 1;
    bool stream = false;
    bool finished = false;
    int status = 0;                  //!< 0: no answer
    std::chrono::milliseconds took{0};
    qint64 bytesSent = 0;            //!< of the body
    qint64 bytesReceived = 0;        //!< of the body; a stream: until now
    qint64 events = 0;               //!< of a stream: until now
    QString requestId;
    std::optional<base::Error::Kind> error;
    Endpoint::Auth auth = Endpoint::Auth::None; //!< how the key went along; the key itself is nowhere here
    QByteArray keyVariable;
    Headers requestHeaders;          //!< without the credential's
    Headers responseHeaders;         //!< only of answers that came while the log was watched

    //! What is known of a request before it is sent.
    static TrafficEntry of(const QNetworkRequest &request, const Endpoint &endpoint);
};

//! A body as it was recorded, or why it was not.
struct TrafficBody
{
    enum class State {
        NotRecorded, //!< nobody had asked for it
        Empty,
        Withheld,    //!< a request of this kind carries secrets by its nature
        Binary,      //!< no text
        Text,
    };
    State state = State::NotRecorded;
    QByteArray text;   //!< UTF-8, secrets taken out
    bool cut = false;  //!< only the beginning of it
    qint64 size = 0;   //!< of the whole body as it was on the wire
};

} // namespace net
