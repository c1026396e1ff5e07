#include "models/trafficmodel.h"
#include "net/trafficlog.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/bugreportdialog.h"
#include "ui/screens/trafficdock.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableView>

using models::TrafficModel;
using screens::TrafficDock;
using test::ProgramFixture;

//! The traffic log in the real window, over real sockets.
class TestTraffic : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void closedItCostsNothing();
    void theMenuOpensAndClosesIt();
    void aRequestShowsItsHeadAndItsAnswer();
    void bodiesAreThereOnceAskedFor();
    void whatIsShownIsFilteredAndCleared();
    void aStreamCountsWhileItRuns();
    void noKeyIsShownCopiedOrSaved();
    void theReportIsReadBeforeItIsSaved();
    void itsPlaceIsKept();

private:
    static TrafficDock *open(ProgramFixture &program);
    static QString cell(ProgramFixture &program, int row, int column);
    static int rowOf(ProgramFixture &program, const QString &method, const QString &path);
    static bool choose(ProgramFixture &program, const QString &method, const QString &path);
    static QString plain(ProgramFixture &program, const char *name);
    static bool pickFromMenu(ProgramFixture &program, const char *action);
    static bool addAgent(ProgramFixture &program, const QString &name);
};

TrafficDock *TestTraffic::open(ProgramFixture &program)
{
    auto *action = program.find<QAction>("action.traffic");
    if (!action || action->isChecked())
        return nullptr;
    action->trigger();
    return program.find<TrafficDock>("traffic");
}

QString TestTraffic::cell(ProgramFixture &program, int row, int column)
{
    return program.find<QTableView>("traffic.table")->model()->index(row, column).data().toString();
}

int TestTraffic::rowOf(ProgramFixture &program, const QString &method, const QString &path)
{
    const auto *model = program.find<QTableView>("traffic.table")->model();
    for (int row = model->rowCount() - 1; row >= 0; --row) {
        if (cell(program, row, TrafficModel::Method) == method && cell(program, row, TrafficModel::Path).startsWith(path))
            return row;
    }
    return -1;
}

bool TestTraffic::choose(ProgramFixture &program, const QString &method, const QString &path)
{
    const auto answered = [&] {
        const int row = rowOf(program, method, path);
        return row >= 0 && !cell(program, row, TrafficModel::Took).isEmpty();
    };
    if (!QTest::qWaitFor(answered, 10000))
        return false;
    auto *table = program.find<QTableView>("traffic.table");
    table->scrollTo(table->model()->index(rowOf(program, method, path), TrafficModel::Path));
    const QRect rect = table->visualRect(table->model()->index(rowOf(program, method, path), TrafficModel::Path));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, rect.center());
    return table->currentIndex().row() == rowOf(program, method, path);
}

QString TestTraffic::plain(ProgramFixture &program, const char *name)
{
    return program.find<QPlainTextEdit>(name)->toPlainText();
}

bool TestTraffic::pickFromMenu(ProgramFixture &program, const char *action)
{
    auto *table = program.find<QTableView>("traffic.table");
    Q_EMIT table->customContextMenuRequested(table->visualRect(table->currentIndex()).center());
    auto *menu = program.find<QMenu>("traffic.menu");
    auto *entry = menu ? menu->findChild<QAction *>(QLatin1String(action)) : nullptr;
    if (!entry || !entry->isEnabled())
        return false;
    entry->trigger();
    menu->close();
    return QTest::qWaitFor([&] { return program.find<QMenu>("traffic.menu") == nullptr; });
}

bool TestTraffic::addAgent(ProgramFixture &program, const QString &name)
{
    if (!program.click("sidebar.agents") || !program.click("agents.new") || !QTest::qWaitFor([&] { return program.shown("form.name") != nullptr; }))
        return false;
    QTest::keyClicks(program.shown("form.name"), name);
    return program.click("form.save") && QTest::qWaitFor([&] { return program.shown("form.save") == nullptr; }, 10000);
}

