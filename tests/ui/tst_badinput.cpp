#include "backends/clients.h"
#include "models/resourcelistmodel.h"
#include "models/transcriptmodel.h"
#include "net/trafficlog.h"
#include "tests/support/certificates.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/composer.h"
#include "ui/screens/connectiondialog.h"
#include "ui/screens/connectiondialogs.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/sessionsarea.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QLineEdit>
#include <QTableView>

using models::Conversation;
using models::ResourceListModel;
using test::BadServer;
using test::ProgramFixture;
using test::Script;
using transcript::Row;

//! What a bad server, key or line does to the window: a clear sentence, a button for the next step, nothing lost, no crash.
class TestBadInput : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aWrongKey();
    void aKeyWithANewline();
    void anUnreachableHost();
    void aSelfSignedCertificate();
    void htmlInsteadOfJson();
    void truncatedJson();
    void anUnknownEventType();
    void anUnknownEnumWord();
    void aStaleVersion();
    void aStreamCutInTheMiddleOfAnEvent();
    void aBrokenEventInAWholeStream();
    void aTestSaysWhatIsWrongAndWhatToDo_data();
    void aTestSaysWhatIsWrongAndWhatToDo();

private:
    //! The button of that name is there, can be pressed and says what it does.
    static bool offers(ProgramFixture &program, const char *button);
    static QByteArrayList events();
    static QByteArrayList texts(const Conversation *conversation);
    static void listFails(BadServer &server, const Script &script, const char *button);
};

bool TestBadInput::offers(ProgramFixture &program, const char *button)
{
    return QTest::qWaitFor(
        [&] {
            const auto *found = qobject_cast<QAbstractButton *>(program.shown(button));
            return found && found->isEnabled() && !found->text().isEmpty();
        },
        15000);
}

QByteArrayList TestBadInput::events()
{
    QByteArrayList lines = test::fixture(QStringLiteral("badinput/events.jsonl")).trimmed().split('\n');
    return lines;
}

QByteArrayList TestBadInput::texts(const Conversation *conversation)
{
    QByteArrayList all;
    for (int i = 0; i < conversation->transcript()->rowCount(); ++i) {
        if (conversation->transcript()->row(i).isMessage())
            all.append(conversation->transcript()->row(i).text);
    }
    return all;
}

void TestBadInput::aWrongKey()
{
    demo::Options options;
    options.speed = 0;
    demo::Server server(options);
    QVERIFY(server.start().ok());
    ProgramFixture program;
    QVERIFY(program.start());
    program.addProfile(BadServer::profile(server.baseUrl()), "sk-wrong-0123456789");
    QVERIFY(offers(program, "workspace.bar.key"));
    QVERIFY(!program.text("workspace.bar.title").isEmpty());
    QTRY_COMPARE(program.shown("status.connection")->accessibleName().contains(QStringLiteral("refused")), true);
    QVERIFY(program.click("workspace.bar.key"));
    QTRY_VERIFY(program.shown("connection.key"));
    program.find<QLineEdit>("connection.key")->setText(QString::fromLatin1(server.key()));
    QVERIFY(program.click("connection.save"));
    QTRY_VERIFY(program.shown("sessions.table"));
    QVERIFY(!program.shown("workspace.bar"));
}

void TestBadInput::aKeyWithANewline()
{
    ProgramFixture program;
    QVERIFY(program.start());
    program.window()->dialogs()->open();
    program.find<QLineEdit>("connection.name")->setText(QStringLiteral("Mine"));
    QGuiApplication::clipboard()->setText(QStringLiteral("sk-test-0123\n456789"));
    QVERIFY(program.click("connection.paste"));
    QVERIFY(program.text("connection.keyNote").contains(QStringLiteral("line break")));
    QVERIFY(!program.shown("connection.save")->isEnabled());
    QVERIFY(!program.shown("connection.test")->isEnabled());
    QGuiApplication::clipboard()->setText(QStringLiteral(" sk-test-0123456789\n"));
    QVERIFY(offers(program, "connection.paste")); // the next step: copy again, paste again
    QVERIFY(program.click("connection.paste"));
    QVERIFY(!program.text("connection.keyNote").contains(QStringLiteral("line break")));
    QVERIFY(program.shown("connection.save")->isEnabled());
    QCOMPARE(program.find<QLineEdit>("connection.name")->text(), QStringLiteral("Mine"));
}

