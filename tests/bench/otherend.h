#pragma once

#include <QProcess>
#include <QUrl>

namespace bench {

//! The program bench_server, running until this dies.
class OtherEnd
{
public:
    //! `folder` holds it. Not ready() when it does not come up.
    explicit OtherEnd(const QString &folder);
    ~OtherEnd();

    bool ready() const { return m_flood.isValid(); }
    QUrl url() const { return m_url; }
    QUrl flood() const { return m_flood; } //!< an endless stream
    //! Sends an order and gives its answer, empty when none came.
    QByteArray say(const QByteArray &order);

private:
    QByteArray line();

    QProcess m_process;
    QUrl m_url;
    QUrl m_flood;
};

//! What a program prints until its end, within three minutes; empty when it fails.
QByteArray outputOf(const QString &program, const QStringList &arguments);

} // namespace bench
