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

//! What `event.packed` says, in bits.
inline constexpr int bodyPacked = 1;
inline constexpr int symbolsIndexed = 2; //!< its signs and emoji are in the index of words as well; not so in the first version

//! An event's bytes and the text in them that is searched lie together: the second then takes next to no room.
struct EventBody
{
    QByteArray raw;
    QByteArray text;
};
EventBody unpackBody(const QByteArray &bytes, int packed, qsizetype rawSize);

} // namespace store
