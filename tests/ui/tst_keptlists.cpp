#include "models/recordmarks.h"
#include "models/resourcelistmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/resourcetable.h"
#include "ui/screens/sessionpage.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"

#include <QMenu>
#include <QScrollBar>

using models::ResourceListModel;
using State = ResourceListModel::State;
using test::ProgramFixture;
using test::Script;

namespace {

constexpr int sessionCount = 60;

//! When session number `number` changed: the higher the later.
QDateTime changedAt(int number)
{
    return QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC).addSecs(60 * number);
}

} // namespace

//! The program is started again: lists are there before the server answers, and what was pinned or read is so still.
class TestKeptLists : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aListIsThereBeforeTheServerAnswers();
    void aListIsThereWithoutTheServer();
    void unreadAndPinsSurviveARestart();
    void marksAreSetByKeyAndMenu();
    void aRemovedProfileLeavesNothing();

private:
    QByteArray record(int number) const;
    Script answer(const test::SeenRequest &request);
    //! Ends the program and starts it again, with the connection in front.
    bool startAgain();
    screens::ResourcePage *page() const { return m_program->window()->view()->findChild<screens::ResourcePage *>(QStringLiteral("sessions.page")); }
    ResourceListModel *list() const { return page()->model(); }
    screens::ResourceTable *table() const { return page()->table(); }
    QString spoken(int number) const;
    QString idAt(int row) const { return list()->index(row, 0).data(ResourceListModel::IdRole).toString(); }
    static QString idOf(int number) { return QStringLiteral("sesn_%1").arg(number, 3, 10, QLatin1Char('0')); }

    std::unique_ptr<test::ScriptedServer> m_server;
    std::unique_ptr<ProgramFixture> m_program;
    QString m_profile;
    QSet<int> m_changed;   //!< sessions that have changed lately
    bool m_silent = false; //!< lists are not answered
    bool m_down = false;   //!< lists are answered by an error
};

void TestKeptLists::init()
{
    TestBase::init();
    m_changed.clear();
    m_silent = m_down = false;
    m_server = std::make_unique<test::ScriptedServer>();
    m_server->handle([this](const test::SeenRequest &request) { return answer(request); });
    m_program = std::make_unique<ProgramFixture>();
    QVERIFY(m_program->start());
    m_program->window()->resize(1280, 800);
    api::Profile profile;
    profile.name = QStringLiteral("Kept");
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = m_server->url();
    m_profile = m_program->addProfile(profile, "sk-test-0123456789");
    QVERIFY(!m_profile.isEmpty());
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == m_profile && page());
    QTRY_COMPARE(list()->state(), State::Ready);
    QCOMPARE(list()->rowCount(), sessionCount);
}

void TestKeptLists::cleanup()
{
    m_program.reset();
    m_server.reset();
}

QByteArray TestKeptLists::record(int number) const
{
    const QDateTime changed = m_changed.contains(number) ? changedAt(sessionCount + number) : changedAt(number);
    return test::fixture(QStringLiteral("badinput/session.json"))
        .replace("sesn_bad1", idOf(number).toLatin1())
        .replace("Notes for 4.2", "Session " + QByteArray::number(number))
        .replace("2026-11-20T09:21:40Z", changed.toString(Qt::ISODate).toLatin1());
}

Script TestKeptLists::answer(const test::SeenRequest &request)
{
    const QByteArray path = request.path();
    if (path.endsWith("/events/stream"))
        return Script::stream().chunk(": hello\n\n");
    if (path.startsWith("/v1/sessions/") && path.count('/') == 3)
        return Script::reply(200, record(path.mid(path.lastIndexOf('_') + 1).toInt()));
    if (path != "/v1/sessions")
        return Script::reply(200, test::page({}));
    if (m_down)
        return Script::reply(500, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"down\"}}");
    QByteArrayList records;
    for (int number = sessionCount; number > 0; --number)
        records.append(record(number));
    const QByteArray body = test::page(records);
    if (!m_silent)
        return Script::reply(200, body);
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    return Script::silence().waitForRelease().bytes(head + body);
}

bool TestKeptLists::startAgain()
{
    m_program->restart();
    bool kept = false;
    m_program->secrets()->write(this, m_profile, "sk-test-0123456789", accounts::Keeping::Keychain)->then(this, [&kept](const auto &) { kept = true; });
    if (!QTest::qWaitFor([&kept] { return kept; }))
        return false;
    m_program->program().show();
    m_program->window()->showProfile(m_profile);
    return QTest::qWaitFor([this] { return m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == m_profile && page(); }, 10000);
}

QString TestKeptLists::spoken(int number) const
{
    return list()->index(list()->rowOf(idOf(number)), 0).data(Qt::AccessibleTextRole).toString();
}

