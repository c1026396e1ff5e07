#pragma once

#include "base/result.h"
#include "demo/server.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <optional>

namespace app {

//! Starts the demo workspace beside the main thread, and stops it at the end.
class DemoHost final : public QObject
{
    Q_OBJECT
public:
    explicit DemoHost(const demo::Options &options, QObject *parent = nullptr);
    ~DemoHost() override;

    //! Once; ended() tells how it went.
    void start();
    //! Only after ended() with a good outcome.
    QUrl baseUrl() const { return m_server->baseUrl(); }
    QByteArray key() const { return m_server->key(); }

Q_SIGNALS:
    void ended(const base::Outcome &outcome);

private:
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<QThread> m_thread;
    std::optional<base::Outcome> m_outcome; //!< written by the thread, read after its end
};

} // namespace app
