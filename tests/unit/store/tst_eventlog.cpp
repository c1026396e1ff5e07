#include "tests/unit/store/logscene.h"

#include <QElapsedTimer>

using api::EventKind;
using api::Known;
using store::Advance;
using test::decode;
using test::identities;
using test::LogScene;
using test::message;
using test::messages;
using test::numbered;
using test::resultOf;
using test::valueOf;

class TestEventLog : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void bringsBackWhatTheServerSaid();
    void aKnownEventComesInOnce();
    void aLaterVersionReplaces();
    void whatWaitsStandsAtTheEnd();
    void aCancelledMessageLeavesTheQueue();
    void keepsTheServersOrder();
    void aNumberLearnedLaterMovesTheEvent();
    void pagesFitTogether_data();
    void pagesFitTogether();
    void aPageOfLargeEventsIsShort();
    void showsTheSurroundingsOfAHit();
    void linesOfWorkAreApart();
    void leavesOutWhatCannotBeKept();
    void saysWhatCannotBeReadAnyMore();
    void knowsHowFarItIsWhole();
    void movesOnOnlyFromWhereItIs();
    void allOrNothing();
    void addsUpUsage();
    void isThereAfterClosing();
    void knowsItsSessions();
    void anAnswerNobodyWaitsForIsNotMade();
};

