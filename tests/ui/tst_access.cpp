#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"
#include "tests/ui/connectionscene.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>

using accounts::SecretState;
using screens::ConnectionDialog;
using test::ProgramFixture;

//! With what a workspace is connected: a key that the keychain has or has not, one from the environment, or none at all.
class TestAccess : public test::TestBase, protected test::ConnectionScene
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aKeychainThatCannotKeepIsExplained_data();
    void aKeychainThatCannotKeepIsExplained();
    void aKeyThatCannotBeReadIsExplained_data();
    void aKeyThatCannotBeReadIsExplained();
    void theEnvironmentIsOfferedAndNothingIsStoredUnasked();
    void aTokenFromTheEnvironmentTravelsAsBearer();
    void anAddressInTheEnvironmentThatIsNoneOfOurs();
    void typingLetsTheOfferedKeyGo();
    void aConnectionWithoutItsKeyIsOfferedTheOneInTheEnvironment();
    void anOpenServerNeedsNoKey();
    void aServerThatWantsAKeyAfterAll();
    void givingUpTheKeyTakesItOut();

private:
    //! The program again, with these in its environment.
    void startWith(const QList<QPair<const char *, QByteArray>> &environment);
    void chooseOpenServer(const QUrl &url);
};

void TestAccess::init()
{
    TestBase::init();
    QVERIFY(start());
}

void TestAccess::cleanup()
{
    end();
}

void TestAccess::aKeychainThatCannotKeepIsExplained_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("title"); // what is wrong, and below it what to do
    QTest::addColumn<QString>("advice");
    const auto row = [](const char *name, SecretState state, const char *title, const char *advice) {
        QTest::newRow(name) << int(state) << QString::fromLatin1(title) << QString::fromLatin1(advice);
    };
    row("K3 locked", SecretState::Locked, "The keychain is locked.", "Unlock it");
    row("K4 locked, the person cancels", SecretState::Locked, "The keychain is locked.", "password you log in with");
    row("K5 wrong password at log-in", SecretState::Locked, "The keychain is locked.", "may still want the old one");
    row("K6 no keyring yet", SecretState::NoKeyring, "Your keychain has no keyring yet.", "choose a password");
    row("K7 no bus", SecretState::NoBus, "The keychain cannot be reached.", "Start Muster from a desktop session");
    row("K8 a display but no bus", SecretState::NoBus, "The keychain cannot be reached.", "D-Bus session");
    row("K9 no libsecret", SecretState::NoLibrary, "The library for the keychain is missing.", "libsecret-1-0");
    row("K10 hung", SecretState::Hung, "The keychain does not answer.", "another window");
    row("K11 no GLib", SecretState::NoEventLoop, "The keychain cannot be used in this start of Muster.", "QT_NO_GLIB");
    row("K12 no backend", SecretState::NoService, "This computer has no keychain that Muster can use.", "Install one");
}

void TestAccess::aKeychainThatCannotKeepIsExplained()
{
    QFETCH(int, state);
    m_program->secrets()->setKeychainState(SecretState(state));
    QPointer<ConnectionDialog> dialog = openDialog();
    fill(m_server->baseUrl().toString(), QString::fromLatin1(m_server->key()));
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(m_program->shown("connection.result.session"));
    QFETCH(QString, title);
    QFETCH(QString, advice);
    QCOMPARE(barText(), title);
    const QString text = field<widgets::MessageBar>("connection.result")->text();
    QVERIFY2(text.contains(advice), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Muster never writes a key to a file.")), qPrintable(text));
    QVERIFY(m_program->shown("connection.result.again"));
    QVERIFY(m_program->program().profiles()->profiles().isEmpty()); // nothing half done
    QVERIFY(m_program->click("connection.result.again"));          // the same again, unless it could be unlocked
    if (SecretState(state) == SecretState::Locked) {
        QTRY_VERIFY(!dialog);
        return;
    }
    QTRY_VERIFY(m_program->shown("connection.result.session"));
    QVERIFY(m_program->click("connection.result.session"));
    QTRY_VERIFY(!dialog);
    const QString id = m_program->program().profiles()->profiles().first().id;
    QCOMPARE(int(stored(id).keeping), int(accounts::Keeping::SessionOnly));
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == id);
}

