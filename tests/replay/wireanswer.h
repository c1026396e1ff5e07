#pragma once

#include "tests/replay/due.h"

namespace replay
{

//! Headers that belong to one connection or to one sending of a body: ours are our own.
bool belongsToTheHop(const QByteArray &header);
//! Whether a header can go over the wire at all.
bool isSoundHeader(const QByteArray &name, const QByteArray &value);
//! Whether answers with this status, or to this method, have no body at all.
bool hasNoBody(int status, const QByteArray &method);
//! The answer as it goes over the wire: the recorded status, headers and body, chunked where it was chunked.
QByteArray wireAnswer(const due::Answer &answer, const QByteArray &method);
//! The head of a stream, up to the empty line: chunks follow.
QByteArray wireStreamHead(const net::Headers &headers);
QByteArray wireChunk(const QByteArray &bytes);

} // namespace replay
