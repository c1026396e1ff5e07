#include "tests/bench/otherend.h"

#include <QSignalSpy>

namespace bench {

namespace {

constexpr int patience = 10'000; // ms

QUrl loopback(const QByteArray &port)
{
    return QUrl(QStringLiteral("http://127.0.0.1:") + QString::fromLatin1(port));
}

} // namespace

OtherEnd::OtherEnd(const QString &folder)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(folder + QStringLiteral("/bench_server"), {});
    const QList<QByteArray> ports = line().split(' ');
    if (ports.size() != 2)
        return;
    m_url = loopback(ports[0]);
    m_flood = loopback(ports[1]);
}

OtherEnd::~OtherEnd()
{
    QSignalSpy over(&m_process, &QProcess::finished);
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !over.wait(patience))
        m_process.kill();
}

QByteArray OtherEnd::line()
{
    QSignalSpy more(&m_process, &QProcess::readyReadStandardOutput);
    while (!m_process.canReadLine()) {
        if (m_process.state() == QProcess::NotRunning || !more.wait(patience))
            return {};
    }
    return m_process.readLine().trimmed();
}

QByteArray OtherEnd::say(const QByteArray &order)
{
    m_process.write(order + '\n');
    return line();
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QSignalSpy over(&process, &QProcess::finished);
    process.start(program, arguments);
    if (process.state() == QProcess::NotRunning || !over.wait(180'000) || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput();
}

} // namespace bench
