#include "accounts/keychainsecretstore.h"
#include "demo/server.h"
#include "main/program.h"
#include "tests/support/heartbeat.h"
#include "tests/support/testbase.h"
#include "ui/widgets/plainlabel.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QTemporaryDir>

#include <csignal>

using accounts::KeychainSecretStore;

//! The whole program with the keychain of this system, whatever state keyring.sh put that into: the window is there at once, and says in
//! words how the keychain is (R21).
class StartTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void opensAndSaysHowTheKeychainIs_data();
    void opensAndSaysHowTheKeychainIs();

private:
    static QString addProfile(const QString &folder, const QUrl &address);
    void keepKey(const QString &id);
    static void lock();
    static pid_t keychainProcess();
    static qint64 waitedForProcessor();
    static QString shownText(screens::MainWindow *window, const char *name);

    QByteArray m_key;
};

void StartTest::opensAndSaysHowTheKeychainIs_data()
{
    QTest::addColumn<bool>("kept");     // a key was kept before this start
    QTest::addColumn<QString>("title"); // empty: the workspace opens
    QTest::addColumn<QString>("button");
    const auto row = [](const char *name, bool kept, const char *title, const char *button) {
        QTest::newRow(name) << kept << QString::fromLatin1(title) << QString::fromUtf8(button);
    };
    row("K1-normal", true, "", "");
    row("K2-absent", false, "There is no key for this connection in the keychain.", "Enter the key…");
    row("K3-locked", true, "The keychain is locked.", "Unlock");
    row("K5-wrong-password", false, "The keychain is locked.", "Unlock");
    row("K6-no-keyring", false, "There is no key for this connection in the keychain.", "Enter the key…");
    row("K7-no-bus", false, "The keychain cannot be reached.", "Try again");
    row("K8-display-without-bus", false, "The keychain cannot be reached.", "Try again");
    row("K9-no-library", false, "The library for the keychain is missing.", "Try again");
    row("K10-hung", true, "The keychain does not answer.", "Try again");
    row("K11-no-glib", false, "The keychain cannot be used in this start of Muster.", "Try again");
    row("K12-kde4", false, "This computer has no keychain that Muster can use.", "Try again");
}

//! The one that the program starts with; its id.
QString StartTest::addProfile(const QString &folder, const QUrl &address)
{
    accounts::ProfileStore profiles(folder, nullptr);
    api::Profile profile;
    profile.name = QStringLiteral("Team");
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = address;
    const auto id = profiles.add(profile);
    return id.ok() && profiles.setCurrent(*id).ok() ? *id : QString();
}

void StartTest::keepKey(const QString &id)
{
    base::SystemClock clock;
    KeychainSecretStore store(&clock, {}, nullptr);
    bool kept = false;
    store.write(this, id, m_key, accounts::Keeping::Keychain)->then(this, [&kept](const auto &reply) { kept = reply.ok() && reply->ok(); });
    QTRY_VERIFY(kept);
}

void StartTest::lock()
{
    auto message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
                                                  QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
    message << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"))});
    QCOMPARE(QDBusConnection::sessionBus().call(message).type(), QDBusMessage::ReplyMessage);
}

pid_t StartTest::keychainProcess()
{
    return pid_t(QDBusConnection::sessionBus().interface()->servicePid(QStringLiteral("org.freedesktop.secrets")).value());
}

//! Milliseconds in which this thread could have run but the machine ran something else: they are not the program's.
qint64 StartTest::waitedForProcessor()
{
    QFile file(QStringLiteral("/proc/thread-self/schedstat"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() / 1'000'000 : 0;
}

QString StartTest::shownText(screens::MainWindow *window, const char *name)
{
    const auto *label = window->findChild<widgets::PlainLabel *>(QLatin1String(name));
    return label && label->isVisible() ? label->fullText() : QString();
}

void StartTest::opensAndSaysHowTheKeychainIs()
{
    QFETCH(bool, kept);
    QFETCH(QString, title);
    QFETCH(QString, button);
    const bool hung = QByteArray(QTest::currentDataTag()).startsWith("K10");
    demo::Options options;
    options.speed = 0;
    demo::Server server(options);
    QVERIFY(server.start().ok());
    m_key = server.key();
    QTemporaryDir folder;
    app::Program::Setup setup = app::Program::usual(folder.path());
    setup.notifications = false;
    const QString id = addProfile(setup.configFolder, server.baseUrl());
    QVERIFY(!id.isEmpty());
    if (kept)
        keepKey(id);
    if (QByteArray(QTest::currentDataTag()).startsWith("K3"))
        lock();
    const pid_t process = hung ? keychainProcess() : 0;
    if (hung)
        QCOMPARE(::kill(process, SIGSTOP), 0);

    QElapsedTimer timer;
    timer.start();
    app::Program program(std::move(setup));
    qint64 painted = -1;
    const qint64 waitedBefore = waitedForProcessor();
    connect(program.window(), &screens::MainWindow::firstPainted, this, [&] { painted = timer.elapsed() - waitedForProcessor() + waitedBefore; });
    program.show();
    QTRY_VERIFY(painted >= 0);
    test::Heartbeat heartbeat;
    if (title.isEmpty())
        QTRY_VERIFY_WITH_TIMEOUT(program.window()->view(), 15000);
    else
        QTRY_COMPARE_WITH_TIMEOUT(shownText(program.window(), "connectionPage.title"), title, 15000);
    const qint64 told = timer.elapsed();
    const auto gap = heartbeat.longest().count();
    if (hung)
        QCOMPARE(::kill(process, SIGCONT), 0);
    qInfo("R21 %s: window after %lld ms, told after %lld ms, longest pause of the window %lld ms", QTest::currentDataTag(),
          static_cast<long long>(painted), static_cast<long long>(told), static_cast<long long>(gap));
    QVERIFY2(painted <= 1000, qPrintable(QString::number(painted)));
    QVERIFY2(told <= (hung ? 8000 : 5000), qPrintable(QString::number(told)));
    if (title.isEmpty())
        return;
    auto *next = program.window()->findChild<QPushButton *>(QStringLiteral("connectionPage.next"));
    QVERIFY(next && next->isVisible());
    QCOMPARE(next->text(), button);
    QVERIFY(!shownText(program.window(), "connectionPage.text").isEmpty());
    // The demo is a click away, whatever the keychain does.
    program.window()->showProfile(program.connections()->profiles().first().id);
    QTRY_VERIFY_WITH_TIMEOUT(program.window()->view(), 15000);
}

QTEST_MAIN(StartTest)
#include "tst_start.moc"