void TestAccess::aKeyThatCannotBeReadIsExplained_data()
{
    aKeychainThatCannotKeepIsExplained_data();
    QTest::newRow("K2 no such key") << int(SecretState::Absent) << QStringLiteral("There is no key for this connection in the keychain.")
                                    << QStringLiteral("Enter the key again.");
}

void TestAccess::aKeyThatCannotBeReadIsExplained()
{
    QFETCH(int, state);
    QFETCH(QString, title);
    QFETCH(QString, advice);
    const auto id = m_program->program().profiles()->add(served());
    QVERIFY(id.ok());
    if (SecretState(state) != SecretState::Absent)
        m_program->secrets()->setKeychainState(SecretState(state));
    m_program->window()->showProfile(*id);
    QTRY_VERIFY(m_program->shown("connectionPage.next"));
    QCOMPARE(m_program->text("connectionPage.title"), title);
    const QString text = m_program->text("connectionPage.text");
    QVERIFY2(text.contains(advice), qPrintable(text));
    const bool absent = SecretState(state) == SecretState::Absent;
    QCOMPARE(text.contains(QStringLiteral("may well be in it")), !absent); // never "deleted" of a key that may be there
    QVERIFY(m_program->click(absent ? "connectionPage.next" : "connectionPage.other"));
    QTRY_VERIFY(m_program->shown("connection.key"));
    field<QLineEdit>("connection.key")->setText(QString::fromLatin1(m_server->key()));
    QVERIFY(m_program->click("connection.save"));
    if (!absent) {
        QTRY_VERIFY(m_program->shown("connection.result.session"));
        QVERIFY(m_program->click("connection.result.session"));
    }
    QTRY_VERIFY(m_program->window()->view());
}

void TestAccess::startWith(const QList<QPair<const char *, QByteArray>> &environment)
{
    m_program = std::make_unique<ProgramFixture>(QString(), 0, [environment](app::Program::Setup &setup) {
        for (const auto &[variable, value] : environment)
            qputenv(variable, value);
        setup.environment = accounts::EnvironmentKeys::take();
    });
    QVERIFY(m_program->start());
}

void TestAccess::theEnvironmentIsOfferedAndNothingIsStoredUnasked()
{
    QVERIFY(!m_program->shown("window.notice")); // nothing is set
    startWith({{"ANTHROPIC_API_KEY", m_server->key()}, {"ANTHROPIC_BASE_URL", m_server->baseUrl().toEncoded()}, {"OMA_API_KEY", "oma_0123456789"}});
    QVERIFY(!qEnvironmentVariableIsSet("ANTHROPIC_API_KEY"));
    QVERIFY(m_program->shown("window.notice.offer"));
    QCOMPARE(m_program->text("window.notice.offer"), QStringLiteral("Use the key from ANTHROPIC_API_KEY"));
    QVERIFY(m_program->click("window.notice.offer"));
    QPointer<QObject> dialog = m_program->find("connection");
    QVERIFY(m_program->shown("connection.offer.OMA_API_KEY")); // the others are in the dialog
    QCOMPARE(field<QLineEdit>("connection.name")->text(), QStringLiteral("Anthropic"));
    QCOMPARE(QUrl(field<QLineEdit>("connection.url")->text()), m_server->baseUrl());
    QVERIFY(field<QLineEdit>("connection.key")->text().isEmpty());
    QVERIFY(field<widgets::PlainLabel>("connection.keyNote")->fullText().contains(QStringLiteral("ANTHROPIC_API_KEY")));
    QVERIFY(!field<QCheckBox>("connection.keep")->isChecked());
    QVERIFY(m_program->click("connection.test"));
    QTRY_COMPARE(int(field<widgets::MessageBar>("connection.result")->kind()), int(widgets::MessageBar::Kind::Ok));
    QVERIFY(m_program->program().profiles()->profiles().isEmpty());
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    const QString id = m_program->program().profiles()->profiles().first().id;
    QCOMPARE(stored(id).secret, m_server->key());
    QCOMPARE(int(stored(id).keeping), int(accounts::Keeping::SessionOnly)); // the keychain was not asked for
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == id);

    dialog = openDialog();
    QVERIFY(m_program->click("connection.offer.ANTHROPIC_API_KEY"));
    field<QCheckBox>("connection.keep")->setChecked(true); // now it is
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(int(stored(m_program->program().profiles()->profiles().last().id).keeping), int(accounts::Keeping::Keychain));
}

