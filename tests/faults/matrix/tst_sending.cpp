#include "models/transcriptmodel.h"
#include "tests/faults/matrix/faultrow.h"
#include "tests/support/testbase.h"

using namespace std::chrono_literals;
using test::Cut;
using test::FaultBench;
using test::Script;
using transcript::Delivery;

//! A message whose answer is lost (F29): never sent again by itself, shown as unknown, settled by the session's history.
class SendingTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void matrix_data();
    void matrix();
};

namespace {

const QString words = QStringLiteral("Delete the old files, please");

const transcript::Row *localRow(FaultBench &b)
{
    const auto &model = *b.conversation->transcript();
    for (int i = 0; i < model.rowCount(); ++i) {
        if (model.row(i).delivery != Delivery::None)
            return &model.row(i);
    }
    return nullptr;
}

bool isShownAs(FaultBench &b, Delivery delivery)
{
    const transcript::Row *row = localRow(b);
    return row && row->delivery == delivery;
}

int stored(const FaultBench &b)
{
    int count = 0;
    for (const QByteArray &json : b.harness.history)
        count += json.contains(words.toUtf8()) ? 1 : 0;
    return count;
}

void send(FaultBench &b)
{
    b.open();
    QVERIFY(b.isCaughtUp());
    QVERIFY(b.conversation->sendMessage(words));
    QTRY_VERIFY(isShownAs(b, Delivery::Unknown));
    QCOMPARE(b.posted() + b.server.cutRequests(), 1);
}

//! The answer was lost, the message was not.
void answerLost(FaultBench &b, const Script &answer)
{
    b.posts = {answer};
    send(b);
    b.server.cutAll(Cut::Fin); // the stream did not bring it: the listing does
    QVERIFY(b.isCaughtUp());
    QVERIFY(b.settle([&] { return !localRow(b); })); // found in the history
    b.pass(120s);
    QCOMPARE(b.posted(), 1);
    QCOMPARE(stored(b), 1);
}

//! Nothing of it came in. Only a person sends it again.
void messageLost(FaultBench &b)
{
    send(b);
    QVERIFY(b.settle([&] { return isShownAs(b, Delivery::Failed); }));
    b.pass(120s);
    QCOMPARE(stored(b), 0);
    b.keeps = FaultBench::Keeps::Now;
    b.conversation->resend(localRow(b)->key);
    QVERIFY(b.settle([&] { return stored(b) == 1; }));
    b.server.cutAll(Cut::Fin); // the stream did not bring it: the listing does
    QVERIFY(b.isCaughtUp());
    QVERIFY(b.settle([&] { return !localRow(b); }));
    QCOMPARE(stored(b), 1);
}

void cutBeforeItWasStored(FaultBench &b)
{
    b.keeps = FaultBench::Keeps::Never;
    b.posts = {Script::reply(200, "{}").cutAt(0)};
    messageLost(b);
    QCOMPARE(b.posted(), 2); // one for each time that somebody pressed the button
}

void cutWhileItLeft(FaultBench &b)
{
    b.open();
    QVERIFY(b.isCaughtUp());
    QVERIFY(b.calmsDown()); // the next request is the message
    b.server.cutNextRequestAt(b.server.bytesRead() + 300, Cut::Rst);
    QVERIFY(b.conversation->sendMessage(words + QString(20'000, QLatin1Char('.'))));
    QTRY_VERIFY(isShownAs(b, Delivery::Unknown));
    QVERIFY(b.settle([&] { return isShownAs(b, Delivery::Failed); }));
    QCOMPARE(b.posted(), 0);
    b.conversation->discard(localRow(b)->key);
    QVERIFY(!localRow(b));
}

void storedLate(FaultBench &b)
{
    b.keeps = FaultBench::Keeps::Late;
    b.posts = {Script::reply(200, "{}").cutAt(0, Cut::Rst)};
    send(b);
    const int listed = b.listed();
    QVERIFY(b.settle([&] { return b.listed() > listed; })); // looked for, and not there
    b.keepLate();
    QVERIFY(b.settle([&] { return !localRow(b); }));        // looked for again
    QCOMPARE(b.posted(), 1);
    b.server.cutAll(Cut::Fin);
    QVERIFY(b.isCaughtUp());
}

void noAnswerInTime(FaultBench &b)
{
    b.posts = {Script::silence()};
    b.open();
    QVERIFY(b.isCaughtUp());
    QVERIFY(b.conversation->sendMessage(words));
    QTRY_COMPARE(b.posted(), 1);
    b.clock.advance(31s);
    QTRY_VERIFY(isShownAs(b, Delivery::Unknown) || !localRow(b));
    QVERIFY(b.settle([&] { return !localRow(b); }));
    QCOMPARE(b.posted(), 1);
    b.server.cutAll(Cut::Fin);
    QVERIFY(b.isCaughtUp());
}

const Script reply = Script::reply(200, "{\"data\":[{\"id\":\"e5\",\"type\":\"user.message\"}]}");

const std::vector<test::FaultRow> rows{
    {"F29: stored, cut before the reply, FIN", [](FaultBench &b) { answerLost(b, Script(reply).cutAt(0)); }},
    {"F29: stored, cut before the reply, RST", [](FaultBench &b) { answerLost(b, Script(reply).cutAt(0, Cut::Rst)); }},
    {"F29: stored, cut after the headers", [](FaultBench &b) { answerLost(b, Script(reply).cutAt(75)); }},
    {"F29: stored, cut inside the reply", [](FaultBench &b) { answerLost(b, Script(reply).cutAt(100, Cut::Rst)); }},
    {"F29: stored, no answer in time", noAnswerInTime},
    {"F29: stored a moment after it was looked for", storedLate},
    {"F29: not stored, cut before the reply", cutBeforeItWasStored},
    {"F29: cut while it was leaving", cutWhileItLeft},
};

} // namespace

void SendingTest::matrix_data()
{
    test::addFaultRows(rows);
}

void SendingTest::matrix()
{
    test::runFaultRow(rows);
}

QTEST_GUILESS_MAIN(SendingTest)
#include "tst_sending.moc"