void TestBadInput::anUnreachableHost()
{
    QUrl url;
    {
        test::ScriptedServer gone; // its port is free again afterwards: nobody listens
        url = gone.url();
    }
    ProgramFixture program;
    QVERIFY(program.start());
    program.addProfile(BadServer::profile(url), "sk-test-0123456789");
    QVERIFY(offers(program, "sessions.state.retry"));
    QVERIFY(program.text("sessions.state.title").contains(QStringLiteral("reached")));
    QVERIFY(program.shown("sidebar.agents")); // the rest of the window works
    QVERIFY(program.click("sidebar.settings"));
    QVERIFY(program.shown("settings"));
}

void TestBadInput::aSelfSignedCertificate()
{
    test::Certificates certificates;
    const test::Certificate own = certificates.selfSigned(QStringLiteral("127.0.0.1"));
    BadServer server;
    server.server().useTls(own.certificate, own.key);
    ProgramFixture program;
    QVERIFY(program.start());
    program.addProfile(BadServer::profile(server.url()), "sk-test-0123456789");
    QVERIFY(offers(program, "sessions.state.retry"));
    QVERIFY(program.text("sessions.state.title").contains(QStringLiteral("certificate")));
    QCOMPARE(server.server().bytesRead(), 0); // no key, no request has left
    QVERIFY(program.click("sessions.state.retry")); // it is called "Connection settings"
    QTRY_VERIFY(program.shown("connection.network"));
    const QList<QAbstractButton *> buttons = program.window()->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        QVERIFY2(!button->text().contains(QStringLiteral("gnore")), "a certificate cannot be ignored");
}

void TestBadInput::listFails(BadServer &server, const Script &script, const char *button)
{
    bool bad = true;
    server.onList = [&](const test::SeenRequest &) { return bad ? script : Script::reply(200, test::page(server.sessions)); };
    ProgramFixture program;
    QVERIFY(program.start());
    program.addProfile(BadServer::profile(server.url()), "sk-test-0123456789");
    QVERIFY(offers(program, button));
    QVERIFY(!program.text("sessions.state.title").isEmpty());
    QVERIFY(!program.text("sessions.state.text").contains(QLatin1Char('<'))); // its markup is not quoted
    bad = false;
    program.window()->view()->reload();
    QTRY_VERIFY(program.shown("sessions.table"));
    QCOMPARE(qobject_cast<QTableView *>(program.shown("sessions.table"))->model()->rowCount(), 1);
}

void TestBadInput::htmlInsteadOfJson()
{
    BadServer server;
    listFails(server, Script::reply(200, test::fixture(QStringLiteral("badinput/signin.html")), "text/html"), "sessions.state.retry");
}

void TestBadInput::truncatedJson()
{
    BadServer server;
    listFails(server, Script::reply(200, test::fixture(QStringLiteral("badinput/truncated.json"))), "sessions.state.retry");
}

void TestBadInput::anUnknownEventType()
{
    BadServer server;
    server.history = events();
    server.history.insert(3, test::fixture(QStringLiteral("badinput/event-unknown-type.json")).trimmed());
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    const Conversation *conversation = program.session()->conversation();
    QTRY_COMPARE(texts(conversation).size(), 3);
    const Row *unknown = nullptr;
    for (int i = 0; i < conversation->transcript()->rowCount(); ++i) {
        if (conversation->transcript()->row(i).kind == Row::Kind::Unknown)
            unknown = &conversation->transcript()->row(i);
    }
    QVERIFY(unknown);
    QCOMPARE(unknown->type, QStringLiteral("agent.weather_report"));
    QVERIFY(unknown->raw.contains("<b>rain</b>")); // the whole of it is kept
    QVERIFY(program.shown("composer.text")->isEnabled());
    QTRY_COMPARE(int(conversation->turn()), int(Conversation::Turn::Idle));
}

