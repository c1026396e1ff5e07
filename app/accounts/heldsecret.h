#pragma once

#include <QByteArray>

#include <utility>

namespace accounts {

//! Overwrites the bytes when nobody else shares them, then lets go. Copies made by Qt, the keychain or the network stay where they are.
void wipe(QByteArray &bytes);

//! A secret that is overwritten when the last of its holders goes.
struct HeldSecret
{
    QByteArray bytes;

    HeldSecret() = default;
    explicit HeldSecret(QByteArray secret) : bytes(std::move(secret)) {}
    HeldSecret(const HeldSecret &) = default;
    HeldSecret(HeldSecret &&) = default;
    HeldSecret &operator=(const HeldSecret &) = delete;
    HeldSecret &operator=(HeldSecret &&) = delete;
    ~HeldSecret() { wipe(bytes); }
};

} // namespace accounts
