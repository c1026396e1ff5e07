#include "accounts/keychainsecretstore.h"
#include "fakesecretservice.h"
#include "tests/support/testbase.h"

#include <QDBusConnectionInterface>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>

#include <csignal>

using accounts::Keeping;
using accounts::KeychainSecretStore;
using accounts::SecretReply;
using accounts::SecretState;
using namespace std::chrono_literals;

//! Run by keyring.sh, which says which of these functions fit the state of the keyring.
class SecretStoreTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void k1WritesReadsAndRemoves();
    void k1KeepsUtf8AndTheLongest();
    void k2AbsentIsAbsent();
    void refusesWhatCannotBeKept();
    void sessionOnlyNeverReachesTheKeychain();
    void runsInOrder();
    void aStoreThatDiesCancels();
    void k3LockedLooksLocked();
    void k4CancelledPromptIsLocked();
    void k5WrongPasswordIsLocked();
    void k6NoKeyringYet();
    void k10StoppedServiceIsHung();
    void noServiceOnTheBus();
    void k11DeadlineEndsAJobThatNeverAnswers();
    void promptOpensTheKeyring();
    void promptThatTakesTooLongIsDismissed();
    void k7NoBus();
    void k8ADisplayStartsNoBus();
    void k9NoLibrary();
    void k10WhoWaitsBehindAHungOneIsToldSoon();
    void k11ForeignEventLoop();
    void k12KdeWithoutWallet();
    void k12OldKdeHasNoBackend();

private:
    using Job = base::JobOf<SecretReply>;
    //! Waits for the job; `m_reply` and `m_error` have its end.
    void settle(Job *job);
    void expect(Job *job, SecretState state);
    void expectError(Job *job, base::Error::Kind kind);
    QByteArray secret(const QByteArray &more = {}) const { return "sk-" + m_canary + more; }
    void tell(const char *method, const QVariant &argument);
    void logInAgain();
    static pid_t servicePid();

    QByteArray m_canary;
    std::optional<base::Result<SecretReply>> m_result;
    base::SystemClock m_clock;
    const KeychainSecretStore::Deadlines m_patient{10s, 10s, 20s};
    const KeychainSecretStore::Deadlines m_short{1000ms, 1000ms, 2000ms};
};

void SecretStoreTest::initTestCase()
{
    m_canary = qgetenv("MUSTER_TEST_CANARY");
    QVERIFY2(!m_canary.isEmpty(), "run this through tests/support/keyring.sh");
}

void SecretStoreTest::settle(Job *job)
{
    m_result.reset();
    job->then(this, [this](const base::Result<SecretReply> &result) { m_result.emplace(result); });
    QTRY_VERIFY_WITH_TIMEOUT(m_result.has_value(), 30000);
}

void SecretStoreTest::expect(Job *job, SecretState state)
{
    settle(job);
    QVERIFY(m_result.has_value());
    QVERIFY2(m_result->ok(), m_result->ok() ? "" : qPrintable(m_result->error().detail));
    const auto &reply = m_result->value();
    QVERIFY2(reply.state == state, qPrintable(QLatin1String(stateName(reply.state)) + QLatin1Char(' ') + reply.detail));
}

void SecretStoreTest::expectError(Job *job, base::Error::Kind kind)
{
    settle(job);
    QVERIFY(m_result.has_value());
    QVERIFY(!m_result->ok());
    QCOMPARE(m_result->error().kind, kind);
}

void SecretStoreTest::k1WritesReadsAndRemoves()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("2f1d8c7a-0000-4000-8000-000000000001");
    expect(store.probe(this), SecretState::Ok);
    expect(store.read(this, id), SecretState::Absent);
    expect(store.remove(this, id), SecretState::Ok); // nothing there is as good as gone
    expect(store.write(this, id, secret("-one"), Keeping::Keychain), SecretState::Ok);
    expect(store.write(this, id, secret("-two"), Keeping::Keychain), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret("-two"));
    QCOMPARE(m_result->value().keeping, Keeping::Keychain);

    KeychainSecretStore later(&m_clock, m_patient, nullptr); // as after a restart
    expect(later.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret("-two"));
    expect(later.read(this, QStringLiteral("2f1d8c7a-0000-4000-8000-000000000002")), SecretState::Absent);
    expect(later.remove(this, id), SecretState::Ok);
    expect(store.read(this, id), SecretState::Absent);
}