void TestAccess::aTokenFromTheEnvironmentTravelsAsBearer()
{
    test::ScriptedServer server;
    server.handle([](const test::SeenRequest &) { return test::Script::reply(200, "{\"data\":[]}"); });
    startWith({{"ANTHROPIC_AUTH_TOKEN", "token-0123456789"}, {"ANTHROPIC_BASE_URL", server.url().toEncoded()}});
    openDialog();
    QVERIFY(m_program->click("connection.offer.ANTHROPIC_AUTH_TOKEN"));
    QVERIFY(m_program->click("connection.test"));
    QTRY_VERIFY(server.count() > 0);
    QCOMPARE(server.seen().front().header("authorization"), QByteArray("Bearer token-0123456789"));
    QCOMPARE(server.seen().front().count("x-api-key"), 0);
    const int before = server.count();
    QTRY_COMPARE(int(field<widgets::MessageBar>("connection.result")->kind()), int(widgets::MessageBar::Kind::Ok));
    auto *access = field<QComboBox>("connection.credential");
    access->setFocus();
    QTest::keyClick(access, Qt::Key_Up); // as an API key
    QVERIFY(m_program->click("connection.test"));
    QTRY_VERIFY(server.count() > before);
    QCOMPARE(server.seen().back().header("x-api-key"), QByteArray("token-0123456789"));
    QCOMPARE(server.seen().back().count("authorization"), 0);
}

void TestAccess::anAddressInTheEnvironmentThatIsNoneOfOurs()
{
    startWith({{"ANTHROPIC_API_KEY", "sk-test-0123456789"}, {"ANTHROPIC_BASE_URL", "http://me@api.example.org"}, {"OMA_BASE_URL", "https://own.example.org"}});
    openDialog();
    QVERIFY(m_program->click("connection.offer.ANTHROPIC_API_KEY"));
    QVERIFY(field<QLineEdit>("connection.url")->text().startsWith(QStringLiteral("https://")));
    QVERIFY(!field<QLineEdit>("connection.url")->text().contains(QStringLiteral("example")));
    QVERIFY(field<widgets::PlainLabel>("connection.keyNote")->fullText().contains(QStringLiteral("ANTHROPIC_BASE_URL")));
    QCOMPARE(m_program->text("connection.offer.OMA_BASE_URL"), QStringLiteral("Use the address from OMA_BASE_URL"));
    QVERIFY(m_program->click("connection.offer.OMA_BASE_URL"));
    QCOMPARE(field<QLineEdit>("connection.url")->text(), QStringLiteral("https://own.example.org"));
}

void TestAccess::typingLetsTheOfferedKeyGo()
{
    startWith({{"ANTHROPIC_API_KEY", "sk-test-0123456789"}});
    openDialog();
    const QString help = field<widgets::PlainLabel>("connection.keyNote")->fullText();
    QVERIFY(m_program->click("connection.offer.ANTHROPIC_API_KEY"));
    QVERIFY(field<widgets::PlainLabel>("connection.keyNote")->fullText() != help);
    QTest::keyClicks(field<QLineEdit>("connection.key"), QStringLiteral("sk-other-0123456789"));
    QCOMPARE(field<widgets::PlainLabel>("connection.keyNote")->fullText(), help);
    QVERIFY(m_program->click("connection.save"));
    QTRY_COMPARE(m_program->program().profiles()->profiles().size(), 1);
    QCOMPARE(stored(m_program->program().profiles()->profiles().first().id).secret, QByteArray("sk-other-0123456789"));
}

void TestAccess::aConnectionWithoutItsKeyIsOfferedTheOneInTheEnvironment()
{
    startWith({{"ANTHROPIC_API_KEY", m_server->key()}});
    const auto id = m_program->program().profiles()->add(served());
    QVERIFY(id.ok());
    m_program->window()->showProfile(*id);
    QTRY_VERIFY(m_program->shown("connectionPage.other"));
    QCOMPARE(m_program->text("connectionPage.other"), QStringLiteral("Use the key from ANTHROPIC_API_KEY"));
    QVERIFY(m_program->click("connectionPage.other"));
    QTRY_VERIFY(m_program->shown("connection.save"));
    QCOMPARE(QUrl(field<QLineEdit>("connection.url")->text()), m_server->baseUrl()); // the connection's own
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == *id);
}