void TestEventLog::bringsBackWhatTheServerSaid()
{
    LogScene scene;
    api::Event event = message(1, QStringLiteral("h\u00e9llo \U0001F30D"));
    event.raw = QByteArray("{\"a\": 1.0,  \"b\" : \"\\u0000\"}\0\xff", 27); // to the last byte
    event.at = QDateTime(QDate(2026, 11, 20), QTime(9, 1, 2, 345), Qt::UTC);
    event.type = QStringLiteral("agent.message");
    event.sequence = 7;
    api::Event large = message(2, QString(100'000, QLatin1Char('x')));
    const auto appended = scene.append({event, large});
    QCOMPARE(appended.fresh, (std::vector<int>{0, 1}));
    const auto page = scene.newest().page;
    QCOMPARE(page.events.size(), 2u);
    QCOMPARE(page.events[0].raw, event.raw);
    QCOMPARE(page.events[0].identity, event.identity);
    QCOMPARE(page.events[0].type, event.type);
    QCOMPARE(page.events[0].sequence, 7);
    QCOMPARE(page.events[0].at, event.at);
    QCOMPARE(page.events[1].raw, large.raw);
    QCOMPARE(page.events[1].sequence, -1);
    QVERIFY(!page.hasOlder && !page.hasNewer);
}

void TestEventLog::aKnownEventComesInOnce()
{
    LogScene scene;
    QCOMPARE(scene.append(messages(0, 10)).fresh.size(), 10u);
    const auto again = scene.append(messages(5, 12));
    QCOMPARE(again.fresh, (std::vector<int>{5, 6}));
    QCOMPARE(again.replaced, 0);
    QCOMPARE(identities(scene.newest().page.events), numbered(0, 12));
    QCOMPARE(scene.number("SELECT count(*) FROM event"), 12);
    const auto twice = scene.append({message(20, QStringLiteral("a")), message(20, QStringLiteral("b"))});
    QCOMPARE(twice.fresh, (std::vector<int>{0}));
    QCOMPARE(twice.replaced, 1);
    QCOMPARE(scene.newest(1).page.events.front().raw, QByteArray("sevt_20|b"));
}

void TestEventLog::aLaterVersionReplaces()
{
    LogScene scene;
    scene.append(messages(0, 3));
    const auto changed = scene.append({message(1, QStringLiteral("other words"))});
    QVERIFY(changed.fresh.empty());
    QCOMPARE(changed.replaced, 1);
    const auto events = scene.newest().page.events;
    QCOMPARE(identities(events), numbered(0, 3));
    QCOMPARE(events[1].raw, QByteArray("sevt_1|other words"));
}

void TestEventLog::whatWaitsStandsAtTheEnd()
{
    LogScene scene;
    api::Event waiting = message(1, QStringLiteral("later"), EventKind::UserMessage);
    waiting.queued = true;
    waiting.at = {};
    scene.append({waiting});
    scene.append(messages(2, 5));
    auto events = scene.newest().page.events;
    QCOMPARE(identities(events), numbered(2, 5) << QStringLiteral("sevt_1"));
    QVERIFY(events.back().queued);

    api::Event taken = message(1, QStringLiteral("later"), EventKind::UserMessage);
    taken.at = message(3, {}).at.addMSecs(500);
    QCOMPARE(scene.append({taken}).replaced, 1);
    const QStringList order = {QStringLiteral("sevt_2"), QStringLiteral("sevt_3"), QStringLiteral("sevt_1"), QStringLiteral("sevt_4")};
    QCOMPARE(identities(scene.newest().page.events), order);

    QCOMPARE(scene.append({waiting}).replaced, 0); // delivered late
    events = scene.newest().page.events;
    QCOMPARE(identities(events), order);
    QVERIFY(!events[2].queued);
}

void TestEventLog::aCancelledMessageLeavesTheQueue()
{
    LogScene scene;
    api::Event waiting = message(1, QStringLiteral("never mind"), EventKind::UserMessage);
    waiting.queued = true;
    api::Event taken = message(2, QStringLiteral("taken"), EventKind::UserMessage);
    scene.append({waiting, taken});
    const auto cancelOf = [](int number, const char *identity) {
        api::Event cancel = message(number, {}, EventKind::Bookkeeping);
        cancel.denied = true;
        cancel.messageId = QLatin1String(identity);
        return cancel;
    };
    scene.append({cancelOf(3, "sevt_1"), cancelOf(4, "sevt_2")}); // the second came too late
    scene.append({message(5, QStringLiteral("on"))});
    auto events = scene.newest().page.events;
    const QStringList order = {QStringLiteral("sevt_2"), QStringLiteral("sevt_1"), QStringLiteral("sevt_3"), QStringLiteral("sevt_4"),
                               QStringLiteral("sevt_5")};
    QCOMPARE(identities(events), order);
    QVERIFY(events[1].denied && !events[1].queued);
    QVERIFY(!events[0].denied);

    api::Event real = message(1, QStringLiteral("never mind"), EventKind::UserMessage);
    real.at = message(6, {}).at;
    scene.append({real});
    events = scene.newest().page.events;
    QCOMPARE(events.back().identity, QStringLiteral("sevt_1"));
    QVERIFY(!events.back().denied);
}

void TestEventLog::keepsTheServersOrder()
{
    LogScene scene;
    api::Events numberedOnes;
    for (int i : {3, 1, 2}) {
        api::Event event = message(i, QStringLiteral("x"));
        event.sequence = i;
        event.at = message(100 - i, {}).at; // clocks go wrong, numbers do not
        numberedOnes.push_back(event);
    }
    scene.append(numberedOnes);
    QCOMPARE(identities(scene.newest().page.events), numbered(1, 4));

    LogScene timed;
    api::Events sameTime = messages(0, 4);
    for (api::Event &event : sameTime)
        event.at = message(0, {}).at;
    timed.append({sameTime[0], sameTime[1]});
    timed.append({sameTime[2], sameTime[3]});
    api::Event without = message(4, QStringLiteral("no time"));
    without.at = {};
    timed.append({without});
    QCOMPARE(identities(timed.newest().page.events), numbered(0, 5));
}

void TestEventLog::aNumberLearnedLaterMovesTheEvent()
{
    LogScene scene;
    api::Events listed = messages(1, 4);
    for (int i = 0; i < 3; ++i)
        listed[std::size_t(i)].sequence = i + 1;
    scene.append(listed);
    scene.append({message(5, QStringLiteral("live"))}); // without a number: at the end until it is listed
    api::Event four = message(4, QStringLiteral("live too"));
    scene.append({four});
    four.sequence = 4;
    api::Event five = message(5, QStringLiteral("live"));
    five.sequence = 5;
    scene.append({four, five});
    QCOMPARE(identities(scene.newest().page.events), numbered(1, 6));
    five.sequence = -1; // a live copy again
    scene.append({five});
    const auto events = scene.newest().page.events;
    QCOMPARE(identities(events), numbered(1, 6));
    QCOMPARE(events.back().sequence, 5);
}

void TestEventLog::pagesFitTogether_data()
{
    QTest::addColumn<int>("size");
    for (int size : {1, 7, 50, 99, 100, 101, 1000})
        QTest::addRow("%d", size) << size;
}

void TestEventLog::pagesFitTogether()
{
    QFETCH(int, size);
    LogScene scene;
    scene.append(messages(0, 100));
    api::Events all;
    auto page = scene.newest(size).page;
    QVERIFY(!page.hasNewer);
    for (;;) {
        QVERIFY(int(page.events.size()) <= size);
        all.insert(all.begin(), page.events.begin(), page.events.end());
        QCOMPARE(page.hasOlder, all.size() < 100);
        if (!page.hasOlder)
            break;
        page = valueOf(scene.log->before(this, scene.key, page.first, size, decode));
        QVERIFY(page.hasNewer);
    }
    QCOMPARE(identities(all), numbered(0, 100));

    all = page.events;
    while (page.hasNewer) {
        page = valueOf(scene.log->after(this, scene.key, page.last, size, decode));
        QVERIFY(page.hasOlder);
        all.insert(all.end(), page.events.begin(), page.events.end());
    }
    QCOMPARE(identities(all), numbered(0, 100));
}

void TestEventLog::aPageOfLargeEventsIsShort()
{
    LogScene scene;
    scene.append(messages(0, 8, QString(3'000'000, QLatin1Char('y'))));
    auto page = scene.newest(8).page;
    QCOMPARE(page.events.size(), 2u); // 4 MB are reached within the second
    QVERIFY(page.hasOlder);
    int total = 2;
    while (page.hasOlder) {
        page = valueOf(scene.log->before(this, scene.key, page.first, 8, decode));
        total += int(page.events.size());
    }
    QCOMPARE(total, 8);
}

void TestEventLog::showsTheSurroundingsOfAHit()
{
    LogScene scene;
    scene.append(messages(0, 100));
    const auto middle = valueOf(scene.log->around(this, scene.key, QStringLiteral("sevt_50"), 10, decode));
    QCOMPARE(identities(middle.events), numbered(45, 56));
    QVERIFY(middle.hasOlder && middle.hasNewer);
    const auto older = valueOf(scene.log->before(this, scene.key, middle.first, 5, decode));
    QCOMPARE(identities(older.events), numbered(40, 45));
    const auto newer = valueOf(scene.log->after(this, scene.key, middle.last, 5, decode));
    QCOMPARE(identities(newer.events), numbered(56, 61));
    const auto first = valueOf(scene.log->around(this, scene.key, QStringLiteral("sevt_0"), 10, decode));
    QCOMPARE(identities(first.events), numbered(0, 6));
    QVERIFY(!first.hasOlder);
    const auto last = valueOf(scene.log->around(this, scene.key, QStringLiteral("sevt_99"), 10, decode));
    QCOMPARE(last.events.back().identity, QStringLiteral("sevt_99"));
    QVERIFY(!last.hasNewer);
    const auto none = resultOf(scene.log->around(this, scene.key, QStringLiteral("sevt_100"), 10, decode));
    QVERIFY(!none.ok());
    QCOMPARE(none.error().kind, base::Error::Kind::NotFound);
}

void TestEventLog::linesOfWorkAreApart()
{
    LogScene scene;
    scene.append(messages(0, 3));
    const store::LogKey keys[] = {{QStringLiteral("profile"), QStringLiteral("sesn_1"), QStringLiteral("sthr_1")},
                                  {QStringLiteral("profile"), QStringLiteral("sesn_2"), {}},
                                  {QStringLiteral("other"), QStringLiteral("sesn_1"), {}}};
    for (const auto &key : keys) {
        QVERIFY(valueOf(scene.log->newest(this, key, 10, decode)).page.events.empty());
        valueOf(scene.log->append(this, key, messages(1, 2, QStringLiteral("elsewhere"))));
    }
    QCOMPARE(identities(scene.newest().page.events), numbered(0, 3));
    QCOMPARE(scene.newest().page.events[1].raw, QByteArray("sevt_1|words"));
    for (const auto &key : keys)
        QCOMPARE(valueOf(scene.log->newest(this, key, 10, decode)).page.events.front().raw, QByteArray("sevt_1|elsewhere"));
}

void TestEventLog::leavesOutWhatCannotBeKept()
{
    LogScene scene;
    api::Event preview = message(1, QStringLiteral("x"));
    preview.identity.clear();
    api::Event made = message(2, QStringLiteral("x"));
    made.raw.clear();
    QVERIFY(scene.append({preview, made}).fresh.empty());
    QVERIFY(scene.newest().page.events.empty());
}

void TestEventLog::saysWhatCannotBeReadAnyMore()
{
    LogScene scene;
    api::Event broken = message(1, QStringLiteral("x"));
    broken.raw = "broken bytes";
    scene.append({message(0, QStringLiteral("x")), broken, message(2, QStringLiteral("x"))});
    const auto page = scene.newest().page;
    QCOMPARE(identities(page.events), (QStringList{QStringLiteral("sevt_0"), QStringLiteral("sevt_2")}));
    QCOMPARE(page.broken, QByteArrayList{"broken bytes"});
    const auto only = valueOf(scene.log->before(this, scene.key, page.last, 1, decode));
    QVERIFY(only.events.empty());
    QVERIFY(only.hasOlder); // the way goes on behind it
    QCOMPARE(identities(valueOf(scene.log->before(this, scene.key, only.first, 1, decode)).events), numbered(0, 1));
}

void TestEventLog::knowsHowFarItIsWhole()
{
    LogScene scene;
    QVERIFY(valueOf(scene.log->known(this, scene.key)).isEmpty());
    scene.append(messages(0, 60));
    QVERIFY(scene.newest().known.isEmpty()); // nobody has said that the beginning is there
    Known through;
    through.through = message(59, {}).at;
    api::Event waiting = message(70, QStringLiteral("later"));
    waiting.queued = true;
    QVERIFY(scene.append({waiting}, Advance{{}, through}).advanced);
    const Known known = valueOf(scene.log->known(this, scene.key));
    QCOMPARE(known.through, through.through);
    QCOMPARE(known.sequence, -1);
    QCOMPARE(known.identities, numbered(49, 60) << QStringLiteral("sevt_70"));
    QCOMPARE(scene.newest(1).known.identities, known.identities);

    Known sequenced;
    sequenced.sequence = 3;
    LogScene other;
    api::Events events = messages(1, 6);
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].sequence = int(i) + 1;
    QVERIFY(other.append(events, Advance{{}, sequenced}).advanced);
    QCOMPARE(other.newest().known.sequence, 3);
    QCOMPARE(other.newest().known.identities, numbered(3, 6));
}

void TestEventLog::movesOnOnlyFromWhereItIs()
{
    LogScene scene;
    Known one, two;
    one.sequence = 1;
    two.sequence = 2;
    two.through = message(2, {}).at;
    QVERIFY(!scene.append(messages(0, 2), Advance{one, two}).advanced);
    QVERIFY(scene.newest().known.isEmpty());
    QCOMPARE(scene.newest().page.events.size(), 2u); // the events are stored all the same
    QVERIFY(scene.append({}, Advance{{}, one}).advanced);
    QVERIFY(!scene.append({}, Advance{{}, two}).advanced);
    QVERIFY(scene.append({}, Advance{one, two}).advanced);
    QVERIFY(!scene.append({}, Advance{one, two}).advanced);
    const Known known = scene.newest().known;
    QCOMPARE(known.sequence, 2);
    QCOMPARE(known.through, two.through);
}

void TestEventLog::allOrNothing()
{
    LogScene scene;
    scene.append(messages(0, 2));
    // The third event of a batch is refused by a rule that the file is given for this.
    valueOf(scene.log->database()->run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> {
        return store::execute(c, "CREATE TRIGGER refuse BEFORE INSERT ON event WHEN new.identity = 'sevt_4' BEGIN SELECT RAISE(ABORT, 'refused'); END");
    }));
    Known through;
    through.sequence = 5;
    const auto refused = resultOf(scene.log->append(this, scene.key, messages(2, 6), Advance{{}, through}));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, base::Error::Kind::Storage);
    QCOMPARE(identities(scene.newest().page.events), numbered(0, 2));
    QVERIFY(scene.newest().known.isEmpty());
    QCOMPARE(scene.number("SELECT count(*) FROM words_docsize"), 2);
    QCOMPARE(scene.append(messages(5, 7)).fresh.size(), 2u); // and it goes on
}

