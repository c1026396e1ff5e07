#include "tests/support/scriptedconnection.h"

#include <QSslSocket>
#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace test {

ScriptedConnection::ScriptedConnection(ScriptedServer *server, qintptr descriptor, int number)
    : QObject(server), m_server(server), m_number(number)
{
    m_timer.setParent(this);
    m_timer.setSingleShot(true);
    if (server->m_useTls) {
        auto *tls = new QSslSocket(this);
        m_socket = tls;
        tls->setSocketDescriptor(descriptor);
        tls->setSslConfiguration(server->m_tls);
        tls->startServerEncryption();
    } else {
        m_socket = new QTcpSocket(this);
        m_socket->setSocketDescriptor(descriptor);
    }
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QIODevice::readyRead, this, &ScriptedConnection::read);
    connect(m_socket, &QAbstractSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_dripping.isEmpty() ? play() : drip(); });
    m_dead = server->m_blackHole;
}

bool ScriptedConnection::isOpen() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState && !m_cutDone;
}

void ScriptedConnection::read()
{
    if (m_dead || m_cutDone)
        return;
    QByteArray bytes = m_socket->readAll();
    const qint64 limit = m_server->m_requestCut;
    const bool reached = limit >= 0 && m_received + bytes.size() >= limit;
    if (reached)
        bytes.truncate(qsizetype(limit - m_received));
    m_received += bytes.size();
    m_server->m_bytesRead += bytes.size();
    m_in += bytes;
    if (reached) {
        m_server->m_requestCut = -1;
        ++m_server->m_cutRequests;
        cut(m_server->m_requestCutHow);
        return;
    }
    takeRequest();
}

void ScriptedConnection::takeRequest()
{
    const qsizetype end = m_in.indexOf("\r\n\r\n");
    if (m_answering || end < 0)
        return;
    SeenRequest request;
    request.connection = m_number;
    qint64 length = 0;
    const QList<QByteArray> lines = m_in.left(end).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
        if (line.left(colon).toLower() == "content-length")
            length = request.headers.last().second.toLongLong();
    }
    if (m_in.size() < end + 4 + length)
        return;
    request.body = m_in.mid(end + 4, length);
    m_in.remove(0, end + 4 + length);
    m_answering = true;
    m_script = m_server->answer(request);
    m_step = 0;
    m_written = 0;
    m_waiting = false;
    if (m_script.m_status == 0 || write(m_script.head()))
        play();
}

void ScriptedConnection::play()
{
    while (!m_cutDone && !m_waiting && !m_timer.isActive() && m_step < m_script.m_steps.size()) {
        const Script::Step step = m_script.m_steps[m_step++];
        playStep(step);
    }
    if (m_cutDone || m_waiting || m_timer.isActive() || m_script.m_steps.empty())
        return;
    const auto last = m_script.m_steps.back().kind;
    // A script that leaves its answer open keeps the connection busy until it is cut or pushed to.
    if (m_step >= m_script.m_steps.size() && last != Script::Step::Kind::Cut && m_script.m_complete) {
        m_answering = false;
        takeRequest();
    }
}

void ScriptedConnection::playStep(const Script::Step &step)
{
    switch (step.kind) {
    case Script::Step::Kind::Bytes:
        write(step.bytes);
        break;
    case Script::Step::Kind::Release:
        m_waiting = true;
        break;
    case Script::Step::Kind::Pause:
        m_timer.start(step.time);
        break;
    case Script::Step::Kind::Drip:
        m_dripping = step.bytes;
        m_timer.setInterval(step.time);
        drip();
        break;
    case Script::Step::Kind::Cut:
        cut(step.how);
        break;
    }
}

void ScriptedConnection::drip()
{
    const QByteArray byte = m_dripping.left(1);
    m_dripping.remove(0, 1);
    if (!write(byte))
        return;
    if (m_dripping.isEmpty())
        play();
    else
        m_timer.start();
}

bool ScriptedConnection::write(const QByteArray &bytes)
{
    const qint64 limit = m_script.m_cutAt;
    if (limit >= 0 && m_written + bytes.size() >= limit) {
        m_socket->write(bytes.left(qsizetype(limit - m_written)));
        cut(m_script.m_cutHow);
        return false;
    }
    m_written += bytes.size();
    m_socket->write(bytes);
    m_socket->flush();
    return true;
}

void ScriptedConnection::cut(Cut how)
{
    if (m_cutDone)
        return;
    m_cutDone = true;
    m_timer.stop();
    m_socket->flush();
    if (how == Cut::Fin) {
        m_socket->disconnectFromHost();
        return;
    }
#ifdef Q_OS_UNIX
    // Lingering for zero seconds makes close() send RST.
    const linger none{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
#endif
    m_socket->abort();
    deleteLater();
}

void ScriptedConnection::push(const QByteArray &chunk)
{
    write(QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n");
}

void ScriptedConnection::release()
{
    if (!m_waiting)
        return;
    m_waiting = false;
    play();
}

} // namespace test
