#pragma once

#include <QByteArray>

namespace store {

//! Bytes as they lie on disk: compressed where that saves room.
struct Packed
{
    QByteArray bytes;
    bool isPacked = false;
};

Packed pack(const QByteArray &bytes);
//! Empty when packed bytes cannot be read.
QByteArray unpack(const QByteArray &bytes, bool isPacked);

//! An event's bytes and the text in them that is searched lie together: the second then takes next to no room.
struct EventBody
{
    QByteArray raw;
    QByteArray text;
};
EventBody unpackBody(const QByteArray &bytes, bool isPacked, qsizetype rawSize);

} // namespace store
