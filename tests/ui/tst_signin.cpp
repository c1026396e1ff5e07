#include "main/browsersignin.h"
#include "net/endpoint.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"
#include "tests/ui/fakebrowser.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/connectiondialog.h"
#include "ui/screens/connectiondialogs.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QUrlQuery>

using app::BrowserSignIn;
using base::Error;
using test::Script;
using namespace std::chrono_literals;

//! Signing in at openma in the browser: a server that plays its side, a browser that only does as it is told, and the real rest.
class TestSignIn : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theWholeWay();
    void severalWorkspacesAtOnce();
    void oneOfSeveralForAnEdit();
    void aRefusalIsTold();
    void noBrowser();
    void stopped();
    void aKeyPastedMeanwhileWins();
    void wrongStateIsNotTaken();
    void guessingEndsIt();
    void aClosedBrowserTimesOut();
    void anAnswerThatNobodyUnderstands();
    void onlyTheFirstAnswerCounts();
    void givenUpMeansNobodyListens();

private:
    //! How the page at the server ends.
    enum class Person { SignsIn, Cancels, LooksOnly };
    Script openma(const test::SeenRequest &request);
    void openDialog();
    widgets::MessageBar *bar() { return m_program->find<widgets::MessageBar>("connection.result"); }
    BrowserSignIn *begin();
    //! Sends the browser to the callback of the sign-in that runs.
    void answer(const QByteArray &query);
    QByteArray state() const { return QUrlQuery(m_browser->asked()).queryItemValue(QStringLiteral("state"), QUrl::FullyDecoded).toLatin1(); }
    QUrl callback() const { return QUrl(QUrlQuery(m_browser->asked()).queryItemValue(QStringLiteral("callback"), QUrl::FullyDecoded)); }
    QByteArray tokens() const { return test::fixture(m_tokens).toBase64().toPercentEncoding(); }

    std::unique_ptr<test::ScriptedServer> m_server;
    std::unique_ptr<test::FakeBrowser> m_browser;
    std::unique_ptr<test::ProgramFixture> m_program;
    Person m_person = Person::SignsIn;
    QString m_tokens;
    test::FakeClock m_clock;
    std::optional<base::Result<screens::SignedIn>> m_end;
};

void TestSignIn::init()
{
    TestBase::init();
    m_person = Person::SignsIn;
    m_tokens = QStringLiteral("openma/signin-one.json");
    m_end.reset();
    m_server = std::make_unique<test::ScriptedServer>();
    m_server->handle([this](const test::SeenRequest &request) { return openma(request); });
    m_browser = std::make_unique<test::FakeBrowser>();
}

void TestSignIn::cleanup()
{
    m_program.reset();
    m_browser.reset();
    m_server.reset();
}

Script TestSignIn::openma(const test::SeenRequest &request)
{
    if (request.path() == "/cli/login") {
        const QUrlQuery query(QUrl::fromEncoded(request.target));
        const auto item = [&query](const char *name) { return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toUtf8(); };
        const QByteArray back = item("callback");
        if (!back.startsWith("http://127.0.0.1:") || item("state").size() < 32 || !item("hostname").endsWith("(Muster)"))
            return Script::reply(400);
        if (m_person == Person::LooksOnly)
            return Script::reply(200, "<html>Sign in</html>", "text/html");
        const QByteArray answer = m_person == Person::Cancels ? QByteArray("error=user_cancelled") : "tokens=" + tokens() + "&user=u_1";
        return Script::reply(302).header("Location", back + '?' + answer + "&state=" + item("state"));
    }
    if (!request.header("x-api-key").startsWith("oma_canary"))
        return Script::reply(401, "{\"error\":\"Invalid API key\"}");
    return Script::reply(200, "{\"data\":[],\"has_more\":false}");
}

