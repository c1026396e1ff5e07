#include "tests/support/certificates.h"

#include <QFile>
#include <QHostAddress>
#include <QProcess>

namespace test {

namespace {

QByteArray alternativeName(const QString &host)
{
    return (QHostAddress(host).isNull() ? "subjectAltName=DNS:" : "subjectAltName=IP:") + host.toLatin1();
}

// `openssl ca` is the one command of every version that takes both dates.
constexpr char authorityConfig[] = R"([ca]
default_ca = our
[our]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
)";

} // namespace

Certificates::Certificates()
{
    write(QStringLiteral("ca.cnf"), authorityConfig);
    write(QStringLiteral("index.txt"), {});
    write(QStringLiteral("serial"), "1000\n");
    run({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
         QStringLiteral("-config"), QStringLiteral("ca.cnf"), QStringLiteral("-keyout"), QStringLiteral("ca.key"), QStringLiteral("-out"),
         QStringLiteral("ca.crt"), QStringLiteral("-days"), QStringLiteral("30"), QStringLiteral("-subj"),
         QStringLiteral("/CN=Muster test authority"), QStringLiteral("-addext"), QStringLiteral("basicConstraints=critical,CA:TRUE"),
         QStringLiteral("-addext"), QStringLiteral("keyUsage=critical,keyCertSign")});
}

Certificate Certificates::selfSigned(const QString &host)
{
    const QString name = QStringLiteral("self%1").arg(++m_count);
    run({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
         QStringLiteral("-config"), QStringLiteral("ca.cnf"), QStringLiteral("-keyout"), name + QStringLiteral(".key"), QStringLiteral("-out"),
         name + QStringLiteral(".crt"), QStringLiteral("-days"), QStringLiteral("30"), QStringLiteral("-subj"), QStringLiteral("/CN=") + host,
         QStringLiteral("-addext"), QString::fromLatin1(alternativeName(host))});
    return {read(name + QStringLiteral(".crt")), read(name + QStringLiteral(".key"))};
}

Certificate Certificates::issued(const QString &host)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString format = QStringLiteral("yyMMddhhmmss'Z'");
    return signedBetween(host, now.addDays(-1).toString(format), now.addDays(30).toString(format));
}

Certificate Certificates::expired(const QString &host)
{
    return signedBetween(host, QStringLiteral("200101000000Z"), QStringLiteral("210101000000Z"));
}

Certificate Certificates::notYetValid(const QString &host)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString format = QStringLiteral("yyMMddhhmmss'Z'");
    return signedBetween(host, now.addDays(20).toString(format), now.addDays(30).toString(format));
}

Certificate Certificates::signedBetween(const QString &host, const QString &from, const QString &to)
{
    const QString name = QStringLiteral("leaf%1").arg(++m_count);
    write(name + QStringLiteral(".ext"), alternativeName(host) + "\n");
    run({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-newkey"), QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
         QStringLiteral("-config"), QStringLiteral("ca.cnf"), QStringLiteral("-keyout"), name + QStringLiteral(".key"), QStringLiteral("-out"),
         name + QStringLiteral(".csr"), QStringLiteral("-subj"), QStringLiteral("/CN=") + host});
    run({QStringLiteral("ca"), QStringLiteral("-batch"), QStringLiteral("-notext"), QStringLiteral("-config"), QStringLiteral("ca.cnf"),
         QStringLiteral("-cert"), QStringLiteral("ca.crt"), QStringLiteral("-keyfile"), QStringLiteral("ca.key"), QStringLiteral("-in"),
         name + QStringLiteral(".csr"), QStringLiteral("-out"), name + QStringLiteral(".crt"), QStringLiteral("-extfile"),
         name + QStringLiteral(".ext"), QStringLiteral("-startdate"), from, QStringLiteral("-enddate"), to});
    return {read(name + QStringLiteral(".crt")), read(name + QStringLiteral(".key"))};
}

void Certificates::run(const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl %s: %s%s", qPrintable(arguments.join(QLatin1Char(' '))), qPrintable(process.errorString()), process.readAll().constData());
}

QByteArray Certificates::read(const QString &name) const
{
    QFile in(file(name));
    if (!in.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(in.fileName()));
    return in.readAll();
}

void Certificates::write(const QString &name, const QByteArray &text) const
{
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(out.fileName()));
}

} // namespace test