void TestEventLog::addsUpUsage()
{
    LogScene scene;
    QVERIFY(scene.newest().usage.isEmpty());
    const auto request = [](int number, qint64 input, qint64 output, qint64 cacheRead) {
        api::Event event = message(number, QString::number(input), EventKind::ModelRequestEnd);
        event.usage.input = input;
        event.usage.output = output;
        event.usage.cacheRead = cacheRead;
        return event;
    };
    scene.append({request(1, 100, 10, -1), message(2, QStringLiteral("x")), request(3, 200, 20, 5)});
    scene.append({request(1, 100, 10, -1)}); // once more: no news
    auto usage = scene.newest(1).usage;
    QCOMPARE(usage.input, 300);
    QCOMPARE(usage.output, 30);
    QCOMPARE(usage.cacheRead, 5);
    QCOMPARE(usage.cacheWrite, -1);
    scene.append({request(3, 250, 20, 5)});
    QCOMPARE(scene.newest(1).usage.input, 350);
}

void TestEventLog::isThereAfterClosing()
{
    LogScene scene;
    scene.log->append(this, scene.key, messages(0, 500)); // nobody waits for it
    scene.close();
    scene.open();
    QCOMPARE(scene.newest(500).page.events.size(), 500u);
    QVERIFY(!valueOf(scene.log->opened(this)).created);
}