void TestBadInput::anUnknownEnumWord()
{
    BadServer server;
    server.sessions = {test::fixture(QStringLiteral("badinput/session-unknown-word.json"))};
    server.history = events();
    server.history.append(test::fixture(QStringLiteral("badinput/event-unknown-words.json")).trimmed());
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    auto *table = qobject_cast<QTableView *>(program.shown("sessions.table"));
    QVERIFY(table);
    QCOMPARE(table->model()->index(0, 0).data(ResourceListModel::WordRole).toString(), QStringLiteral("hibernating <b>now</b>"));
    const Conversation *conversation = program.session()->conversation();
    QTRY_COMPARE(texts(conversation).size(), 3);
    // A stop reason that nobody knows still ends the turn (managed-agents.md §8.7): the session can be written to.
    QTRY_VERIFY(!conversation->turnRunning());
    QVERIFY(!program.session()->composer()->edit()->isReadOnly());
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("go on"));
    QVERIFY(offers(program, "composer.send"));
}

void TestBadInput::aStaleVersion()
{
    demo::Options options;
    options.speed = 0;
    demo::Server server(options);
    QVERIFY(server.start().ok());
    ProgramFixture program;
    QVERIFY(program.start());
    program.addProfile(BadServer::profile(server.baseUrl()), server.key());
    QVERIFY(program.click("sidebar.agents"));
    QTRY_VERIFY(program.shown("agents.table"));
    auto *list = program.find<screens::ResourcePage>("agents.page");
    QTRY_VERIFY(list && list->model()->rowCount() > 0);
    const QString id = list->model()->index(0, 0).data(ResourceListModel::IdRole).toString();
    list->editRecord(id);
    QTRY_VERIFY(program.shown("form.name"));
    QTest::keyClicks(program.shown("form.name"), QStringLiteral(" of mine"));

    // Somebody else saves first.
    models::Workspace *workspace = program.window()->view()->workspace();
    base::SystemClock clock;
    net::TrafficLog log;
    const auto other = backends::makeClient(BadServer::profile(server.baseUrl()), server.key(), &clock, &log);
    const base::Record known = *list->model()->record(id);
    bool done = false;
    other->update(*workspace->resource("agents"), id, base::Json{{"name", "Renamed elsewhere"}, {"version", *known.integer("version")}})
        ->then(this, [&done](const auto &result) { done = result.ok(); });
    QTRY_VERIFY(done);

    QVERIFY(program.click("form.save"));
    QVERIFY(offers(program, "conflict.allMine"));
    QVERIFY(program.click("conflict.allMine"));
    QVERIFY(program.click("conflict.save"));
    QTRY_VERIFY(list->model()->record(id)->string("name").endsWith(QStringLiteral(" of mine"))); // nothing typed was lost
}

void TestBadInput::aStreamCutInTheMiddleOfAnEvent()
{
    BadServer server;
    const QByteArrayList all = events();
    server.history = all.mid(0, 2);
    const QByteArray half = test::frame(all.at(2));
    enum { Whole, Down, Up } line = Whole;
    server.onStream = [&](const test::SeenRequest &) {
        if (line == Down)
            return Script::reply(503, "{}");
        if (line == Up)
            return Script::stream().chunk(": hello\n\n");
        line = Down;
        return Script::stream().chunk(": hello\n\n").waitForRelease().chunk(half.left(half.size() / 2)).cut(test::Cut::Rst);
    };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    const Conversation *conversation = program.session()->conversation();
    QTRY_COMPARE(conversation->feedStatus().state, api::FeedStatus::State::Live);
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("half a thought"));
    server.history = all; // the server went on meanwhile
    server.server().release();
    QVERIFY(offers(program, "feed.retry"));
    QVERIFY(program.text("feed.title").contains(QStringLiteral("econnect")));
    line = Up;
    QVERIFY(program.click("feed.retry"));
    QTRY_COMPARE(conversation->feedStatus().state, api::FeedStatus::State::Live);
    QTRY_COMPARE(texts(conversation), (QByteArrayList{"Draft the notes.", "The first half.", "The second half."}));
    QVERIFY(!program.shown("feed"));
    QCOMPARE(program.session()->composer()->text(), QStringLiteral("half a thought"));
}

