#include "base/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace base {

Backoff::Backoff(std::chrono::milliseconds base, std::chrono::milliseconds cap, std::chrono::milliseconds floor,
                 std::function<double()> random)
    : m_base(base), m_cap(cap), m_floor(floor), m_random(std::move(random))
{
    if (!m_random)
        m_random = [] { return QRandomGenerator::global()->generateDouble(); };
}

std::chrono::milliseconds Backoff::next()
{
    const int exponent = std::min(m_tries++, 20);
    const auto ceiling = std::min<double>(double(m_cap.count()), double(m_base.count()) * double(1 << exponent));
    const auto delay = std::chrono::milliseconds(qint64(m_random() * ceiling));
    return std::max(m_floor, delay);
}

} // namespace base