void TestKeptLists::aListIsThereBeforeTheServerAnswers()
{
    m_silent = true;
    m_changed = {33};
    QVERIFY(startAgain());
    QTRY_COMPARE(list()->state(), State::Kept);
    QCOMPARE(list()->rowCount(), sessionCount);
    QCOMPARE(spoken(33), QStringLiteral("Session 33"));
    QVERIFY(table()->isVisible());
    QVERIFY(m_program->text("sessions.count").contains(QStringLiteral("being refreshed")));
    // Somebody reads on meanwhile.
    table()->select(idOf(20));
    table()->verticalScrollBar()->setValue(table()->verticalScrollBar()->maximum() / 2);
    const int place = table()->verticalScrollBar()->value();
    QVERIFY(place > 0);
    const int top = table()->rowAt(0);
    QSignalSpy resets(list(), &QAbstractItemModel::modelReset);
    QSignalSpy removed(list(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(list(), &QAbstractItemModel::rowsInserted);
    m_silent = false;
    m_server->release();
    QTRY_COMPARE(list()->state(), State::Ready);
    QCOMPARE(resets.size() + removed.size() + inserted.size(), 0);
    QCOMPARE(table()->currentId(), idOf(20));
    QCOMPARE(table()->verticalScrollBar()->value(), place);
    QCOMPARE(table()->rowAt(0), top);
    QCOMPARE(spoken(33), QStringLiteral("Session 33, unread"));
    QVERIFY(!m_program->text("sessions.count").contains(QStringLiteral("being refreshed")));
}

void TestKeptLists::aListIsThereWithoutTheServer()
{
    m_down = true;
    QVERIFY(startAgain());
    QTRY_COMPARE_WITH_TIMEOUT(list()->state(), State::Stale, 30000);
    QCOMPARE(list()->rowCount(), sessionCount);
    auto *state = m_program->find<widgets::StateView>("sessions.state");
    QVERIFY(state->isStale());
    QVERIFY(table()->isVisible());
    m_down = false;
    QVERIFY(m_program->click("sessions.state.stale.retry"));
    QTRY_COMPARE(list()->state(), State::Ready);
    QVERIFY(!state->isStale());
}

void TestKeptLists::unreadAndPinsSurviveARestart()
{
    list()->marks()->setPinned(idOf(7), true);
    QCOMPARE(idAt(0), idOf(7));
    m_changed = {30, 31};
    page()->refresh();
    QTRY_COMPARE(spoken(31), QStringLiteral("Session 31, unread"));
    QCOMPARE(spoken(30), QStringLiteral("Session 30, unread"));
    QCOMPARE(spoken(29), QStringLiteral("Session 29"));
    // Opened in front: read.
    m_program->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_program->window()));
    table()->select(idOf(31));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_VERIFY(m_program->session());
    QTRY_COMPARE(spoken(31), QStringLiteral("Session 31"));
    QTRY_VERIFY(list()->state() == State::Ready && !list()->isBusy());

    m_silent = true;
    QVERIFY(startAgain());
    QTRY_COMPARE(list()->state(), State::Kept);
    QTRY_COMPARE(idAt(0), idOf(7));
    QCOMPARE(spoken(7), QStringLiteral("Session 7, pinned"));
    QCOMPARE(spoken(30), QStringLiteral("Session 30, unread"));
    QCOMPARE(spoken(31), QStringLiteral("Session 31"));
    m_silent = false;
    m_server->release();
    QTRY_COMPARE(list()->state(), State::Ready);
    QCOMPARE(idAt(0), idOf(7));
    QCOMPARE(spoken(30), QStringLiteral("Session 30, unread"));
}

void TestKeptLists::marksAreSetByKeyAndMenu()
{
    table()->select(idOf(12));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_P);
    QCOMPARE(idAt(0), idOf(12));
    QTest::keyClick(table(), Qt::Key_U);
    QCOMPARE(spoken(12), QStringLiteral("Session 12, unread, pinned"));
    Q_EMIT table()->menuRequested(idOf(12), table()->mapToGlobal(QPoint(40, 40)));
    auto *menu = page()->findChild<QMenu *>(QStringLiteral("sessions.menu"));
    QVERIFY(menu);
    auto *pin = menu->findChild<QAction *>(QStringLiteral("record.pin"));
    auto *read = menu->findChild<QAction *>(QStringLiteral("record.unread"));
    QVERIFY(pin && read);
    QCOMPARE(pin->text(), QStringLiteral("Unpin"));
    QCOMPARE(read->text(), QStringLiteral("Mark as read"));
    pin->trigger();
    read->trigger();
    menu->close();
    QCOMPARE(spoken(12), QStringLiteral("Session 12"));
    QCOMPARE(idAt(0), idOf(sessionCount));
    QTest::keyClick(table(), Qt::Key_U);
    QTest::keyClick(table(), Qt::Key_U);
    QCOMPARE(spoken(12), QStringLiteral("Session 12"));
}

void TestKeptLists::aRemovedProfileLeavesNothing()
{
    list()->marks()->setPinned(idOf(7), true);
    const QString folder = m_program->folder();
    const auto filesThatTell = [&] { // of the profile
        QStringList out;
        for (const char *name : {"muster.sqlite", "muster.sqlite-wal", "events.sqlite", "events.sqlite-wal"}) {
            QFile file(folder + QStringLiteral("/data/") + QLatin1String(name));
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(m_profile.toUtf8()))
                out.append(QLatin1String(name));
        }
        return out.join(QLatin1Char(' '));
    };
    QTRY_VERIFY(filesThatTell().contains(QStringLiteral("muster")) && filesThatTell().contains(QStringLiteral("events")));
    QVERIFY(m_program->program().profiles()->remove(m_profile).ok());
    QTRY_VERIFY(!m_program->window()->view() || m_program->window()->view()->workspace()->profile().id != m_profile);
    m_program.reset();
    QCOMPARE(filesThatTell(), QString());
}

QTEST_MAIN(TestKeptLists)
#include "tst_keptlists.moc"