void SecretStoreTest::k1KeepsUtf8AndTheLongest()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("utf8");
    const QByteArray umlauts = secret("-Schlüssel-钥匙-🔑");
    expect(store.write(this, id, umlauts, Keeping::Keychain), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, umlauts);

    const QByteArray longest = secret().leftJustified(KeychainSecretStore::maxSecretBytes, 'x');
    expect(store.write(this, id, longest, Keeping::Keychain), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, longest);
    expect(store.remove(this, id), SecretState::Ok);
}

void SecretStoreTest::k2AbsentIsAbsent()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    expect(store.read(this, QStringLiteral("never-written")), SecretState::Absent);
    expect(store.remove(this, QStringLiteral("never-written")), SecretState::Ok); // it is not there, which is what was asked for
}

void SecretStoreTest::refusesWhatCannotBeKept()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("bad");
    const auto refused = base::Error::Kind::Invalid;
    expectError(store.write(this, id, {}, Keeping::Keychain), refused);
    expectError(store.write(this, id, secret().leftJustified(KeychainSecretStore::maxSecretBytes + 1, 'x'), Keeping::Keychain), refused);
    expectError(store.write(this, id, secret(QByteArray("a\0b", 3)), Keeping::Keychain), refused);
    expectError(store.write(this, id, secret("\xff\xfe"), Keeping::SessionOnly), refused);
    expectError(store.write(this, QString(), secret(), Keeping::Keychain), refused);
    expectError(store.write(this, QStringLiteral("a/b"), secret(), Keeping::Keychain), refused);
    expectError(store.read(this, QStringLiteral("a b")), refused);
    expectError(store.remove(this, QStringLiteral("ä")), refused);
    expect(store.read(this, id), SecretState::Absent);
}

void SecretStoreTest::sessionOnlyNeverReachesTheKeychain()
{
    const auto id = QStringLiteral("session");
    {
        KeychainSecretStore store(&m_clock, m_patient, nullptr);
        expect(store.write(this, id, secret("-kept"), Keeping::Keychain), SecretState::Ok);
        expect(store.write(this, id, secret("-now"), Keeping::SessionOnly), SecretState::Ok);
        QCOMPARE(m_result->value().keeping, Keeping::SessionOnly);
        expect(store.read(this, id), SecretState::Ok);
        QCOMPARE(m_result->value().secret, secret("-now"));
        QCOMPARE(m_result->value().keeping, Keeping::SessionOnly);
    }
    KeychainSecretStore later(&m_clock, m_patient, nullptr);
    expect(later.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret("-kept"));
    expect(later.write(this, id, secret("-now"), Keeping::SessionOnly), SecretState::Ok);
    expect(later.remove(this, id), SecretState::Ok);
    expect(later.read(this, id), SecretState::Absent);
}

void SecretStoreTest::runsInOrder()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("order");
    QList<QByteArray> ends;
    const auto note = [&](const base::Result<SecretReply> &result) {
        ends << (result.ok() ? result->state == SecretState::Ok ? result->secret : QByteArray(stateName(result->state)) : "error");
    };
    store.write(this, id, secret("-1"), Keeping::Keychain)->then(this, note);
    store.read(this, id)->then(this, note);
    store.write(this, id, secret("-2"), Keeping::Keychain)->then(this, note);
    {
        QObject passing; // its read is given up before it begins, the others go on
        store.read(&passing, id)->then(this, note);
    }
    store.read(this, id)->then(this, note);
    store.remove(this, id)->then(this, note);
    store.read(this, id)->then(this, note);
    const QList<QByteArray> expected{{}, secret("-1"), {}, secret("-2"), {}, "Absent"};
    QTRY_COMPARE_WITH_TIMEOUT(ends, expected, 30000);
}

