#include "main/memoryguard.h"

#include "tests/support/testbase.h"

#include <QDBusVariant>
#include <QProcess>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

bool isOpen()
{
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 1;
}

} // namespace

//! Stands in for the desktop's Settings portal; notes whether it could have looked at us when it was asked.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    QList<bool> couldLook;

public Q_SLOTS:
    QDBusVariant Read(const QString &, const QString &)
    {
        couldLook.append(isOpen());
        return QDBusVariant(uint(0));
    }
};

//! S17: the parts that need no installed program; fresh.sh looks at the rest.
class TestMemoryGuard : public test::TestBase
{
    Q_OBJECT

    void open() { QCOMPARE(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), 0); }

private Q_SLOTS:
    void init()
    {
        qunsetenv("MUSTER_DUMPABLE");
        qunsetenv("SNAP");
        open();
    }
    void cleanupTestCase() { open(); }

    void leavesNoCoreFile()
    {
        app::MemoryGuard::forbidCoreFiles();
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_cur, rlim_t(0));
        QCOMPARE(limit.rlim_max, rlim_t(0));
    }

    void closes()
    {
        QVERIFY(isOpen());
        app::MemoryGuard::close();
        QVERIFY(!isOpen());
    }

    void staysOpenWhereItMust()
    {
        qputenv("MUSTER_DUMPABLE", "1");
        app::MemoryGuard::close();
        QVERIFY(isOpen());
        qputenv("MUSTER_DUMPABLE", "0");
        qputenv("SNAP", "/snap/muster/1");
        app::MemoryGuard::close();
        QVERIFY(isOpen());
        qunsetenv("SNAP");
        QVERIFY(app::MemoryGuard::mayClose());
    }

    void closesAtOnceWithoutABus()
    {
        QObject owner;
        app::MemoryGuard::closeAfterPortal(QDBusConnection(QStringLiteral("there is none")), &owner);
        QVERIFY(!isOpen());
    }

    void letsThePortalLookFirst();
};

void TestMemoryGuard::letsThePortalLookFirst()
{
    QProcess daemon;
    daemon.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QTRY_VERIFY(daemon.canReadLine());
    const QString address = QString::fromUtf8(daemon.readLine()).trimmed();
    {
        const QDBusConnection ours = QDBusConnection::connectToBus(address, QStringLiteral("ours"));
        QVERIFY(ours.isConnected());
        QObject owner;
        app::MemoryGuard::closeAfterPortal(ours, &owner); // there is no portal yet
        QVERIFY(isOpen());
        QTRY_VERIFY(!isOpen());
        open();

        QDBusConnection desktop = QDBusConnection::connectToBus(address, QStringLiteral("desktop"));
        FakePortal portal;
        QVERIFY(desktop.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal, QDBusConnection::ExportAllSlots));
        QVERIFY(desktop.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
        app::MemoryGuard::closeAfterPortal(ours, &owner);
        QTRY_VERIFY(!isOpen());
        QCOMPARE(portal.couldLook, QList<bool>{true});
    }
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    daemon.terminate();
    QTRY_COMPARE(daemon.state(), QProcess::NotRunning);
}

QTEST_GUILESS_MAIN(TestMemoryGuard)
#include "tst_memoryguard.moc"
