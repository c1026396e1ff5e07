#pragma once

#include <chrono>
#include <functional>

namespace base {

//! Delays between tries: exponential with full jitter (uniform in 0..min(cap, base * 2^n)) over a floor.
class Backoff
{
public:
    //! `random` gives values in [0, 1); the default is the system's generator.
    Backoff(std::chrono::milliseconds base, std::chrono::milliseconds cap,
            std::chrono::milliseconds floor = std::chrono::milliseconds(0), std::function<double()> random = {});

    std::chrono::milliseconds next();
    void reset() { m_tries = 0; }
    int tries() const { return m_tries; }

private:
    std::chrono::milliseconds m_base;
    std::chrono::milliseconds m_cap;
    std::chrono::milliseconds m_floor;
    std::function<double()> m_random;
    int m_tries = 0;
};

} // namespace base
