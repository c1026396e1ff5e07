#pragma once

#include "tests/support/scriptedserver.h"

#include <QTimer>

class QTcpSocket;

namespace test {

//! One accepted connection of a ScriptedServer: reads requests, plays a script for each, keeps alive between them.
class ScriptedConnection : public QObject
{
    Q_OBJECT
public:
    ScriptedConnection(ScriptedServer *server, qintptr descriptor, int number);

    void release();
    void cut(Cut how);
    void die() { m_dead = true; } //!< never reads again
    void push(const QByteArray &chunk);
    bool isOpen() const;
    bool isAnswering() const { return m_answering; }

private:
    void read();
    void takeRequest();
    void play();
    void playStep(const Script::Step &step);
    void drip();
    //! False when the script's cut was reached.
    bool write(const QByteArray &bytes);

    ScriptedServer *m_server;
    QTcpSocket *m_socket;
    QTimer m_timer;
    QByteArray m_in;
    SeenRequest m_request;
    Script m_script;
    std::size_t m_step = 0;
    QByteArray m_dripping;
    qint64 m_received = 0;
    qint64 m_written = 0;
    int m_number;
    bool m_answering = false;
    bool m_waiting = false;
    bool m_cutDone = false;
    bool m_dead = false;
};

} // namespace test
