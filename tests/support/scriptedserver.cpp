#include "tests/support/scriptedserver.h"

#include "tests/support/scriptedconnection.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>

namespace test {

QByteArray SeenRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

int SeenRequest::count(QByteArrayView headerName) const
{
    int found = 0;
    for (const auto &entry : headers)
        found += entry.first.compare(headerName, Qt::CaseInsensitive) == 0 ? 1 : 0;
    return found;
}

Script Script::reply(int status, const QByteArray &body, const QByteArray &contentType)
{
    Script script;
    script.m_status = status;
    if (!contentType.isEmpty() && !body.isEmpty())
        script.header("Content-Type", contentType);
    if (status != 204 && status != 304)
        script.header("Content-Length", QByteArray::number(body.size()));
    script.m_steps.push_back({Step::Kind::Bytes, body});
    script.m_complete = true;
    return script;
}

Script Script::stream()
{
    Script script;
    script.m_status = 200;
    script.header("Content-Type", "text/event-stream").header("Transfer-Encoding", "chunked");
    return script;
}

Script Script::silence()
{
    return Script();
}

Script Script::raw(const QByteArray &bytes)
{
    Script script;
    script.m_steps.push_back({Step::Kind::Bytes, bytes});
    return script;
}

Script &Script::header(const QByteArray &name, const QByteArray &value)
{
    for (auto &entry : m_headers) {
        if (entry.first.compare(name, Qt::CaseInsensitive) == 0 && name.toLower() != "set-cookie") {
            entry.second = value;
            return *this;
        }
    }
    m_headers.append({name, value});
    return *this;
}

Script &Script::contentLength(qint64 claimed)
{
    m_complete = false;
    return header("Content-Length", QByteArray::number(claimed));
}

Script &Script::chunk(const QByteArray &bytes)
{
    return this->bytes(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

Script &Script::bytes(const QByteArray &raw)
{
    m_steps.push_back({Step::Kind::Bytes, raw});
    return *this;
}

Script &Script::end()
{
    m_complete = true;
    return bytes("0\r\n\r\n");
}

Script &Script::waitForRelease()
{
    m_steps.push_back({Step::Kind::Release, {}});
    return *this;
}

Script &Script::pause(std::chrono::milliseconds time)
{
    m_steps.push_back({Step::Kind::Pause, {}, time});
    return *this;
}

Script &Script::drip(const QByteArray &raw, std::chrono::milliseconds every)
{
    m_steps.push_back({Step::Kind::Drip, raw, every});
    return *this;
}

Script &Script::cut(Cut how)
{
    m_steps.push_back({Step::Kind::Cut, {}, std::chrono::milliseconds(0), how});
    return *this;
}

Script &Script::cutAt(qint64 byte, Cut how)
{
    m_cutAt = byte;
    m_cutHow = how;
    return *this;
}

Script &Script::closing()
{
    m_headers.removeIf([](const auto &entry) { return entry.first == "Content-Length"; });
    header("Connection", "close");
    return cut(Cut::Fin);
}

QByteArray Script::head() const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(m_status) + " Scripted\r\n";
    for (const auto &[name, value] : m_headers)
        out += name + ": " + value + "\r\n";
    return out + "\r\n";
}

ScriptedServer::ScriptedServer(QObject *parent) : QTcpServer(parent)
{
    if (!listen(QHostAddress::LocalHost, 0))
        qFatal("cannot listen on loopback: %s", qPrintable(errorString()));
}

ScriptedServer::~ScriptedServer()
{
    cutAll(Cut::Rst);
}

void ScriptedServer::useTls(const QByteArray &certificate, const QByteArray &key)
{
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setLocalCertificateChain(QSslCertificate::fromData(certificate, QSsl::Pem));
    m_tls.setPrivateKey(QSslKey(key, QSsl::Rsa, QSsl::Pem, QSsl::PrivateKey));
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_useTls = true;
}

void ScriptedServer::speakOnlyTls10()
{
QT_WARNING_PUSH
QT_WARNING_DISABLE_DEPRECATED
    m_tls.setProtocol(QSsl::TlsV1_0);
QT_WARNING_POP
}

QUrl ScriptedServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_useTls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(serverPort());
    url.setPath(path);
    return url;
}

void ScriptedServer::enqueue(const Script &script)
{
    m_queue.push_back(script);
}

void ScriptedServer::cutNextRequestAt(qint64 byte, Cut how)
{
    m_requestCut = byte;
    m_requestCutHow = how;
}

void ScriptedServer::release()
{
    const auto alive = m_alive;
    for (const auto &connection : alive) {
        if (connection)
            connection->release();
    }
}

void ScriptedServer::cutAll(Cut how)
{
    const auto alive = m_alive;
    for (const auto &connection : alive) {
        if (connection)
            connection->cut(how);
    }
}

void ScriptedServer::push(const QByteArray &chunk)
{
    for (auto it = m_alive.crbegin(); it != m_alive.crend(); ++it) {
        if (*it && (*it)->isAnswering() && (*it)->isOpen()) {
            (*it)->push(chunk);
            return;
        }
    }
    qWarning("no open answer to push to");
}

bool ScriptedServer::canPush() const
{
    return std::any_of(m_alive.cbegin(), m_alive.cend(), [](const auto &one) { return one && one->isAnswering() && one->isOpen(); });
}

void ScriptedServer::blackHole(bool on)
{
    m_blackHole = on;
    for (const auto &connection : std::as_const(m_alive)) {
        if (connection && on)
            connection->die();
    }
}

int ScriptedServer::count(QByteArrayView method, QByteArrayView path) const
{
    int found = 0;
    for (const SeenRequest &request : m_seen)
        found += request.method == method && request.path() == path ? 1 : 0;
    return found;
}

int ScriptedServer::open() const
{
    int found = 0;
    for (const auto &connection : m_alive)
        found += connection && connection->isOpen() ? 1 : 0;
    return found;
}

void ScriptedServer::forget()
{
    m_seen.clear();
    m_connections = 0;
    m_cutRequests = 0;
    m_bytesRead = 0;
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    m_alive.removeIf([](const auto &connection) { return connection.isNull(); });
    m_alive.append(new ScriptedConnection(this, descriptor, ++m_connections));
}

Script ScriptedServer::answer(const SeenRequest &request)
{
    m_seen.push_back(request);
    Script script = Script::reply(500, "{\"error\":\"nothing scripted\"}");
    if (!m_queue.empty()) {
        script = m_queue.front();
        if (m_queue.size() > 1 || m_handler)
            m_queue.pop_front();
    } else if (m_handler) {
        script = m_handler(request);
    }
    Q_EMIT requested(request);
    return script;
}

} // namespace test
