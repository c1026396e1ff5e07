#include "net/networkwatch.h"

namespace net {

bool NetworkWatch::start()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return false;
    QNetworkInformation *information = QNetworkInformation::instance();
    m_reachability = information->reachability();
    m_medium = information->transportMedium();
    connect(information, &QNetworkInformation::reachabilityChanged, this, &NetworkWatch::reach);
    connect(information, &QNetworkInformation::transportMediumChanged, this, &NetworkWatch::goBy);
    return true;
}

void NetworkWatch::reach(Reachability now)
{
    // Losing the network is noticed by who uses it; many a loss is over before a connection has felt it.
    const bool better = m_reachability != Reachability::Unknown && now > m_reachability;
    m_reachability = now;
    if (better)
        Q_EMIT changed();
}

void NetworkWatch::goBy(Medium now)
{
    if (now == Medium::Unknown)
        return; // between two
    const bool other = m_medium != Medium::Unknown && now != m_medium;
    m_medium = now;
    if (other)
        Q_EMIT changed();
}

} // namespace net