void TestTraffic::closedItCostsNothing()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QSignalSpy added(program.program().log(), &net::TrafficLog::added), changed(program.program().log(), &net::TrafficLog::changed);
    QVERIFY(addAgent(program, QStringLiteral("Quiet one")));
    const net::TrafficLog *log = program.program().log();
    QVERIFY(log->entries().size() >= 3);
    QVERIFY(log->entries().size() <= std::size_t(net::TrafficLog::defaultCapacity));
    QVERIFY(!log->isWatched() && !log->isRecording());
    QCOMPARE(log->bodies().requests(), std::size_t(0));
    QCOMPARE(added.size() + changed.size(), 0);
    QVERIFY(std::all_of(log->entries().begin(), log->entries().end(), [](const auto &entry) { return entry.responseHeaders.isEmpty(); }));
    QVERIFY(!program.find<TrafficDock>("traffic")); // the dock is not even made
}

void TestTraffic::theMenuOpensAndClosesIt()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QCOMPARE(program.find<QAction>("action.traffic")->shortcut(), QKeySequence(Qt::Key_F12));
    const TrafficDock *dock = open(program);
    QVERIFY(dock && dock->isVisible() && dock->isOpen());
    QVERIFY(program.program().log()->isWatched());
    QVERIFY(rowOf(program, QStringLiteral("GET"), QStringLiteral("/v1/")) >= 0); // from before it was open
    QVERIFY(program.click("traffic.record"));
    QVERIFY(program.program().log()->isRecording());
    QCOMPARE(program.text("traffic.record"), QStringLiteral("Recording bodies"));
    QVERIFY(program.click("traffic.close"));
    QVERIFY(!dock->isVisible() && !program.find<QAction>("action.traffic")->isChecked());
    QVERIFY(!program.program().log()->isWatched() && !program.program().log()->isRecording());
    QVERIFY(open(program));
    QCOMPARE(program.text("traffic.record"), QStringLiteral("Record bodies")); // asked for anew each time
}

void TestTraffic::aRequestShowsItsHeadAndItsAnswer()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(open(program));
    QVERIFY(program.click("sidebar.agents"));
    QVERIFY(choose(program, QStringLiteral("GET"), QStringLiteral("/v1/agents")));
    const int row = rowOf(program, QStringLiteral("GET"), QStringLiteral("/v1/agents"));
    QCOMPARE(cell(program, row, TrafficModel::Status), QStringLiteral("200"));
    QVERIFY(!cell(program, row, TrafficModel::RequestId).isEmpty());
    QCOMPARE(cell(program, row, TrafficModel::Profile), QStringLiteral("Demo workspace"));
    QVERIFY2(plain(program, "traffic.response").contains(QStringLiteral("Status 200")), qPrintable(plain(program, "traffic.response")));
    QVERIFY(plain(program, "traffic.response").contains(QStringLiteral("content-type: application/json"), Qt::CaseInsensitive));
    QVERIFY(plain(program, "traffic.response").contains(QStringLiteral("was not recorded")));
    QVERIFY(plain(program, "traffic.request").startsWith(QStringLiteral("GET http://127.0.0.1:")));
    QVERIFY(plain(program, "traffic.request").contains(QStringLiteral("anthropic-version"), Qt::CaseInsensitive));
    QVERIFY(plain(program, "traffic.request").contains(QStringLiteral("The key went along")));
}

void TestTraffic::bodiesAreThereOnceAskedFor()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(open(program));
    QVERIFY(program.click("traffic.record"));
    QVERIFY(addAgent(program, QStringLiteral("It's <b>recorded</b>")));
    QVERIFY(choose(program, QStringLiteral("POST"), QStringLiteral("/v1/agents")));
    QVERIFY2(plain(program, "traffic.request").contains(QStringLiteral("\"name\": \"It's <b>recorded</b>\"")), qPrintable(plain(program, "traffic.request")));
    QVERIFY(plain(program, "traffic.response").contains(QStringLiteral("\"type\": \"agent\"")));
    QVERIFY(pickFromMenu(program, "traffic.copyCurl"));
    const QString line = QGuiApplication::clipboard()->text();
    QVERIFY2(line.startsWith(QStringLiteral("curl --globoff --request 'POST' 'http://127.0.0.1:")), qPrintable(line));
    QVERIFY(line.contains(QStringLiteral("\"x-api-key: $MUSTER_DEMO_KEY\"")));
    QVERIFY(line.contains(QStringLiteral("It'\\''s <b>recorded</b>")));
    QVERIFY(pickFromMenu(program, "traffic.copyPath"));
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("/v1/agents")));
    QVERIFY(pickFromMenu(program, "traffic.copyResponse"));
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1Char('{')));
}

