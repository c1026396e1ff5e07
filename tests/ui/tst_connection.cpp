#include "models/transcriptmodel.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"
#include "tests/ui/connectionscene.h"
#include "ui/screens/sessionacts.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDirIterator>
#include <QPlainTextEdit>
#include <QPushButton>

using accounts::SecretState;
using screens::ConnectionDialog;
using test::ProgramFixture;

//! Connecting a workspace: the form, its key, the keychain in every state, and what happens to the window.
class TestConnection : public test::TestBase, protected test::ConnectionScene
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aWorkspaceIsConnectedAndItsKeyIsInNoFile();
    void theAddressIsCheckedWhileItIsTyped_data();
    void theAddressIsCheckedWhileItIsTyped();
    void theKeyIsCheckedWhileItIsTyped_data();
    void theKeyIsCheckedWhileItIsTyped();
    void thePlatformSuggestsItsAddressOnce();
    void aTestCanBeCancelled();
    void whatATestSaidGoesWithWhatItWasAbout();
    void aLockedKeychainIsUnlocked();
    void anEditKeepsTheKeyAndWhatIsOpen();
    void aNewKeyGoesOnWithWhatIsOpen();
    void removingTakesTheKeyOut();
    void removingNeverClaimsMoreThanItDid();
    void aProfileWithoutItsKeySaysSo();
    void productionIsMarkedAndDeletingAsksForTheName();
    void workspacesAreSwitched();

};

void TestConnection::init()
{
    TestBase::init();
    QVERIFY(start());
}

void TestConnection::cleanup()
{
    end();
}

void TestConnection::aWorkspaceIsConnectedAndItsKeyIsInNoFile()
{
    QPointer<ConnectionDialog> dialog = openDialog();
    QCOMPARE(int(field<QLineEdit>("connection.key")->echoMode()), int(QLineEdit::Password));
    fill(m_server->baseUrl().toString(), QStringLiteral("  ") + QString::fromLatin1(m_server->key()) + QStringLiteral("\n"));
    QVERIFY(m_program->click("connection.hue.3"));
    QVERIFY(m_program->click("connection.test"));
    QTRY_COMPARE(int(field<widgets::MessageBar>("connection.result")->kind()), int(widgets::MessageBar::Kind::Ok));
    QVERIFY(!barText().isEmpty());
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    const QList<api::Profile> profiles = m_program->program().profiles()->profiles();
    QCOMPARE(profiles.size(), 1);
    QCOMPARE(profiles.first().hue, 3);
    QCOMPARE(profiles.first().name, QStringLiteral("Team"));
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == profiles.first().id);
    QVERIFY(!m_program->shown("demo.text"));
    QTRY_VERIFY(m_program->shown("sessions.table"));
    QCOMPARE(stored(profiles.first().id).secret, m_server->key());

    QDirIterator files(m_program->folder(), QDir::Files, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(m_server->key()), qPrintable(file.fileName()));
        ++seen;
    }
    QVERIFY(seen > 1);
}

void TestConnection::theAddressIsCheckedWhileItIsTyped_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("sound");
    QTest::newRow("https") << QStringLiteral("https://api.example.org") << true;
    QTest::newRow("loopback") << QStringLiteral("http://127.0.0.1:8787") << true;
    QTest::newRow("blanks around") << QStringLiteral("  https://api.example.org/  ") << true;
    QTest::newRow("plain http elsewhere") << QStringLiteral("http://api.example.org") << false;
    QTest::newRow("user name in it") << QStringLiteral("https://me@api.example.org") << false;
    QTest::newRow("other scheme") << QStringLiteral("ftp://api.example.org") << false;
    QTest::newRow("no scheme") << QStringLiteral("api.example.org") << false;
    QTest::newRow("no host") << QStringLiteral("https://") << false;
}

