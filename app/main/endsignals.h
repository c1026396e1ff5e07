#pragma once

#include <QObject>

#include <array>

class QSocketNotifier;

namespace app {

//! Turns SIGTERM, SIGINT and SIGHUP into a signal of the event loop, so that a shutdown or Ctrl+C ends the program in good order. The second
//! one ends it at once. One at a time; elsewhere than on Unix it does nothing.
class EndSignals final : public QObject
{
    Q_OBJECT
public:
    explicit EndSignals(QObject *parent = nullptr);
    ~EndSignals() override;

Q_SIGNALS:
    void asked();

private:
    void arrived();

    std::array<int, 2> m_pipe{-1, -1};
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace app