void SecretStoreTest::aStoreThatDiesCancels()
{
    auto store = std::make_unique<KeychainSecretStore>(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("dies");
    int cancelled = 0;
    bool began = false;
    store->write(this, id, secret(), Keeping::SessionOnly)->then(this, [&](const auto &) { began = true; });
    const auto count = [&](const base::Result<SecretReply> &result) { cancelled += !result.ok() && result.error().isCancelled() ? 1 : 0; };
    store->write(this, id, secret(), Keeping::Keychain)->then(this, count);
    store->read(this, id)->then(this, count);
    QTRY_VERIFY(began);
    store->probe(this)->then(this, count); // not even begun
    store.reset();
    QTRY_COMPARE(cancelled, 3);
}

void SecretStoreTest::tell(const char *method, const QVariant &argument)
{
    // Not a QDBusInterface: Qt leaks what it learns about one.
    auto message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
                                                  QStringLiteral("org.freedesktop.Secret.Service"), QLatin1String(method));
    message << argument;
    const auto reply = QDBusConnection::sessionBus().call(message);
    QVERIFY2(reply.type() == QDBusMessage::ReplyMessage, qPrintable(reply.errorMessage()));
}

//! A new daemon that gets the password, as after a log-in; the store keeps its connection to the bus.
void SecretStoreTest::logInAgain()
{
    const auto name = QStringLiteral("org.freedesktop.secrets");
    auto *bus = QDBusConnection::sessionBus().interface();
    QCOMPARE(::kill(servicePid(), SIGKILL), 0);
    QTRY_VERIFY(!bus->isServiceRegistered(name).value());
    QProcess daemon;
    daemon.start(QStringLiteral("gnome-keyring-daemon"),
                 {QStringLiteral("--unlock"), QStringLiteral("--components=secrets"), QStringLiteral("--daemonize")});
    daemon.write(qgetenv("MUSTER_TEST_PASSWORD") + '\n');
    daemon.closeWriteChannel();
    QTRY_COMPARE(daemon.state(), QProcess::NotRunning);
    QTRY_VERIFY(bus->isServiceRegistered(name).value());
}

pid_t SecretStoreTest::servicePid()
{
    return pid_t(QDBusConnection::sessionBus().interface()->servicePid(QStringLiteral("org.freedesktop.secrets")).value());
}

void SecretStoreTest::k3LockedLooksLocked()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("locked");
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::Ok);

    const QDBusObjectPath login(QStringLiteral("/org/freedesktop/secrets/collection/login"));
    tell("Lock", QVariant::fromValue(QList<QDBusObjectPath>{login}));
    expect(store.probe(this), SecretState::Locked);
    expect(store.read(this, id), SecretState::Locked); // not "Absent"
    expect(store.read(this, QStringLiteral("never-written")), SecretState::Locked);
    expect(store.write(this, id, secret("-new"), Keeping::Keychain), SecretState::Locked);
    expect(store.remove(this, id), SecretState::Locked); // not "gone"
    expect(store.unlock(this), SecretState::Locked);     // nobody is here to type a password
    expect(store.write(this, id, secret("-meanwhile"), Keeping::SessionOnly), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret("-meanwhile"));
    expect(store.remove(this, id), SecretState::Locked); // the session's is gone, the keychain's is not

    logInAgain();
    expect(store.unlock(this), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret());
    expect(store.remove(this, id), SecretState::Ok);
    expect(store.read(this, id), SecretState::Absent);
}

void SecretStoreTest::k4CancelledPromptIsLocked()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("cancelled");
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::Ok);
    const QDBusObjectPath login(QStringLiteral("/org/freedesktop/secrets/collection/login"));
    tell("Lock", QVariant::fromValue(QList<QDBusObjectPath>{login}));

    auto *job = store.unlock(this);
    QProcess person; // waits for the keychain's own window, then presses Escape in it
    person.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("timeout 15 xdotool search --sync --onlyvisible --class gcr-prompter && "
                                                                             "sleep 0.5 && xdotool key Escape")});
    expect(job, SecretState::Locked);
    QTRY_COMPARE(person.state(), QProcess::NotRunning);
    QCOMPARE(person.exitCode(), 0); // there was a window, and it was that which said no
    expect(store.read(this, id), SecretState::Locked); // not "Absent"
    expect(store.remove(this, id), SecretState::Locked);
    logInAgain();
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret());
}