void TestConnection::theAddressIsCheckedWhileItIsTyped()
{
    QFETCH(QString, url);
    QFETCH(bool, sound);
    openDialog();
    const QString help = field<widgets::PlainLabel>("connection.urlNote")->fullText();
    fill(url, QStringLiteral("sk-test-0123456789"));
    QCOMPARE(field<QPushButton>("connection.save")->isEnabled(), sound);
    QCOMPARE(field<QPushButton>("connection.test")->isEnabled(), sound);
    QCOMPARE(field<widgets::PlainLabel>("connection.urlNote")->fullText() == help, sound);
}

void TestConnection::theKeyIsCheckedWhileItIsTyped_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("word"); // that the explanation must have; empty: sound
    QTest::newRow("sound") << QStringLiteral("sk-test-0123456789") << QString();
    QTest::newRow("line end after it") << QStringLiteral("sk-test-0123456789\r\n") << QString();
    QTest::newRow("line break inside") << QStringLiteral("sk-test-0123\n456789") << QStringLiteral("line break");
    QTest::newRow("header injection") << QStringLiteral("sk-test-0123\r\nX-Evil: 1") << QStringLiteral("line break");
    QTest::newRow("space inside") << QStringLiteral("sk-test 0123456789") << QStringLiteral("space");
    QTest::newRow("zero width space") << QStringLiteral("sk-test-01234\u200b56789") << QStringLiteral("character");
    QTest::newRow("letters of another script") << QStringLiteral("sk-tеst-0123456789") << QStringLiteral("character");
    QTest::newRow("too short") << QStringLiteral("sk-1") << QStringLiteral("short");
}

void TestConnection::theKeyIsCheckedWhileItIsTyped()
{
    QFETCH(QString, key);
    QFETCH(QString, word);
    openDialog();
    fill(QStringLiteral("https://api.example.org"), QString());
    // As it comes: from the clipboard.
    QGuiApplication::clipboard()->setText(key);
    field<QLineEdit>("connection.key")->paste();
    const QString note = field<widgets::PlainLabel>("connection.keyNote")->fullText();
    QCOMPARE(field<QPushButton>("connection.save")->isEnabled(), word.isEmpty());
    QVERIFY2(word.isEmpty() || note.contains(word), qPrintable(note));
}

void TestConnection::thePlatformSuggestsItsAddressOnce()
{
    openDialog();
    auto *platform = field<QComboBox>("connection.platform");
    auto *url = field<QLineEdit>("connection.url");
    QVERIFY(platform->count() >= 2);
    const QString first = url->text();
    QVERIFY(first.startsWith(QStringLiteral("https://")));
    platform->setFocus();
    QTest::keyClick(platform, Qt::Key_Down);
    QVERIFY(url->text() != first);
    url->setText(QStringLiteral("https://mine.example.org"));
    QTest::keyClick(platform, Qt::Key_Up);
    QCOMPARE(url->text(), QStringLiteral("https://mine.example.org"));
}

void TestConnection::aTestCanBeCancelled()
{
    test::ScriptedServer silent;
    silent.handle([](const test::SeenRequest &) { return test::Script::silence(); });
    openDialog();
    fill(silent.url().toString(), QStringLiteral("sk-test-0123456789"));
    QVERIFY(m_program->click("connection.test"));
    QTRY_COMPARE(silent.count(), 1);
    QVERIFY(!field<QPushButton>("connection.save")->isEnabled());
    QVERIFY(m_program->click("connection.test")); // it says "Cancel the test" now
    QTRY_VERIFY(field<QPushButton>("connection.save")->isEnabled());
    QVERIFY(!m_program->shown("connection.result"));
}