void TestEventLog::knowsItsSessions()
{
    LogScene scene;
    scene.append(messages(0, 1));
    scene.clock.advance(std::chrono::seconds(10));
    scene.log->describe({scene.key.profile, scene.key.session, QStringLiteral("A title"), QStringLiteral("agent_1"), QStringLiteral("Coder"), {}});
    scene.log->describe({scene.key.profile, scene.key.session, {}, {}, {}, {}}); // says nothing new
    scene.log->describe({scene.key.profile, QStringLiteral("sesn_3"), QStringLiteral("never opened"), {}, {}, {}});
    valueOf(scene.log->append(this, {QStringLiteral("other"), QStringLiteral("sesn_2"), {}}, messages(0, 1)));
    auto sessions = valueOf(scene.log->sessions(this));
    QCOMPARE(sessions.size(), 2u);
    QCOMPARE(sessions[0].session, QStringLiteral("sesn_2")); // used last
    QCOMPARE(sessions[1].title, QStringLiteral("A title"));
    QCOMPARE(sessions[1].agentId, QStringLiteral("agent_1"));
    QCOMPARE(sessions[1].agentName, QStringLiteral("Coder"));
    scene.clock.advance(std::chrono::seconds(10));
    scene.newest(1); // looking at it is using it
    sessions = valueOf(scene.log->sessions(this));
    QTRY_COMPARE(valueOf(scene.log->sessions(this)).front().session, QStringLiteral("sesn_1"));
    QCOMPARE(valueOf(scene.log->sessions(this, QStringLiteral("other"))).size(), 1u);
}

void TestEventLog::anAnswerNobodyWaitsForIsNotMade()
{
    LogScene scene;
    scene.append(messages(0, 3));
    std::atomic_int decoded = 0;
    const auto counting = [&decoded](const api::StoredEvent &stored) {
        ++decoded;
        return decode(stored);
    };
    {
        QObject owner;
        scene.log->before(&owner, scene.key, {std::numeric_limits<qint64>::max(), 0}, 3, counting);
    }
    scene.newest(1); // behind it in the same line
    QVERIFY(decoded == 0 || decoded == 3); // it may have been under way already
    auto *job = scene.log->newest(this, scene.key, 3, decode);
    bool cancelled = false;
    job->then(this, [&](const base::Result<store::LogHead> &head) { cancelled = !head && head.error().isCancelled(); });
    job->abort();
    QTRY_VERIFY(cancelled);
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
