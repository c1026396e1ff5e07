#pragma once

#include "net/endpoint.h"

#include <chrono>
#include <functional>

namespace net {

//! One thing to ask of the server, without its address and credential: those are the Transport's.
struct Request
{
    QByteArray method = "GET";
    QByteArray path;        //!< absolute, escaped ("/v1/agents/agent_01"); ids through escapedSegment()
    Headers query;          //!< not escaped; Transport escapes keys and values
    Headers headers;        //!< further headers; a credential among them is refused
    QByteArray body;        //!< empty: none is sent, and no Content-Type
    QByteArray contentType = "application/json";
    bool idempotent = false; //!< says that a method other than GET and HEAD may be repeated though it may have happened
    int maxTries = 5;       //!< for what may be repeated (§5); 1: the first answer or error counts
    qint64 maxBytes = 64 * 1024 * 1024;                  //!< of the answer's body, after decompression
    std::chrono::milliseconds idleDeadline{30'000};      //!< without any progress; a stream: until its headers are there
    std::chrono::milliseconds totalDeadline{120'000};    //!< for one try; no further try begins after it. Not for streams

    //! Told once before the first byte of the body leaves (0 of all), then as they leave; may be none. Never called: nothing of the body has left.
    std::function<void(qint64 sent, qint64 all)> progress = {};

    //! Whether it may be sent again when it is not known whether the first one arrived.
    bool mayRepeat() const { return idempotent || method == "GET" || method == "HEAD"; }
};

} // namespace net