void TestConnection::whatATestSaidGoesWithWhatItWasAbout()
{
    openDialog();
    const auto tested = [this] {
        fill(QStringLiteral("http://127.0.0.1:9"), QStringLiteral("sk-test-0123456789"));
        if (!m_program->click("connection.test"))
            return false;
        const auto *bar = field<widgets::MessageBar>("connection.result");
        return QTest::qWaitFor([&] { return !bar->isHidden() && bar->kind() == widgets::MessageBar::Kind::Fail; }, 20'000);
    };
    QVERIFY(tested());
    field<QLineEdit>("connection.name")->setText(QStringLiteral("Another name"));
    QVERIFY(m_program->shown("connection.result")); // it is as true as before
    auto *platform = field<QComboBox>("connection.platform");
    platform->setFocus();
    QTest::keyClick(platform, Qt::Key_Down);
    QVERIFY(!m_program->shown("connection.result"));
    QVERIFY(tested());
    field<QLineEdit>("connection.url")->setText(QStringLiteral("http://127.0.0.1:10"));
    QVERIFY(!m_program->shown("connection.result"));
    QVERIFY(tested());
    field<QLineEdit>("connection.key")->setText(QStringLiteral("sk-test-9876543210"));
    QVERIFY(!m_program->shown("connection.result"));
}

void TestConnection::aLockedKeychainIsUnlocked()
{
    const QString id = m_program->addProfile(served(), m_server->key());
    m_program->window()->showProfile(m_program->program().connections()->profiles().first().id);
    m_program->secrets()->setKeychainState(SecretState::Locked);
    m_program->program().connections()->reopen(id);
    m_program->window()->showProfile(id);
    QTRY_VERIFY(m_program->shown("connectionPage.next"));
    QVERIFY(m_program->click("connectionPage.next"));
    QTRY_VERIFY(m_program->window()->view());
    QTRY_VERIFY(m_program->shown("sessions.table"));
}

void TestConnection::anEditKeepsTheKeyAndWhatIsOpen()
{
    const QString id = m_program->addProfile(served(), m_server->key());
    QTRY_VERIFY(m_program->window()->view());
    QVERIFY(m_program->newSession(QString()));
    const QString session = m_program->session()->conversation()->id();
    QPointer<ConnectionDialog> dialog = openDialog(id);
    QCOMPARE(field<QLineEdit>("connection.name")->text(), QStringLiteral("Team"));
    QVERIFY(field<QLineEdit>("connection.key")->text().isEmpty());
    field<QLineEdit>("connection.name")->setText(QStringLiteral("Team two"));
    QVERIFY(m_program->click("connection.hue.5"));
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_program->program().profiles()->profile(id)->name, QStringLiteral("Team two"));
    QCOMPARE(stored(id).secret, m_server->key());
    QVERIFY(m_program->session());
    QCOMPARE(m_program->session()->conversation()->id(), session);
    QTRY_VERIFY(m_program->shown("sidebar.profile")->accessibleName().contains(QStringLiteral("Team two")));
}

void TestConnection::aNewKeyGoesOnWithWhatIsOpen()
{
    const QString id = m_program->addProfile(served(), m_server->key());
    QTRY_VERIFY(m_program->window()->view());
    QVERIFY(m_program->newSession(QString()));
    QTest::keyClicks(m_program->shown("composer.text"), QStringLiteral("half a thought"));
    const base::Outcome broken = m_program->program().profiles()->loaded();
    QVERIFY(broken.ok());
    // The key is refused from now on, as if it had been revoked.
    m_program->secrets()->write(this, id, "sk-demo-wrong-key-000", accounts::Keeping::Keychain);
    m_program->program().connections()->reopen(id);
    QTRY_VERIFY(m_program->shown("workspace.bar.key"));
    QVERIFY(m_program->click("workspace.bar.key"));
    QTRY_VERIFY(m_program->shown("connection.key"));
    field<QLineEdit>("connection.key")->setText(QString::fromLatin1(m_server->key()));
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!m_program->shown("workspace.bar"));
    QVERIFY(m_program->session());
    QCOMPARE(qobject_cast<QPlainTextEdit *>(m_program->shown("composer.text"))->toPlainText(), QStringLiteral("half a thought"));
    QTest::keyClick(m_program->shown("composer.text"), Qt::Key_Return);
    QTRY_VERIFY(m_program->session()->conversation()->transcript()->rowCount() >= 2);
}

