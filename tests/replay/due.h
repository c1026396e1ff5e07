#pragma once

#include "base/error.h"
#include "base/json.h"
#include "net/request.h"

#include <optional>

//! What a client must make of an answer, worked out from the recording alone and without the client's own code.
namespace replay::due
{

//! An answer as it was recorded.
struct Answer {
    int status = 0; //!< 0: none came
    net::Headers headers;
    QByteArray body;
};

//! First of that name in any case; empty when absent.
QByteArray header(const net::Headers &headers, QByteArrayView name);
//! Without its parameters, lower case.
QByteArray mediaType(const net::Headers &headers);
//! The kind that a status of 300 and more stands for.
base::Error::Kind kindOf(int status);
//! What an error's body says is wrong; empty when it says nothing.
QString messageIn(const QByteArray &body);
//! The JSON of a successful answer that is JSON by its type and by its bytes; null for an empty one; nothing: a client has to refuse it.
std::optional<base::Json> jsonOf(const Answer &answer);
//! Why `error` is not the one that `answer` must become; empty: it is.
QString differenceTo(const base::Error &error, const Answer &answer, base::Error::Kind unanswered);

} // namespace replay::due