void TestTraffic::whatIsShownIsFilteredAndCleared()
{
    ProgramFixture program;
    test::BadServer bad;
    bad.onList = [](const test::SeenRequest &) { return test::Script::reply(404, "{\"error\":{\"type\":\"not_found_error\",\"message\":\"no\"}}"); };
    QVERIFY(program.start());
    QVERIFY(open(program));
    api::Profile profile;
    profile.name = QStringLiteral("Broken server");
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = bad.url();
    const QString id = program.addProfile(profile, "canary-key-0123456789");
    QVERIFY(!id.isEmpty());
    QVERIFY(QTest::qWaitFor([&] { return rowOf(program, QStringLiteral("GET"), QStringLiteral("/v1/sessions")) >= 0; }, 10000));
    auto *table = program.find<QTableView>("traffic.table");
    QVERIFY(program.click("traffic.failedOnly"));
    QTRY_VERIFY(table->model()->rowCount() > 0);
    for (int row = 0; row < table->model()->rowCount(); ++row)
        QCOMPARE(cell(program, row, TrafficModel::Status), QStringLiteral("404"));
    auto *profiles = program.find<QComboBox>("traffic.profile");
    profiles->setCurrentIndex(profiles->findText(QStringLiteral("Demo workspace")));
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(program.click("traffic.state.next")); // show all again
    QVERIFY(table->model()->rowCount() > 1);
    QCOMPARE(profiles->currentIndex(), 0);
    QTest::keyClicks(program.shown("traffic.search"), QStringLiteral("broken"));
    QVERIFY(table->model()->rowCount() > 0);
    for (int row = 0; row < table->model()->rowCount(); ++row)
        QCOMPARE(cell(program, row, TrafficModel::Profile), QStringLiteral("Broken server"));
    QTest::keyClick(program.shown("traffic.search"), Qt::Key_Escape);
    QVERIFY(program.click("traffic.clear"));
    QCOMPARE(program.program().log()->entries().size(), std::size_t(0));
    QVERIFY(!program.shown("traffic.clear")->isEnabled() && !program.shown("traffic.report")->isEnabled());
}