void TestConnection::removingTakesTheKeyOut()
{
    const QString id = m_program->addProfile(served(), m_server->key());
    QTRY_VERIFY(m_program->window()->view());
    QPointer<ConnectionDialog> dialog = openDialog(id);
    QVERIFY(m_program->click("connection.remove"));
    QVERIFY(m_program->program().profiles()->profile(id)); // asked first
    QVERIFY(m_program->click("connection.result.remove"));
    QTRY_VERIFY(!dialog);
    QVERIFY(!m_program->program().profiles()->profile(id));
    QCOMPARE(int(stored(id).state), int(SecretState::Absent));
    QTRY_VERIFY(m_program->shown("demo.text")); // back to the demo
}

void TestConnection::removingNeverClaimsMoreThanItDid()
{
    const QString id = m_program->addProfile(served(), m_server->key());
    m_program->secrets()->setKeychainState(SecretState::NoBus);
    QPointer<ConnectionDialog> dialog = openDialog(id);
    QVERIFY(m_program->click("connection.remove"));
    QVERIFY(m_program->click("connection.result.remove"));
    QTRY_VERIFY(m_program->shown("connection.result.anyway"));
    QVERIFY(field<widgets::MessageBar>("connection.result")->text().contains(QStringLiteral("still in the keychain")));
    QVERIFY(m_program->program().profiles()->profile(id));
    QVERIFY(m_program->click("connection.result.anyway"));
    QTRY_VERIFY(!dialog);
    QVERIFY(!m_program->program().profiles()->profile(id));
    m_program->secrets()->setKeychainState(SecretState::Ok);
    QCOMPARE(stored(id).secret, m_server->key());
}

void TestConnection::aProfileWithoutItsKeySaysSo()
{
    const auto id = m_program->program().profiles()->add(served());
    QVERIFY(id.ok());
    m_program->window()->showProfile(*id);
    QTRY_VERIFY(m_program->shown("connectionPage.next"));
    QVERIFY(m_program->click("connectionPage.next"));
    QTRY_VERIFY(m_program->shown("connection.key"));
    field<QLineEdit>("connection.key")->setText(QString::fromLatin1(m_server->key()));
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(m_program->window()->view());
}

void TestConnection::productionIsMarkedAndDeletingAsksForTheName()
{
    QVERIFY(!m_program->shown("production"));
    api::Profile profile = served();
    profile.production = true;
    m_program->addProfile(profile, m_server->key());
    QTRY_VERIFY(m_program->window()->view());
    QVERIFY(m_program->shown("production"));
    QVERIFY(m_program->shown("sidebar.profile")->accessibleName().contains(QStringLiteral("production")));
    QVERIFY(m_program->newSession(QString()));
    m_program->session()->acts()->deleteAction()->trigger();
    auto *name = qobject_cast<QLineEdit *>(m_program->shown("confirm.name"));
    QVERIFY(name);
    QVERIFY(!m_program->shown("confirm.act")->isEnabled());
    QTest::keyClicks(name, QStringLiteral("something"));
    QVERIFY(!m_program->shown("confirm.act")->isEnabled());
    name->clear();
    const QString title = m_program->session()->conversation()->title();
    QTest::keyClicks(name, title.isEmpty() ? QStringLiteral("delete") : title);
    QVERIFY(m_program->click("confirm.act"));
    QTRY_VERIFY(!m_program->session());
}

void TestConnection::workspacesAreSwitched()
{
    const QString id = m_program->addProfile(served(), m_server->key());
    QTRY_VERIFY(m_program->window()->view());
    const QString demo = m_program->program().connections()->profiles().first().id;
    QVERIFY(m_program->newSession(QString()));
    m_program->window()->showProfile(demo);
    QVERIFY(m_program->shown("demo.text"));
    QVERIFY(!m_program->session());
    m_program->window()->showProfile(id);
    QVERIFY(!m_program->shown("demo.text"));
    QVERIFY(m_program->session()); // it is where it was
    QCOMPARE(m_program->program().connections()->currentId(), id);
}

QTEST_MAIN(TestConnection)
#include "tst_connection.moc"
