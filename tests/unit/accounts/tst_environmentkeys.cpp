#include "accounts/environmentkeys.h"
#include "tests/support/testbase.h"

#include <QFile>
#include <QProcess>

#include <cstdio>

using accounts::EnvironmentKeys;

//! Keys in the environment: read once, then gone from it, for this process, for its children and for who reads /proc.
class EnvironmentKeysTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndUnsets();
    void emptyIsNotThere();
    void knowsWhereEachBelongs();
    void neitherChildrenNorProcFindThem();

public:
    static int takeAndTell();
};

void EnvironmentKeysTest::readsAndUnsets()
{
    int n = 0;
    for (const auto &known : EnvironmentKeys::known())
        qputenv(known.variable, "value-" + QByteArray::number(++n) + "\n");
    qputenv("ANTHROPIC_MODEL", "stays");
    const EnvironmentKeys taken = EnvironmentKeys::take();
    n = 0;
    for (const auto &known : EnvironmentKeys::known()) {
        QVERIFY2(!qEnvironmentVariableIsSet(known.variable), known.variable);
        QCOMPARE(taken.value(known.variable), "value-" + QByteArray::number(++n));
    }
    QCOMPARE(n, 5);
    QCOMPARE(qgetenv("ANTHROPIC_MODEL"), QByteArray("stays"));
    QCOMPARE(EnvironmentKeys::take().value("OMA_API_KEY"), QByteArray()); // once
}

void EnvironmentKeysTest::emptyIsNotThere()
{
    qputenv("ANTHROPIC_API_KEY", "  ");
    const EnvironmentKeys taken = EnvironmentKeys::take();
    QCOMPARE(taken.value("ANTHROPIC_API_KEY"), QByteArray());
    QVERIFY(!qEnvironmentVariableIsSet("ANTHROPIC_API_KEY"));
    QCOMPARE(EnvironmentKeys().value("ANTHROPIC_API_KEY"), QByteArray());
}

void EnvironmentKeysTest::knowsWhereEachBelongs()
{
    for (const auto &known : EnvironmentKeys::known()) {
        const bool anthropic = QByteArray(known.variable).startsWith("ANTHROPIC_");
        QCOMPARE(known.platform, anthropic ? api::Platform::Anthropic : api::Platform::Openma);
        QCOMPARE(known.isAddress, QByteArray(known.variable).endsWith("_BASE_URL"));
        QCOMPARE(QByteArray(known.addressVariable), anthropic ? QByteArray("ANTHROPIC_BASE_URL") : QByteArray("OMA_BASE_URL"));
        QCOMPARE(known.credential == api::Credential::AuthToken, QByteArray(known.variable) == "ANTHROPIC_AUTH_TOKEN");
    }
}

//! In a process that got them from its parent: prints what the kernel and a child of it see before and after.
int EnvironmentKeysTest::takeAndTell()
{
    const auto print = [](const char *mark) {
        QFile environ(QStringLiteral("/proc/self/environ"));
        const QByteArray seen = environ.open(QIODevice::ReadOnly) ? environ.readAll().replace('\0', '\n') : QByteArray("unreadable");
        std::printf("%s\n%s\n", mark, seen.constData());
        std::fflush(stdout);
        return std::system("env") == 0;
    };
    bool told = print("BEFORE");
    const EnvironmentKeys taken = EnvironmentKeys::take();
    told = print("AFTER") && told;
    std::printf("TAKEN %s\n", taken.value("ANTHROPIC_API_KEY").constData());
    return told ? 0 : 1;
}

void EnvironmentKeysTest::neitherChildrenNorProcFindThem()
{
#ifdef Q_OS_LINUX
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("ANTHROPIC_API_KEY"), QStringLiteral("canary-0123456789"));
    environment.insert(QStringLiteral("OMA_API_KEY"), QStringLiteral("canary-abcdefghij"));
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--take")});
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 0);
    const QByteArray said = process.readAllStandardOutput();
    const QByteArray before = said.left(said.indexOf("\nAFTER\n"));
    const QByteArray after = said.mid(before.size(), said.indexOf("\nTAKEN ") - before.size());
    QCOMPARE(before.count("canary-"), 4); // twice in /proc, twice in the child: the test can see them
    QVERIFY2(!after.contains("canary-"), after.constData());
    QVERIFY(after.contains("PATH=")); // the rest stays as it was
    QVERIFY(said.endsWith("TAKEN canary-0123456789\n"));
#else
    QSKIP("There is no /proc here.");
#endif
}

int main(int argc, char **argv)
{
    if (argc > 1 && QByteArray(argv[1]) == "--take")
        return EnvironmentKeysTest::takeAndTell();
    QCoreApplication application(argc, argv);
    EnvironmentKeysTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_environmentkeys.moc"