void TestSignIn::openDialog()
{
    if (!m_program) {
        m_program = std::make_unique<test::ProgramFixture>(QString(), 0, [this](app::Program::Setup &setup) {
            setup.openBrowser = [this](const QUrl &url) { return m_browser->open(url); };
        });
        QVERIFY(m_program->start());
    }
    m_program->window()->dialogs()->open();
    auto *platform = m_program->find<QComboBox>("connection.platform");
    platform->setFocus();
    QVERIFY(m_program->find("connection.signIn")->isHidden()); // Anthropic has no such page
    QTest::keyClick(platform, Qt::Key_Down);
    m_program->find<QLineEdit>("connection.url")->setText(m_server->url().toString());
    QVERIFY(m_program->shown("connection.signIn"));
}

void TestSignIn::theWholeWay()
{
    openDialog();
    QPointer<QObject> dialog = m_program->find("connection");
    QVERIFY(m_program->click("connection.signIn"));
    QTRY_COMPARE(bar()->kind(), widgets::MessageBar::Kind::Ok);
    QCOMPARE(m_program->find<QLineEdit>("connection.name")->text(), QStringLiteral("Team Zoë"));
    QVERIFY(m_program->find<QLineEdit>("connection.key")->text().isEmpty()); // it is held, not shown
    QTRY_COMPARE(m_browser->visits().size(), std::size_t(2));
    QCOMPARE(m_browser->visits().back().status, 200);
    QVERIFY(m_browser->visits().back().body.contains("Muster is signed in"));
    QVERIFY(!m_browser->visits().back().body.contains("oma_"));
    QVERIFY(m_program->program().profiles()->profiles().isEmpty()); // nothing is stored without being asked

    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    const QList<api::Profile> profiles = m_program->program().profiles()->profiles();
    QCOMPARE(profiles.size(), 1);
    QCOMPARE(profiles.first().platform, api::Platform::Openma);
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == profiles.first().id);
    QTRY_VERIFY(m_server->count("GET", "/v1/sessions") > 0);
    int withKey = 0;
    for (const test::SeenRequest &request : m_server->seen())
        withKey += request.header("x-api-key") == "oma_canaryA0123456789012345678901234567" ? 1 : 0;
    QVERIFY(withKey > 0);
}

void TestSignIn::severalWorkspacesAtOnce()
{
    m_tokens = QStringLiteral("openma/signin-two.json");
    openDialog();
    QPointer<QObject> dialog = m_program->find("connection");
    QVERIFY(m_program->click("connection.signIn"));
    QTRY_VERIFY(m_program->shown("connection.workspaces"));
    QCOMPARE(m_program->find<QComboBox>("connection.workspaces")->count(), 3); // all, and each
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    const QList<api::Profile> profiles = m_program->program().profiles()->profiles();
    QCOMPARE(profiles.size(), 2);
    QCOMPARE(profiles.at(0).name, QStringLiteral("Team Zoë"));
    QCOMPARE(profiles.at(1).name, QStringLiteral("tn_two"));
    QVERIFY(profiles.at(0).hue != profiles.at(1).hue);
    for (int i = 0; i < 2; ++i) {
        QByteArray key;
        m_program->secrets()->read(this, profiles.at(i).id)->then(this, [&key](const auto &reply) { key = reply.ok() ? reply->secret : QByteArray(); });
        QTRY_VERIFY(!key.isEmpty());
        QVERIFY2(key.startsWith(i == 0 ? "oma_canaryA" : "oma_canaryB"), key.constData());
    }
}

void TestSignIn::oneOfSeveralForAnEdit()
{
    openDialog();
    m_program->find<QLineEdit>("connection.name")->setText(QStringLiteral("Team"));
    m_program->find<QLineEdit>("connection.key")->setText(QStringLiteral("oma_canaryC0123456789012345678901234567"));
    QPointer<QObject> dialog = m_program->find("connection");
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    const QString id = m_program->program().profiles()->profiles().first().id;

    m_tokens = QStringLiteral("openma/signin-two.json");
    dialog = m_program->window()->dialogs()->open(id);
    QVERIFY(m_program->click("connection.signIn"));
    QTRY_VERIFY(m_program->shown("connection.workspaces"));
    auto *choice = m_program->find<QComboBox>("connection.workspaces");
    QCOMPARE(choice->count(), 2); // a connection is for one
    choice->setCurrentIndex(1);
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_program->program().profiles()->profiles().size(), 1);
    QCOMPARE(m_program->program().profiles()->profile(id)->name, QStringLiteral("Team"));
    QByteArray key;
    m_program->secrets()->read(this, id)->then(this, [&key](const auto &reply) { key = reply.ok() ? reply->secret : QByteArray(); });
    QTRY_VERIFY(key.startsWith("oma_canaryB"));
}

