#pragma once

#include <QObject>

namespace app {

//! What logind calls; apart from WakeWatch because a bus that hangs may outlast it.
class SleepRelay final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! Connects to the system bus and asks whether NetworkManager answers. Waits for both: not in the window's thread.
    void connectToBus();

public Q_SLOTS:
    void prepareForSleep(bool before);

Q_SIGNALS:
    void slept();
    //! It listens now.
    void connected();
    //! Nothing that tells of the network hangs: asking it will not take long.
    void networkAnswers();
};

} // namespace app
