#pragma once

#include <QNetworkInformation>
#include <QObject>

namespace net {

//! Tells when the network came back or is another one, where Qt has a back end that knows.
class NetworkWatch final : public QObject
{
    Q_OBJECT
public:
    using Reachability = QNetworkInformation::Reachability;
    using Medium = QNetworkInformation::TransportMedium;
    using QObject::QObject;

    //! Loads the back end; false: there is none, and changed() never comes. It asks services of the desktop and waits for them: not at the
    //! start of the program.
    bool start();

    //! What the back end says; public for tests.
    void reach(Reachability now);
    void goBy(Medium now);

Q_SIGNALS:
    //! What was connected before may be connected to nothing any more.
    void changed();

private:
    Reachability m_reachability = Reachability::Unknown;
    Medium m_medium = Medium::Unknown;
};

} // namespace net
