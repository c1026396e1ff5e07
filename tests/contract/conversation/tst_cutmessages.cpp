#include "backends/clients.h"
#include "store/database.h"
#include "store/outbox.h"
#include "sync/sender.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testbase.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using base::Json;
using State = store::OutboxRow::State;
using test::Cut;
using test::Script;
using test::SeenRequest;

//! Messages whose connection dies anywhere arrive exactly once and in order (reliability.md F29, R9): the real client, the real outbox, a server that cuts.
class TestCutMessages : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void arriveOnceAndInOrder_data();
    void arriveOnceAndInOrder();

private:
    Script answer(const SeenRequest &request);

    QRandomGenerator m_random{20261121};
    std::vector<Json> m_stored;
    bool m_cutting = true;
    int m_cuts = 0;
};

Script TestCutMessages::answer(const SeenRequest &request)
{
    if (request.method == "GET") // the history
        return Script::reply(200, base::dumpJson(Json{{"data", m_stored}, {"next_page", nullptr}}));
    Json accepted = Json::array();
    const auto body = base::parseJson(request.body);
    for (Json event : body->at("events")) {
        event["id"] = "sevt_" + std::to_string(m_stored.size() + 1);
        event["processed_at"] = "2026-11-20T09:00:00Z";
        m_stored.push_back(event);
        accepted.push_back(std::move(event));
    }
    Script script = Script::reply(200, base::dumpJson(Json{{"data", accepted}}));
    if (m_cutting && m_random.bounded(2) == 0) { // it is stored, and the answer never arrives whole
        ++m_cuts;
        script.cutAt(m_random.bounded(150), m_random.bounded(2) ? Cut::Rst : Cut::Fin);
    }
    return script;
}

void TestCutMessages::arriveOnceAndInOrder_data()
{
    QTest::addColumn<bool>("goal");
    QTest::newRow("R9 F29: 60 messages through random cuts") << true;
}

void TestCutMessages::arriveOnceAndInOrder()
{
    constexpr int messages = 60;
    QTemporaryDir folder;
    base::SystemClock systemClock;
    test::FakeClock clock;
    test::ScriptedServer server;
    server.handle([this](const SeenRequest &request) { return answer(request); });
    api::Profile profile;
    profile.id = QStringLiteral("profile");
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = server.url();
    const auto client = backends::makeClient(profile, "sk-test-0123456789", &systemClock, nullptr);
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Outbox outbox(&database, &clock);
    syncing::Sender sender(client.get(), &outbox, &clock, profile.id, QStringLiteral("sesn_1"));
    sender.historyRead();

    QHash<QString, State> states;
    connect(&sender, &syncing::Sender::changed, this, [&](const store::OutboxRow &row, const api::Event *) { states.insert(row.ref(), row.state); });
    int asked = 0;
    for (int i = 0; i < messages; ++i) {
        if (m_random.bounded(4) == 0) // the request itself does not arrive whole
            server.cutNextRequestAt(m_random.bounded(1, 250), m_random.bounded(2) ? Cut::Rst : Cut::Fin);
        api::Outgoing message;
        message.text = i % 3 ? QStringLiteral("message %1").arg(i) : QStringLiteral("go on"); // the same words again and again
        const QString ref = sender.send(message);
        while (states.value(ref) != State::Confirmed) {
            const bool settled = QTest::qWaitFor([&] {
                clock.advance(500ms); // the pauses before it is looked for
                const State state = states.value(ref);
                return state == State::Confirmed || state == State::Failed;
            }, 30000);
            QVERIFY2(settled, "a message is neither there nor given back");
            if (states.value(ref) == State::Failed) {
                ++asked;
                sender.resend(ref); // what the user does
            }
        }
    }

    QCOMPARE(int(m_stored.size()), messages);
    for (int i = 0; i < messages; ++i) {
        const std::string expected = i % 3 ? "message " + std::to_string(i) : "go on";
        QCOMPARE(m_stored[std::size_t(i)]["content"][0]["text"].get<std::string>(), expected);
    }
    QVERIFY(sender.rows().empty());
    QVERIFY(m_cuts > 10);
    QVERIFY(server.cutRequests() > 5);
    qInfo("%d messages, %d answers and %d requests cut, sent again by hand %d times", messages, m_cuts, server.cutRequests(), asked);
}

QTEST_GUILESS_MAIN(TestCutMessages)

#include "tst_cutmessages.moc"
