#include "models/resourcelistmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/composer.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/sessionpage.h"

#include <QLineEdit>

using api::FeedStatus;
using test::BadServer;
using test::ProgramFixture;
using test::Script;

//! What a server takes away while the window is open, a key or a whole workspace: one message, no stream goes on, nothing typed is lost.
class TestTakenAway : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aKeyIsRevokedWhileStreamsRun();
    void aWorkspaceVanishes();

private:
    //! A server with two sessions that are both open in the program, with something typed in each.
    struct Place
    {
        Place();
        bool open();
        screens::SessionPage *page(int index);
        bool areAll(FeedStatus::State state);
        bool keepsWhatWasTyped();

        test::ScriptedServer server;
        std::optional<Script> refusal; //!< the answer to everything
        ProgramFixture program;
        QList<QPointer<models::Conversation>> conversations;
        QStringList ids{QStringLiteral("sesn_one"), QStringLiteral("sesn_two")};

    private:
        QByteArray record(const QString &id) const;
        Script answer(const test::SeenRequest &request) const;
    };
};

TestTakenAway::Place::Place()
{
    server.handle([this](const test::SeenRequest &request) { return refusal ? *refusal : answer(request); });
}

QByteArray TestTakenAway::Place::record(const QString &id) const
{
    return test::fixture(QStringLiteral("badinput/session.json")).replace("sesn_bad1", id.toLatin1());
}

Script TestTakenAway::Place::answer(const test::SeenRequest &request) const
{
    const QByteArray path = request.path();
    if (path.endsWith("/events/stream"))
        return Script::stream().chunk("retry: 250\n\n");
    if (path == "/v1/sessions")
        return Script::reply(200, test::page({record(ids[0]), record(ids[1])}));
    if (path.startsWith("/v1/sessions/") && !path.endsWith("/events"))
        return Script::reply(200, record(QString::fromLatin1(path.mid(path.lastIndexOf('/') + 1))));
    return Script::reply(200, test::page({}));
}

screens::SessionPage *TestTakenAway::Place::page(int index)
{
    const auto parsed = base::parseJson(record(ids[index]));
    return parsed.ok() && program.window()->view()->openSession(base::Record(*parsed)) ? program.session() : nullptr;
}

bool TestTakenAway::Place::open()
{
    api::Profile profile;
    profile.name = QStringLiteral("Taken away");
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = server.url();
    if (!program.start() || program.addProfile(profile, "sk-test-0123456789").isEmpty())
        return false;
    for (int i = 0; i < 2; ++i) {
        if (!QTest::qWaitFor([&] { return program.shown("sessions.table") != nullptr; }, 10'000) || !page(i))
            return false;
        conversations.append(program.session()->conversation());
        QTest::keyClicks(program.shown("composer.text"), QStringLiteral("half a thought %1").arg(i));
    }
    return QTest::qWaitFor([this] { return areAll(FeedStatus::State::Live); }, 10'000);
}

bool TestTakenAway::Place::areAll(FeedStatus::State state)
{
    return std::all_of(conversations.begin(), conversations.end(), [&](const auto &open) { return open && open->feedStatus().state == state; });
}

bool TestTakenAway::Place::keepsWhatWasTyped()
{
    for (int i = 0; i < 2; ++i) {
        screens::SessionPage *shown = page(i);
        if (!shown || shown->composer()->text() != QStringLiteral("half a thought %1").arg(i))
            return false;
    }
    return true;
}

void TestTakenAway::aKeyIsRevokedWhileStreamsRun()
{
    Place place;
    QVERIFY(place.open());
    place.refusal = Script::reply(401, test::fixture(QStringLiteral("badinput/revoked.json")));
    place.server.cutAll(test::Cut::Fin);
    QTRY_VERIFY(place.program.shown("workspace.bar.key"));
    QVERIFY(place.areAll(FeedStatus::State::Failed));
    QVERIFY(!place.program.shown("feedBar")); // one message
    QVERIFY(place.keepsWhatWasTyped());
    QVERIFY(!place.program.shown("feedBar"));
    const int asked = place.server.count();
    QVERIFY(!QTest::qWaitFor([&] { return place.server.count() > asked; }, 1500)); // streams would have tried again in 250 ms

    place.refusal.reset();
    QVERIFY(place.program.click("workspace.bar.key"));
    QTRY_VERIFY(place.program.shown("connection.key"));
    place.program.find<QLineEdit>("connection.key")->setText(QStringLiteral("sk-test-another-0123"));
    QVERIFY(place.program.click("connection.save"));
    QTRY_VERIFY(!place.program.shown("workspace.bar"));
    QTRY_VERIFY(place.areAll(FeedStatus::State::Live));
    QVERIFY(place.keepsWhatWasTyped());
}

void TestTakenAway::aWorkspaceVanishes()
{
    Place place;
    QVERIFY(place.open());
    place.refusal = Script::reply(404, test::fixture(QStringLiteral("badinput/vanished.json")));
    place.server.cutAll(test::Cut::Fin);
    QTRY_VERIFY(place.areAll(FeedStatus::State::Ended));
    QTRY_VERIFY(place.program.text("feed.title").contains(QStringLiteral("does not have this session")));
    QVERIFY(place.keepsWhatWasTyped());
    const int asked = place.server.count();
    QVERIFY(!QTest::qWaitFor([&] { return place.server.count() > asked; }, 1500));
    // The list keeps what it had, and says so.
    auto *list = place.program.window()->view()->findChild<screens::ResourcePage *>(QStringLiteral("sessions.page"));
    list->refresh();
    QTRY_VERIFY(place.program.shown("sessions.state.stale"));
    QCOMPARE(list->model()->rowCount(), 2);

    place.refusal.reset();
    for (int i = 0; i < 2; ++i) {
        QVERIFY(place.page(i));
        QVERIFY(place.program.click("feed.retry"));
    }
    QTRY_VERIFY(place.areAll(FeedStatus::State::Live));
    QVERIFY(!place.program.shown("feedBar"));
    QVERIFY(place.keepsWhatWasTyped());
}

QTEST_MAIN(TestTakenAway)
#include "tst_takenaway.moc"