void TestSignIn::aRefusalIsTold()
{
    m_person = Person::Cancels;
    openDialog();
    QVERIFY(m_program->click("connection.signIn"));
    QTRY_COMPARE(bar()->kind(), widgets::MessageBar::Kind::Fail);
    QVERIFY2(bar()->title().contains(QStringLiteral("refused in the browser")), qPrintable(bar()->title()));
    QTRY_VERIFY(!m_browser->visits().empty() && m_browser->visits().back().body.contains("Muster was not signed in"));
    m_person = Person::SignsIn;
    QVERIFY(m_program->click("connection.result.next")); // "Sign in again"
    QTRY_COMPARE(bar()->kind(), widgets::MessageBar::Kind::Ok);
}

void TestSignIn::noBrowser()
{
    m_browser->setMissing(true);
    openDialog();
    QVERIFY(m_program->click("connection.signIn"));
    QTRY_COMPARE(bar()->title(), QStringLiteral("No browser could be started."));
    QVERIFY(m_program->click("connection.result.copyAddress"));
    const QUrl copied(QGuiApplication::clipboard()->text());
    QCOMPARE(copied, m_browser->asked());
    m_browser->setMissing(false);
    QVERIFY(m_browser->open(copied)); // by hand
    QTRY_COMPARE(bar()->kind(), widgets::MessageBar::Kind::Ok);
}

void TestSignIn::stopped()
{
    m_person = Person::LooksOnly;
    openDialog();
    QVERIFY(m_program->click("connection.signIn"));
    QTRY_COMPARE(m_browser->visits().size(), std::size_t(1));
    QVERIFY(!m_program->find("connection.signIn")->isEnabled()); // one at a time
    QVERIFY(!m_program->shown("connection.result.close"));       // nothing else would end it
    QCOMPARE(m_program->find<QDialog>("connection")->focusWidget(), m_program->shown("connection.result.stop"));
    QVERIFY(m_program->click("connection.result.stop"));
    QTRY_VERIFY(!m_program->shown("connection.result"));
    QVERIFY(m_program->find("connection.signIn")->isEnabled());
    answer("tokens=" + tokens() + "&state=" + state());
    QTRY_COMPARE(m_browser->visits().back().status, 0); // nobody is there any more
}