void SecretStoreTest::k5WrongPasswordIsLocked()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    expect(store.probe(this), SecretState::Locked);
    expect(store.read(this, QStringLiteral("a")), SecretState::Locked);
    expect(store.write(this, QStringLiteral("a"), secret(), Keeping::Keychain), SecretState::Locked);
}

void SecretStoreTest::k6NoKeyringYet()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("a");
    expect(store.read(this, id), SecretState::Absent);
    expect(store.remove(this, id), SecretState::Ok);
    // The first write makes a keyring and asks for its password; nobody can be asked here.
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::NoKeyring);
    QVERIFY(!m_result->value().detail.isEmpty());
    expect(store.read(this, id), SecretState::Absent);
    expect(store.write(this, id, secret(), Keeping::SessionOnly), SecretState::Ok);
}

void SecretStoreTest::k10StoppedServiceIsHung()
{
    const auto id = QStringLiteral("a");
    KeychainSecretStore patient(&m_clock, m_patient, nullptr);
    expect(patient.write(this, id, secret(), Keeping::Keychain), SecretState::Ok);
    KeychainSecretStore store(&m_clock, m_short, nullptr);
    const pid_t pid = servicePid();
    QVERIFY(pid > 1);
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    expect(store.probe(this), SecretState::Hung);
    expect(store.read(this, id), SecretState::Hung);
    expect(store.write(this, id, secret("-two"), Keeping::Keychain), SecretState::Hung);
    expect(store.remove(this, id), SecretState::Hung);
    expect(store.write(this, id, secret("-now"), Keeping::SessionOnly), SecretState::Ok);
    expect(store.remove(this, id), SecretState::Hung);
    QCOMPARE(::kill(pid, SIGCONT), 0);
    expect(patient.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret());
}

void SecretStoreTest::k10WhoWaitsBehindAHungOneIsToldSoon()
{
    const KeychainSecretStore::Deadlines usual;
    QVERIFY2(usual.answer <= 5s, "a person is told after a few seconds");
    KeychainSecretStore patient(&m_clock, m_patient, nullptr);
    KeychainSecretStore store(&m_clock, {2000ms, 100ms, 20s}, nullptr);
    expect(patient.write(this, QStringLiteral("a"), secret(), Keeping::Keychain), SecretState::Ok);
    const pid_t pid = servicePid();
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    QElapsedTimer timer;
    timer.start();
    int hung = 0;
    for (int i = 0; i < 10; ++i) {
        store.read(this, QStringLiteral("a"))->then(this, [&](const base::Result<SecretReply> &reply) {
            hung += reply.ok() && reply->state == SecretState::Hung ? 1 : 0;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(hung, 10, 10000);
    qInfo("K10: ten operations were told after %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 5000); // not ten times two seconds
    QCOMPARE(::kill(pid, SIGCONT), 0);
    expect(patient.read(this, QStringLiteral("a")), SecretState::Ok);
}

void SecretStoreTest::k8ADisplayStartsNoBus()
{
    QVERIFY(!qEnvironmentVariableIsEmpty("DISPLAY"));
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    expect(store.probe(this), SecretState::NoBus);
    expect(store.write(this, QStringLiteral("a"), secret(), Keeping::Keychain), SecretState::NoBus);
    expect(store.read(this, QStringLiteral("a")), SecretState::NoBus);
    // libdbus would have started a daemon with this HOME.
    const QByteArray home = "HOME=" + qgetenv("HOME");
    const auto processes = QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    for (const QString &process : processes) {
        QFile name(QStringLiteral("/proc/%1/comm").arg(process));
        QFile environment(QStringLiteral("/proc/%1/environ").arg(process));
        if (name.open(QIODevice::ReadOnly) && name.readAll().startsWith("dbus-daemon") && environment.open(QIODevice::ReadOnly))
            QVERIFY2(!environment.readAll().split('\0').contains(home), "a stray bus was started");
    }
}

void SecretStoreTest::k9NoLibrary()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("a");
    expect(store.probe(this), SecretState::NoLibrary);
    QVERIFY(!m_result->value().detail.isEmpty());
    expect(store.read(this, id), SecretState::NoLibrary);
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::NoLibrary);
    expect(store.remove(this, id), SecretState::NoLibrary);
    expect(store.write(this, id, secret(), Keeping::SessionOnly), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
}

//! Plasma 5 and 6 without a wallet: QtKeychain goes to the Secret Service as anywhere else.
void SecretStoreTest::k12KdeWithoutWallet()
{
    QVERIFY(!qEnvironmentVariableIsEmpty("KDE_SESSION_VERSION"));
    k1WritesReadsAndRemoves();
}

//! KDE 4 had a wallet of its own, which nobody has any more: nothing is kept, least of all in a file.
void SecretStoreTest::k12OldKdeHasNoBackend()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("a");
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::NoService);
    expect(store.read(this, id), SecretState::NoService);
    expect(store.remove(this, id), SecretState::NoService); // not "gone"
    expect(store.write(this, id, secret(), Keeping::SessionOnly), SecretState::Ok);
}

void SecretStoreTest::noServiceOnTheBus()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("a");
    expect(store.probe(this), SecretState::NoService);
    expect(store.read(this, id), SecretState::NoService);
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::NoService);
    expect(store.remove(this, id), SecretState::NoService);
    expect(store.unlock(this), SecretState::NoService);
    expect(store.write(this, id, secret(), Keeping::SessionOnly), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().secret, secret());
}

