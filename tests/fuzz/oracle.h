#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

//! Ends the program like an assertion that is never compiled out: the fuzzer takes it for a crash and keeps the input.
#define MUSTER_ORACLE(condition)                                                              \
    do {                                                                                      \
        if (!(condition)) {                                                                   \
            std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
            std::abort();                                                                     \
        }                                                                                     \
    } while (false)

namespace fuzz {

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
}

//! Random enough to cut with, and the same for the same input (xorshift).
class Dice
{
public:
    explicit Dice(const QByteArray &seed)
    {
        for (const char byte : seed)
            m_state = (m_state ^ quint8(byte)) * 1099511628211ULL;
        m_state |= 1;
    }
    //! 0 <= result < sides.
    qsizetype roll(qsizetype sides)
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return qsizetype(m_state % quint64(sides));
    }

private:
    quint64 m_state = 14695981039346656037ULL;
};

} // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