void TestSignIn::aKeyPastedMeanwhileWins()
{
    m_person = Person::LooksOnly;
    openDialog();
    QPointer<QObject> dialog = m_program->find("connection");
    m_program->find<QLineEdit>("connection.name")->setText(QStringLiteral("By hand"));
    QVERIFY(m_program->click("connection.signIn"));
    QTRY_COMPARE(m_browser->visits().size(), std::size_t(1));
    m_program->find<QLineEdit>("connection.key")->setText(QStringLiteral("oma_canaryC0123456789012345678901234567"));
    QVERIFY(m_program->click("connection.save"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_program->program().profiles()->profiles().first().name, QStringLiteral("By hand"));
    answer("tokens=" + tokens() + "&state=" + state());
    QTRY_COMPARE(m_browser->visits().size(), std::size_t(2));
    QCOMPARE(m_browser->visits().back().status, 0);
}

BrowserSignIn *TestSignIn::begin()
{
    m_person = Person::LooksOnly;
    auto *job = new BrowserSignIn(this, m_server->url(QStringLiteral("/cli/login")), [this](const QUrl &url) { return m_browser->open(url); }, &m_clock);
    job->then(this, [this](const auto &result) { m_end.emplace(result); });
    [&] { QTRY_COMPARE(m_browser->visits().size(), std::size_t(1)); }();
    return job;
}

void TestSignIn::answer(const QByteArray &query)
{
    QUrl url = callback();
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    m_browser->open(url);
}

void TestSignIn::wrongStateIsNotTaken()
{
    begin();
    const QUrl there = callback();
    const QByteArray right = state();
    const auto visit = [&](const QByteArray &query) {
        QUrl url = there;
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
        const std::size_t before = m_browser->visits().size();
        m_browser->open(url);
        return QTest::qWaitFor([&] { return m_browser->visits().size() > before; }) ? m_browser->visits().back().status : -1;
    };
    QCOMPARE(visit("tokens=" + tokens() + "&state=guessed"), 400);
    QCOMPARE(visit("tokens=" + tokens()), 400);
    QCOMPARE(visit("error=user_cancelled&state="), 400); // nobody else can end it either
    QVERIFY(!m_end);
    QCOMPARE(visit("tokens=" + tokens() + "&state=" + right), 200);
    QTRY_VERIFY(m_end);
    QVERIFY(m_end->ok());
    QCOMPARE((*m_end)->workspaces.front().key.bytes, QByteArray("oma_canaryA0123456789012345678901234567"));
}

void TestSignIn::guessingEndsIt()
{
    begin();
    const QUrl there = callback();
    for (int i = 0; i < 20; ++i) {
        QUrl url = there;
        url.setQuery(QStringLiteral("state=%1").arg(i));
        m_browser->open(url);
        QTRY_COMPARE(m_browser->visits().size(), std::size_t(i + 2));
    }
    QTRY_VERIFY(m_end);
    QCOMPARE(m_end->error().kind, Error::Kind::Protocol);
}

void TestSignIn::aClosedBrowserTimesOut()
{
    begin();
    m_clock.advance(BrowserSignIn::patience - 1s);
    QVERIFY(!m_end);
    m_clock.advance(1s);
    QTRY_VERIFY(m_end);
    QCOMPARE(m_end->error().kind, Error::Kind::Timeout);
    answer("tokens=" + tokens() + "&state=" + state());
    QTRY_COMPARE(m_browser->visits().size(), std::size_t(2));
    QCOMPARE(m_browser->visits().back().status, 0);
}

void TestSignIn::anAnswerThatNobodyUnderstands()
{
    begin();
    answer("tokens=bm90IGpzb24&state=" + state());
    QTRY_VERIFY(m_end);
    QCOMPARE(m_end->error().kind, Error::Kind::Protocol);
    QTRY_COMPARE(m_browser->visits().size(), std::size_t(2));
    QVERIFY(m_browser->visits().back().body.contains("did not understand"));
}

void TestSignIn::onlyTheFirstAnswerCounts()
{
    begin();
    const QUrl there = callback();
    const QByteArray first = "tokens=" + tokens() + "&state=" + state();
    m_tokens = QStringLiteral("openma/signin-two.json");
    const QByteArray second = "tokens=" + tokens() + "&state=" + state();
    for (const QByteArray &query : {first, second}) {
        QUrl url = there;
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
        m_browser->open(url);
        QTRY_VERIFY(m_browser->visits().size() >= (query == first ? 2u : 3u));
    }
    QTRY_VERIFY(m_end);
    QCOMPARE((*m_end)->workspaces.size(), std::size_t(1));
    QCOMPARE(m_browser->visits().back().status, 0);
}

void TestSignIn::givenUpMeansNobodyListens()
{
    QPointer<BrowserSignIn> job = begin();
    const QByteArray query = "tokens=" + tokens() + "&state=" + state();
    delete job; // as when its dialog is closed
    answer(query);
    QTRY_COMPARE(m_browser->visits().size(), std::size_t(2));
    QCOMPARE(m_browser->visits().back().status, 0);
    QVERIFY(!m_end);
}

QTEST_MAIN(TestSignIn)
#include "tst_signin.moc"