void SecretStoreTest::k11DeadlineEndsAJobThatNeverAnswers()
{
    test::FakeSecretService service;
    const auto id = QStringLiteral("a");
    {
        KeychainSecretStore store(&m_clock, m_short, nullptr);
        expect(store.probe(this), SecretState::Ok);
        expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::Hung);
        QTRY_VERIFY(service.unanswered() > 0); // QtKeychain's job waits for this, also after the store is gone
    }
    service.fail(); // the job ends, and with it its memory: a sanitizer sees it if that was freed before
    KeychainSecretStore store(&m_clock, m_short, nullptr);
    expect(store.read(this, id), SecretState::Hung);
}

void SecretStoreTest::promptOpensTheKeyring()
{
    test::FakeSecretService service;
    service.locked = true;
    KeychainSecretStore store(&m_clock, m_short, nullptr);
    expect(store.probe(this), SecretState::Locked);
    QCOMPARE(service.prompts, 0);
    expect(store.unlock(this), SecretState::Ok);
    QCOMPARE(service.prompts, 1);
    QCOMPARE(service.dismissals, 0);

    service.locked = true;
    service.answersPrompt = false;
    auto *job = store.unlock(this);
    QTRY_COMPARE(service.prompts, 2);
    service.completePrompt(true); // "Cancel"
    expect(job, SecretState::Locked);
}

void SecretStoreTest::promptThatTakesTooLongIsDismissed()
{
    test::FakeSecretService service;
    service.locked = true;
    service.answersPrompt = false;
    KeychainSecretStore store(&m_clock, m_short, nullptr);
    expect(store.unlock(this), SecretState::Hung);
    QTRY_COMPARE(service.dismissals, 1);
}

void SecretStoreTest::k7NoBus()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("a");
    expect(store.probe(this), SecretState::NoBus);
    expect(store.read(this, id), SecretState::NoBus);
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::NoBus);
    expect(store.remove(this, id), SecretState::NoBus);
    expect(store.unlock(this), SecretState::NoBus);
    expect(store.write(this, id, secret(), Keeping::SessionOnly), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok);
    QCOMPARE(m_result->value().keeping, Keeping::SessionOnly);
}

void SecretStoreTest::k11ForeignEventLoop()
{
    KeychainSecretStore store(&m_clock, m_patient, nullptr);
    const auto id = QStringLiteral("a");
    expect(store.probe(this), SecretState::NoEventLoop);
    expect(store.read(this, id), SecretState::NoEventLoop);
    expect(store.write(this, id, secret(), Keeping::Keychain), SecretState::NoEventLoop);
    expect(store.remove(this, id), SecretState::NoEventLoop);
    expect(store.write(this, id, secret(), Keeping::SessionOnly), SecretState::Ok);
}

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "tst_secretstore.moc"
