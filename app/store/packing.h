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

} // namespace store
