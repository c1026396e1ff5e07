#include "tests/support/testbase.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

//! The built program with keys in its environment: nobody who looks at the process, its children or its files finds them afterwards.
class EnvironmentTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void keysAreTakenOutOfIt();
};

void EnvironmentTest::keysAreTakenOutOfIt()
{
#ifdef Q_OS_LINUX
    QTemporaryDir folder;
    QProcess muster;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QByteArray canary = "canary-5f0c71d2a94e";
    for (const char *variable : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "OMA_API_KEY"})
        environment.insert(QLatin1String(variable), QString::fromLatin1(canary));
    environment.insert(QStringLiteral("ANTHROPIC_BASE_URL"), QStringLiteral("https://%1.example.org").arg(QString::fromLatin1(canary)));
    environment.insert(QStringLiteral("OMA_BASE_URL"), QStringLiteral("https://%1.example.org").arg(QString::fromLatin1(canary)));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("HOME"), folder.path());
    muster.setProcessEnvironment(environment);
    muster.start(QStringLiteral(MUSTER_PROGRAM), {QStringLiteral("--profile-dir"), folder.path()});
    QTRY_COMPARE(muster.state(), QProcess::Running);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(QStringLiteral("data/demo.sqlite"))), 20000); // the window is up, the demo starts

    const auto read = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QString process = QStringLiteral("/proc/%1/").arg(muster.processId());
    const QByteArray seen = read(process + QStringLiteral("environ"));
    QVERIFY(seen.contains("QT_QPA_PLATFORM=offscreen")); // it can be read
    QVERIFY2(!seen.contains(canary), seen.constData());
    QVERIFY(!read(process + QStringLiteral("cmdline")).contains(canary));
    QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QVERIFY2(!read(path).contains(canary), qPrintable(path));
    }
    muster.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(muster.state(), QProcess::NotRunning, 10000);
    QVERIFY(!(muster.readAllStandardError() + muster.readAllStandardOutput()).contains(canary));
#else
    QSKIP("There is no /proc here.");
#endif
}

QTEST_GUILESS_MAIN(EnvironmentTest)
#include "tst_environment.moc"