void TestBadInput::aBrokenEventInAWholeStream()
{
    BadServer server;
    const QByteArrayList all = events();
    server.history = all.mid(0, 2);
    server.onStream = [&](const test::SeenRequest &) {
        return Script::stream().chunk(": hello\n\n").waitForRelease().chunk(test::frame(all.at(2).left(40)) + test::frame(all.at(3)));
    };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    const Conversation *conversation = program.session()->conversation();
    QTRY_COMPARE(conversation->feedStatus().state, api::FeedStatus::State::Live);
    server.server().release();
    QVERIFY(offers(program, "feed.retry"));
    QVERIFY(program.text("feed.title").contains(QStringLiteral("1")));
    QTRY_COMPARE(texts(conversation), (QByteArrayList{"Draft the notes.", "The second half."})); // what can be read is there
    server.history = all;
    QVERIFY(program.click("feed.retry"));
    QTRY_COMPARE_WITH_TIMEOUT(texts(conversation), (QByteArrayList{"Draft the notes.", "The first half.", "The second half."}), 15000);
    QTRY_VERIFY(!program.shown("feed"));
}

void TestBadInput::aTestSaysWhatIsWrongAndWhatToDo_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    const QByteArray html = test::fixture(QStringLiteral("badinput/signin.html"));
    QTest::newRow("wrong key") << 401 << QByteArray("{}") << QByteArray("application/json");
    QTest::newRow("no permission") << 403 << QByteArray("{}") << QByteArray("application/json");
    QTest::newRow("another server") << 404 << html << QByteArray("text/html");
    QTest::newRow("a sign-in page") << 200 << html << QByteArray("text/html");
    QTest::newRow("truncated") << 200 << test::fixture(QStringLiteral("badinput/truncated.json")) << QByteArray("application/json");
    QTest::newRow("server error") << 400 << QByteArray("{\"type\":\"error\"}") << QByteArray("application/json");
}

void TestBadInput::aTestSaysWhatIsWrongAndWhatToDo()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    test::ScriptedServer server;
    server.handle([&](const test::SeenRequest &) { return Script::reply(status, body, type); });
    ProgramFixture program;
    QVERIFY(program.start());
    program.window()->dialogs()->open();
    program.find<QLineEdit>("connection.name")->setText(QStringLiteral("Mine"));
    program.find<QLineEdit>("connection.url")->setText(server.url().toString());
    program.find<QLineEdit>("connection.key")->setText(QStringLiteral("sk-test-0123456789"));
    QVERIFY(program.click("connection.test"));
    const auto *bar = program.find<widgets::MessageBar>("connection.result");
    QTRY_COMPARE_WITH_TIMEOUT(int(bar->kind()), int(widgets::MessageBar::Kind::Fail), 20000);
    QVERIFY(!bar->title().isEmpty());
    QVERIFY(!bar->text().isEmpty());
    QVERIFY(offers(program, "connection.result.next"));
    QVERIFY(program.shown("connection.save")->isEnabled());
    QCOMPARE(program.find<QLineEdit>("connection.key")->text(), QStringLiteral("sk-test-0123456789")); // nothing typed is lost
}

QTEST_MAIN(TestBadInput)
#include "tst_badinput.moc"