void TestAccess::chooseOpenServer(const QUrl &url)
{
    auto *platform = field<QComboBox>("connection.platform");
    platform->setFocus();
    QTest::keyClick(platform, Qt::Key_Down); // openma
    auto *access = field<QComboBox>("connection.credential");
    access->setFocus();
    QTest::keyClick(access, Qt::Key_Down); // without a key
    field<QLineEdit>("connection.name")->setText(QStringLiteral("Open"));
    field<QLineEdit>("connection.url")->setText(url.toString());
}

void TestAccess::anOpenServerNeedsNoKey()
{
    test::ScriptedServer server; // as one with AUTH_DISABLED=1: it looks at no credential
    server.handle([](const test::SeenRequest &) { return test::Script::reply(200, "{\"data\":[],\"has_more\":false}"); });
    m_program->secrets()->setKeychainState(SecretState::NoBus); // and no keychain is needed either
    QPointer<ConnectionDialog> dialog = openDialog();
    chooseOpenServer(server.url());
    QVERIFY(!field<QLineEdit>("connection.key")->isEnabled());
    QVERIFY(field<widgets::PlainLabel>("connection.keyNote")->fullText().contains(QStringLiteral("Whoever can reach this server can use it.")));
    QVERIFY(m_program->click("connection.test"));
    QTRY_COMPARE(int(field<widgets::MessageBar>("connection.result")->kind()), int(widgets::MessageBar::Kind::Ok));
    QVERIFY(field<widgets::MessageBar>("connection.result")->text().contains(QStringLiteral("without asking who you are")));
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    const api::Profile profile = m_program->program().profiles()->profiles().first();
    QCOMPARE(profile.credential, api::Credential::None);
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == profile.id);
    QTRY_VERIFY(server.count("GET", "/v1/sessions") > 0);
    for (const test::SeenRequest &request : server.seen())
        QCOMPARE(request.count("x-api-key") + request.count("authorization"), 0);
}

void TestAccess::aServerThatWantsAKeyAfterAll()
{
    test::ScriptedServer server;
    server.handle([](const test::SeenRequest &) { return test::Script::reply(401, "{\"error\":\"Unauthorized\"}"); });
    openDialog();
    chooseOpenServer(server.url());
    QVERIFY(m_program->click("connection.test"));
    QTRY_COMPARE(int(field<widgets::MessageBar>("connection.result")->kind()), int(widgets::MessageBar::Kind::Fail));
    QCOMPARE(m_program->text("connection.result.next"), QStringLiteral("Enter a key"));
    QVERIFY(m_program->click("connection.result.next"));
    QVERIFY(field<QLineEdit>("connection.key")->isEnabled());
    QVERIFY(m_program->click("connection.save")); // now one is needed
    QVERIFY(field<widgets::PlainLabel>("connection.keyNote")->fullText().contains(QStringLiteral("Enter the key.")));
    QVERIFY(m_program->program().profiles()->profiles().isEmpty());
}

void TestAccess::givingUpTheKeyTakesItOut()
{
    api::Profile profile = served();
    profile.platform = api::Platform::Openma;
    const QString id = m_program->addProfile(profile, m_server->key());
    m_program->secrets()->setKeychainState(SecretState::NoBus);
    QPointer<ConnectionDialog> dialog = openDialog(id);
    auto *access = field<QComboBox>("connection.credential");
    access->setFocus();
    QTest::keyClick(access, Qt::Key_Down);
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(m_program->shown("connection.result.anyway"));
    QVERIFY(field<widgets::MessageBar>("connection.result")->text().contains(QStringLiteral("still in the keychain")));
    m_program->secrets()->setKeychainState(SecretState::Ok);
    QVERIFY(m_program->click("connection.result.again"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_program->program().profiles()->profile(id)->credential, api::Credential::None);
    QCOMPARE(int(stored(id).state), int(SecretState::Absent));
}

QTEST_MAIN(TestAccess)
#include "tst_access.moc"