void TestTraffic::aStreamCountsWhileItRuns()
{
    ProgramFixture program;
    test::BadServer bad;
    QVERIFY(program.start());
    QVERIFY(open(program));
    api::Profile profile;
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = bad.url();
    QVERIFY(!program.addProfile(profile, "canary-key-0123456789").isEmpty());
    QVERIFY(QTest::qWaitFor([&] { return program.window()->view() && program.window()->view()->workspace()->profile().baseUrl == bad.url(); }, 10000));
    const auto session = base::parseJson(bad.sessions.first());
    program.window()->view()->openSession(base::Record(*session));
    const auto stream = [&] { return rowOf(program, QStringLiteral("GET"), QStringLiteral("/v1/sessions/sesn_bad1/events/stream")); };
    QTRY_VERIFY(stream() >= 0 && cell(program, stream(), TrafficModel::Status) == QStringLiteral("200, open"));
    bad.server().push("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    QTRY_VERIFY(cell(program, stream(), TrafficModel::Size).contains(QStringLiteral(", 1 event")));
    bad.server().push("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    QTRY_VERIFY(cell(program, stream(), TrafficModel::Size).contains(QStringLiteral(", 2 event")));
    QVERIFY(cell(program, stream(), TrafficModel::Took).isEmpty());
}

void TestTraffic::noKeyIsShownCopiedOrSaved()
{
    const QByteArray canary = "canary-key-0123456789";
    ProgramFixture program;
    test::BadServer bad;
    const auto tell = [](const test::SeenRequest &request) {
        const QByteArray key = request.header("x-api-key");
        return test::Script::reply(404, "{\"error\":{\"type\":\"not_found_error\",\"message\":\"" + key + "\"}}").header("request-id", key).header("x-seen", key);
    };
    bad.onList = tell;
    QVERIFY(program.start());
    QVERIFY(open(program));
    QVERIFY(program.click("traffic.record"));
    api::Profile profile;
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = bad.url();
    QVERIFY(!program.addProfile(profile, canary).isEmpty());
    const auto answered = [&] {
        const int row = rowOf(program, QStringLiteral("GET"), QStringLiteral("/v1/sessions"));
        return row >= 0 && cell(program, row, TrafficModel::Status) == QStringLiteral("404");
    };
    QVERIFY(QTest::qWaitFor(answered, 10000));
    QVERIFY(choose(program, QStringLiteral("GET"), QStringLiteral("/v1/sessions")));
    QVERIFY(plain(program, "traffic.response").contains(QStringLiteral("[redacted]"))); // it was there
    QString all = plain(program, "traffic.response") + plain(program, "traffic.request");
    const auto *model = program.find<QTableView>("traffic.table")->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column)
            all += cell(program, row, column) + model->index(row, column).data(Qt::ToolTipRole).toString();
    }
    QVERIFY(pickFromMenu(program, "traffic.copyCurl"));
    all += QGuiApplication::clipboard()->text();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("$ANTHROPIC_API_KEY")));
    QVERIFY(program.click("traffic.report"));
    all += plain(program, "bugReport.text");
    QVERIFY(!all.contains(QString::fromLatin1(canary)));
    QVERIFY(program.click("bugReport.cancel"));
}

void TestTraffic::theReportIsReadBeforeItIsSaved()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(open(program));
    QTRY_VERIFY(rowOf(program, QStringLiteral("GET"), QStringLiteral("/v1/")) >= 0);
    QVERIFY(program.click("traffic.report"));
    const QString shown = plain(program, "bugReport.text");
    QVERIFY(shown.contains(QLatin1String(qVersion())) && shown.contains(QGuiApplication::platformName()) && shown.contains(QStringLiteral(MUSTER_VERSION)));
    QVERIFY(program.click("bugReport.save"));
    QTRY_VERIFY(program.find<QFileDialog>("bugReport.files"));
    auto *files = program.find<QFileDialog>("bugReport.files");
    const QString path = program.folder() + QStringLiteral("/report.har");
    files->selectFile(path);
    QMetaObject::invokeMethod(files, "accept");
    QTRY_VERIFY(!program.find<screens::BugReportDialog>("bugReport")); // saved and closed
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), shown);

    QVERIFY(program.click("traffic.report"));
    auto *dialog = program.find<screens::BugReportDialog>("bugReport");
    QVERIFY(!dialog->saveTo(program.folder() + QStringLiteral("/no/such/folder/report.har")));
    QVERIFY(program.find<widgets::MessageBar>("bugReport.message")->isVisible());
    QVERIFY(program.click("bugReport.cancel"));
}

void TestTraffic::itsPlaceIsKept()
{
    ProgramFixture program;
    QVERIFY(program.start());
    TrafficDock *dock = open(program);
    QVERIFY(dock);
    program.window()->resizeDocks({dock}, {330}, Qt::Vertical);
    QTRY_COMPARE(dock->height(), 330);
    program.restart();
    QVERIFY(program.start());
    QTRY_VERIFY(program.find<TrafficDock>("traffic") && program.find<TrafficDock>("traffic")->isVisible());
    QVERIFY(program.find<QAction>("action.traffic")->isChecked());
    QTRY_COMPARE(program.find<TrafficDock>("traffic")->height(), 330);
    QVERIFY(program.click("traffic.close"));
    program.restart();
    QVERIFY(program.start());
    QVERIFY(!program.find<TrafficDock>("traffic"));
    QVERIFY(open(program));
    QTRY_COMPARE(program.find<TrafficDock>("traffic")->height(), 330);
}

QTEST_MAIN(TestTraffic)
#include "tst_traffic.moc"
