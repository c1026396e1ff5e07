#include "tests/unit/store/ledgerscene.h"

#include <QSignalSpy>

using api::UsageKind;
using store::LedgerGrouping;
using store::LedgerQuestion;
using store::LedgerSum;
using test::LedgerScene;
using test::valueOf;
using Why = store::FlaggedUsage::Why;

namespace {

QString moneyOf(const std::vector<store::LedgerMoney> &money)
{
    QStringList parts;
    for (const auto &one : money)
        parts.append(QString::fromLatin1(one.amount.text(2) + ' ' + one.unit));
    return parts.join(QStringLiteral(", "));
}

//! "key tokens reported" of every group.
QStringList shown(const store::LedgerAnswer &answer)
{
    QStringList lines;
    for (const LedgerSum &sum : answer.sums) {
        QString key = sum.key.id;
        if (!sum.key.version.isEmpty())
            key += QStringLiteral("@") + sum.key.version;
        if (sum.split)
            key += QStringLiteral("|") + sum.split->id;
        lines.append(QStringLiteral("%1 %2 %3").arg(key, QString::number(sum.tokens.all()), moneyOf(sum.reported)).trimmed());
    }
    return lines;
}

store::PriceTable prices()
{
    store::Price price;
    price.pattern = QStringLiteral("claude-opus*");
    price.validFrom = QDate(2026, 1, 1);
    price.input = *base::Decimal::parse("5");
    price.output = *base::Decimal::parse("25");
    price.cacheRead = *base::Decimal::parse("0.5");
    price.cacheWrite5m = *base::Decimal::parse("6.25");
    price.cacheWrite1h = *base::Decimal::parse("10");
    store::Price later = price;
    later.validFrom = QDate(2026, 11, 10);
    later.output = *base::Decimal::parse("20");
    return store::PriceTable({price, later});
}

} // namespace

//! What was used, counted once, and its sums.
class TestLedger : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCountedTwice();
    void twoProfilesOnOneWorkspaceCountOnce();
    void moneyIsTheDifferenceOfTotals();
    void totalsMayComeInAnyOrder();
    void totalsThatGoBackAreFlagged();
    void tokensThatNoRequestToldOfAreTheRest();
    void whatCannotBeRightIsInNoSum_data();
    void whatCannotBeRightIsInNoSum();
    void groupsByFacts();
    void groupsByTime_data();
    void groupsByTime();
    void groupsAgain();
    void rangesAndFilters();
    void estimatesAndReportsStayApart();
    void pricesChange();
    void unitsAreNeverAdded();
    void aDeletedSessionStays();
    void theReadPlaceMoves();
    void profilesAreForgotten();
    void entriesLeadToEvents();
    void serversAreTold();
    void survivesTheEnd();
};

void TestLedger::nothingIsCountedTwice()
{
    LedgerScene scene;
    QSignalSpy changed(scene.ledger.get(), &store::Ledger::changed);
    const auto request = LedgerScene::request(QStringLiteral("sevt_1"), {100, 20, 3000, 400}, LedgerScene::at(11, 20));
    QCOMPARE(scene.enter(QStringLiteral("s"), request).fresh, 4);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(scene.enter(QStringLiteral("s"), request).fresh, 0);
    QCOMPARE(changed.count(), 1);
    // The same event once more, in another batch and with another amount: the first counts.
    auto again = LedgerScene::request(QStringLiteral("sevt_1"), {999, 999, 999, 999}, LedgerScene::at(11, 20));
    QCOMPARE(scene.enter(QStringLiteral("s"), again).fresh, 0);
    // Twice within one batch.
    auto twice = LedgerScene::request(QStringLiteral("sevt_2"), {1, 1, 1, 1}, LedgerScene::at(11, 20));
    const auto copy = twice;
    twice.insert(twice.end(), copy.begin(), copy.end());
    QCOMPARE(scene.enter(QStringLiteral("s"), twice).fresh, 4);
    const auto answer = scene.sums(LedgerGrouping::Total);
    QCOMPARE(int(answer.sums.size()), 1);
    const store::LedgerTokens expected{101, 21, 3001, 401};
    QVERIFY(answer.total.tokens == expected);
    QCOMPARE(answer.total.requests, 2);
    QCOMPARE(answer.total.sessions, 1);
    QCOMPARE(qRound(*answer.total.tokens.cacheHitRate() * 1e6), 856694); // 3001 of 3503
    // The same identity in another session is another event.
    QCOMPARE(scene.enter(QStringLiteral("s2"), request).fresh, 4);
}

void TestLedger::twoProfilesOnOneWorkspaceCountOnce()
{
    LedgerScene scene;
    const api::SessionUsage session{LedgerScene::facts(QStringLiteral("s")), {LedgerScene::total("1.50", LedgerScene::at(11, 20))}};
    scene.ledger->nameProfile({scene.server, QStringLiteral("first")}, QStringLiteral("First"));
    scene.ledger->nameProfile({scene.server, QStringLiteral("second")}, QStringLiteral("Second"));
    QCOMPARE(scene.list({session}, QStringLiteral("first")).fresh, 1);
    QCOMPARE(scene.list({session}, QStringLiteral("second")).fresh, 0);
    const auto answer = scene.sums(LedgerGrouping::Profile);
    QCOMPARE(shown(answer), QStringList{QStringLiteral("first 0 1.50 USD")});
    QCOMPARE(answer.sums.front().name, QStringLiteral("First"));
    QCOMPARE(moneyOf(answer.total.reported), QStringLiteral("1.50 USD"));
    // Seen through the second it is there as well.
    LedgerQuestion question;
    question.filters = {{LedgerGrouping::Profile, {{{}, QStringLiteral("second"), {}}}}};
    QCOMPARE(moneyOf(scene.sums(question).total.reported), QStringLiteral("1.50 USD"));
    question.filters.front().keys.front().id = QStringLiteral("third");
    QCOMPARE(moneyOf(scene.sums(question).total.reported), QString());
}

void TestLedger::moneyIsTheDifferenceOfTotals()
{
    LedgerScene scene;
    const auto enter = [&](const QByteArray &total, int day) { scene.enter(QStringLiteral("s"), {LedgerScene::total(total, LedgerScene::at(11, day))}); };
    enter("0.25", 3);
    enter("0.25", 4);
    enter("1", 6);
    enter("12.34", 9);
    const QStringList expected{QStringLiteral("2026-11-03 0 0.25 USD"), QStringLiteral("2026-11-06 0 0.75 USD"), QStringLiteral("2026-11-09 0 11.34 USD")};
    QCOMPARE(shown(scene.sums(LedgerGrouping::Day)), expected);
    enter("1", 6);
    enter("12.34", 20);
    QCOMPARE(shown(scene.sums(LedgerGrouping::Day)), expected);
}

void TestLedger::totalsMayComeInAnyOrder()
{
    std::vector<std::pair<QByteArray, int>> totals{{"0.10", 2}, {"0.40", 5}, {"0.70", 8}, {"1.60", 12}};
    std::sort(totals.begin(), totals.end());
    QStringList expected;
    LedgerScene scene;
    int order = 0;
    do {
        const QString session = QStringLiteral("s%1").arg(++order);
        for (const auto &[value, day] : totals)
            scene.enter(session, {LedgerScene::total(value, LedgerScene::at(11, day))});
        LedgerQuestion question;
        question.by = LedgerGrouping::Day;
        question.filters = {{LedgerGrouping::Session, {{scene.server, session, {}}}}};
        const auto answer = scene.sums(question);
        if (expected.isEmpty())
            expected = shown(answer);
        QCOMPARE(shown(answer), expected);
        QCOMPARE(moneyOf(answer.total.reported), QStringLiteral("1.60 USD"));
        QCOMPARE(answer.flagged, 0);
    } while (std::next_permutation(totals.begin(), totals.end()));
    QCOMPARE(expected.size(), 4);
}

void TestLedger::totalsThatGoBackAreFlagged()
{
    LedgerScene scene;
    const auto enter = [&](const QByteArray &total, int day) { return scene.enter(QStringLiteral("s"), {LedgerScene::total(total, LedgerScene::at(11, day))}); };
    enter("2", 3);
    QCOMPARE(enter("1.5", 5).flagged, 1);
    enter("3", 7);
    const auto answer = scene.sums(LedgerGrouping::Day);
    QCOMPARE(shown(answer), (QStringList{QStringLiteral("2026-11-03 0 2.00 USD"), QStringLiteral("2026-11-07 0 1.00 USD")}));
    QCOMPARE(answer.flagged, 1);
    const auto flagged = valueOf(scene.ledger->flagged(scene.ledger.get(), 10));
    QCOMPARE(int(flagged.size()), 1);
    QVERIFY(flagged.front().why == Why::WentBack);
    QCOMPARE(flagged.front().amount, QByteArray("1.5"));
}

void TestLedger::tokensThatNoRequestToldOfAreTheRest()
{
    LedgerScene scene;
    const auto totals = [](const QByteArray &input, const QByteArray &brief, const QByteArray &lasting, int day) {
        return std::vector{LedgerScene::total(input, LedgerScene::at(11, day), UsageKind::InputTokens),
                           LedgerScene::total(brief, LedgerScene::at(11, day), UsageKind::CacheWrite5mTokens),
                           LedgerScene::total(lasting, LedgerScene::at(11, day), UsageKind::CacheWrite1hTokens)};
    };
    scene.list({{LedgerScene::facts(QStringLiteral("s")), totals("1000", "300", "200", 10)}});
    QCOMPARE(shown(scene.sums(LedgerGrouping::Day)), QStringList{QStringLiteral("2026-11-10 1500")});
    // A part of it is read from the events of another day: it moves there, and nothing is counted twice.
    scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("e1"), {400, 0, 0, 350}, LedgerScene::at(11, 8), QStringLiteral("claude-haiku-4-5")));
    QCOMPARE(shown(scene.sums(LedgerGrouping::Day)), (QStringList{QStringLiteral("2026-11-08 750"), QStringLiteral("2026-11-10 750")}));
    QCOMPARE(shown(scene.sums(LedgerGrouping::Model)), (QStringList{QStringLiteral("750"), QStringLiteral("claude-haiku-4-5 750")})); // of which is not told
    scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("e2"), {600, 0, 0, 150}, LedgerScene::at(11, 9)));
    QCOMPARE(shown(scene.sums(LedgerGrouping::Day)), (QStringList{QStringLiteral("2026-11-08 750"), QStringLiteral("2026-11-09 750")}));
    // Requests are ahead of the record.
    scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("e3"), {5, 0, 0, 0}, LedgerScene::at(11, 9)));
    QCOMPARE(scene.sums(LedgerGrouping::Total).total.tokens.all(), 1505);
    scene.list({{LedgerScene::facts(QStringLiteral("s")), totals("1007", "300", "200", 12)}});
    const auto answer = scene.sums(LedgerGrouping::Day);
    QCOMPARE(answer.total.tokens.all(), 1507);
    QCOMPARE(answer.total.requests, 3); // the rest is none
    QCOMPARE(shown(answer).last(), QStringLiteral("2026-11-12 2"));
}

void TestLedger::whatCannotBeRightIsInNoSum_data()
{
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QDateTime>("at");
    QTest::addColumn<int>("why");
    const QByteArray tokens = api::tokensUnit();
    const QDateTime fine = LedgerScene::at(11, 20);
    const auto row = [](const char *name, const QByteArray &amount, const QByteArray &unit, const QDateTime &at, Why why) {
        QTest::newRow(name) << amount << unit << at << int(why);
    };
    row("words", "many", tokens, fine, Why::NoNumber);
    row("empty", "", tokens, fine, Why::NoNumber);
    row("an object", "{\"a\":1}", tokens, fine, Why::NoNumber);
    row("half a token", "1.5", tokens, fine, Why::NoNumber);
    row("beyond a double", "1e999", tokens, fine, Why::NoNumber);
    row("negative", "-5", tokens, fine, Why::Negative);
    row("absurd", "1000000000001", tokens, fine, Why::Absurd);
    row("absurd, written briefly", "1e17", tokens, fine, Why::Absurd);
    row("tokens in dollars", "5", "USD", fine, Why::ForeignUnit);
    row("no time", "5", tokens, QDateTime(), Why::NoTime);
    row("1970", "5", tokens, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), Why::NoTime);
    row("tomorrow and more", "5", tokens, LedgerScene::at(11, 23, 12, 1), Why::InTheFuture);
}

void TestLedger::whatCannotBeRightIsInNoSum()
{
    QFETCH(QByteArray, amount);
    QFETCH(QByteArray, unit);
    QFETCH(QDateTime, at);
    QFETCH(int, why);
    LedgerScene scene;
    auto record = LedgerScene::amount(QStringLiteral("e/0"), amount, UsageKind::InputTokens, at);
    record.unit = unit;
    const auto good = LedgerScene::amount(QStringLiteral("f/0"), "7", UsageKind::InputTokens, LedgerScene::at(11, 20));
    const auto entered = scene.enter(QStringLiteral("s"), {record, good});
    QCOMPARE(entered.flagged, 1);
    QCOMPARE(scene.enter(QStringLiteral("s"), {record}).flagged, 0);
    auto total = record;
    total.isRunningTotal = true;
    if (at.isValid()) // else it is as of now
        QCOMPARE(scene.enter(QStringLiteral("s"), {total}).flagged, 1);
    const auto answer = scene.sums(LedgerGrouping::Total);
    QCOMPARE(answer.total.tokens.all(), 7);
    QCOMPARE(answer.flagged, at.isValid() ? 2 : 1);
    const auto flagged = valueOf(scene.ledger->flagged(scene.ledger.get(), 10));
    QCOMPARE(int(flagged.size()), at.isValid() ? 2 : 1);
    QCOMPARE(int(flagged.front().why), why);
    QCOMPARE(flagged.front().amount, amount); // as it came
    QCOMPARE(flagged.front().unit, unit);
    QCOMPARE(flagged.front().at, at);
}

void TestLedger::groupsByFacts()
{
    LedgerScene scene;
    auto first = LedgerScene::facts(QStringLiteral("s1"));
    first.tags = {QStringLiteral("team: a"), QStringLiteral("urgent: yes")};
    auto second = LedgerScene::facts(QStringLiteral("s2"), QStringLiteral("agent_2"), QStringLiteral("claude-haiku-4-5"));
    second.version = QStringLiteral("4");
    second.tags = {QStringLiteral("team: a")};
    auto third = LedgerScene::facts(QStringLiteral("s3"), QStringLiteral("agent_2"));
    third.environment.clear();
    scene.list({{first, {}}, {second, {}}, {third, {}}});
    scene.enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("e"), {1000, 0, 0, 0}, LedgerScene::at(11, 20)));
    scene.enter(QStringLiteral("s2"), LedgerScene::request(QStringLiteral("e"), {200, 0, 0, 0}, LedgerScene::at(11, 20)));
    scene.enter(QStringLiteral("s3"), LedgerScene::request(QStringLiteral("e"), {30, 0, 0, 0}, LedgerScene::at(11, 20)));
    const auto of = [&](LedgerGrouping by) { return shown(scene.sums(by)); };
    QCOMPARE(of(LedgerGrouping::Agent), (QStringList{QStringLiteral("agent_1 1000"), QStringLiteral("agent_2 230")}));
    QCOMPARE(of(LedgerGrouping::AgentVersion), (QStringList{QStringLiteral("agent_1@1 1000"), QStringLiteral("agent_2@4 200"), QStringLiteral("agent_2@1 30")}));
    QCOMPARE(of(LedgerGrouping::Model), (QStringList{QStringLiteral("claude-opus-4-5 1030"), QStringLiteral("claude-haiku-4-5 200")}));
    QCOMPARE(of(LedgerGrouping::Environment), (QStringList{QStringLiteral("env_1 1200"), QStringLiteral("30")}));
    QCOMPARE(of(LedgerGrouping::Session), (QStringList{QStringLiteral("s1 1000"), QStringLiteral("s2 200"), QStringLiteral("s3 30")}));
    const auto tags = scene.sums(LedgerGrouping::Tag);
    QCOMPARE(shown(tags), (QStringList{QStringLiteral("team: a 1200"), QStringLiteral("urgent: yes 1000"), QStringLiteral("30")}));
    QVERIFY(tags.overlaps);
    QCOMPARE(tags.total.tokens.all(), 1230);
    const auto sessions = scene.sums(LedgerGrouping::Session);
    QCOMPARE(sessions.sums.front().name, QStringLiteral("Title of s1"));
    QCOMPARE(sessions.sums.front().profile, QStringLiteral("p"));
    QCOMPARE(scene.sums(LedgerGrouping::Agent).sums.front().name, QStringLiteral("Name of agent_1"));
    // The answer has a row a group, however many amounts there are.
    for (int i = 0; i < 40; ++i)
        scene.enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("more%1").arg(i), {1, 1, 1, 1}, LedgerScene::at(11, 1 + i % 20)));
    QCOMPARE(int(scene.sums(LedgerGrouping::Agent).sums.size()), 2);
}

void TestLedger::groupsByTime_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("by");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *zone, LedgerGrouping by, const QStringList &expected) {
        QTest::addRow("%s %d", zone, int(by)) << QByteArray(zone) << int(by) << expected;
    };
    // 1: 24 Oct 23:50 UTC; 20: 25 Oct 00:30 UTC; 300: 25 Oct 23:30 UTC (Berlin's clocks went back in between); 4000: 31 Oct 20:00 UTC
    row("UTC", LedgerGrouping::Day, {QStringLiteral("2026-10-24 1"), QStringLiteral("2026-10-25 320"), QStringLiteral("2026-10-31 4000")});
    row("Europe/Berlin", LedgerGrouping::Day, {QStringLiteral("2026-10-25 21"), QStringLiteral("2026-10-26 300"), QStringLiteral("2026-10-31 4000")});
    row("Asia/Kathmandu", LedgerGrouping::Day, {QStringLiteral("2026-10-25 21"), QStringLiteral("2026-10-26 300"), QStringLiteral("2026-11-01 4000")});
    row("America/New_York", LedgerGrouping::Day, {QStringLiteral("2026-10-24 21"), QStringLiteral("2026-10-25 300"), QStringLiteral("2026-10-31 4000")});
    row("UTC", LedgerGrouping::Week, {QStringLiteral("2026-10-19 321"), QStringLiteral("2026-10-26 4000")});
    row("Asia/Kathmandu", LedgerGrouping::Week, {QStringLiteral("2026-10-19 21"), QStringLiteral("2026-10-26 4300")});
    row("UTC", LedgerGrouping::Month, {QStringLiteral("2026-10 4321")});
    row("Asia/Kathmandu", LedgerGrouping::Month, {QStringLiteral("2026-10 321"), QStringLiteral("2026-11 4000")});
}

void TestLedger::groupsByTime()
{
    QFETCH(QByteArray, zone);
    QFETCH(int, by);
    QFETCH(QStringList, expected);
    LedgerScene scene;
    const auto enter = [&](int tokens, const QDateTime &at) {
        scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("e%1").arg(tokens), {tokens, 0, 0, 0}, at));
    };
    enter(1, LedgerScene::at(10, 24, 23, 50));
    enter(20, LedgerScene::at(10, 25, 0, 30));
    enter(300, LedgerScene::at(10, 25, 23, 30));
    enter(4000, LedgerScene::at(10, 31, 20, 0));
    LedgerQuestion question;
    question.by = LedgerGrouping(by);
    question.zone = QTimeZone(zone);
    QVERIFY(question.zone.isValid());
    const auto answer = scene.sums(question);
    QCOMPARE(shown(answer), expected);
    for (const LedgerSum &sum : answer.sums) {
        QVERIFY(sum.begins < sum.ends);
        QCOMPARE(sum.begins.toTimeZone(question.zone).date().startOfDay(question.zone), sum.begins);
    }
}

void TestLedger::groupsAgain()
{
    LedgerScene scene;
    scene.list({{LedgerScene::facts(QStringLiteral("s1")), {LedgerScene::total("2", LedgerScene::at(11, 2))}},
                {LedgerScene::facts(QStringLiteral("s2"), QStringLiteral("agent_2")), {LedgerScene::total("3", LedgerScene::at(11, 2))}}});
    scene.enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("e"), {10, 0, 0, 0}, LedgerScene::at(11, 2)));
    scene.enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("f"), {20, 0, 0, 0}, LedgerScene::at(11, 3)));
    LedgerQuestion question;
    question.by = LedgerGrouping::Day;
    question.split = LedgerGrouping::Agent;
    QCOMPARE(shown(scene.sums(question)), (QStringList{QStringLiteral("2026-11-02|agent_1 10 2.00 USD"), QStringLiteral("2026-11-02|agent_2 0 3.00 USD"),
                                                       QStringLiteral("2026-11-03|agent_1 20")}));
    question.by = LedgerGrouping::Agent;
    question.split = LedgerGrouping::Month;
    QCOMPARE(shown(scene.sums(question)), (QStringList{QStringLiteral("agent_1|2026-11 30 2.00 USD"), QStringLiteral("agent_2|2026-11 0 3.00 USD")}));
}

void TestLedger::rangesAndFilters()
{
    LedgerScene scene;
    scene.list({{LedgerScene::facts(QStringLiteral("s1")), {LedgerScene::total("2", LedgerScene::at(11, 2))}},
                {LedgerScene::facts(QStringLiteral("s2"), QStringLiteral("agent_2"), QStringLiteral("other-model")), {}}});
    for (int day = 1; day <= 20; ++day) {
        scene.enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("e%1").arg(day), {1, 0, 0, 0}, LedgerScene::at(11, day)));
        scene.enter(QStringLiteral("s2"), LedgerScene::request(QStringLiteral("e%1").arg(day), {100, 0, 0, 0}, LedgerScene::at(11, day)));
    }
    LedgerQuestion question;
    question.from = LedgerScene::at(11, 3, 0);
    question.until = LedgerScene::at(11, 8, 0);
    QCOMPARE(scene.sums(question).total.tokens.all(), 505);
    question.from = LedgerScene::at(11, 3, 10, 15);
    QCOMPARE(scene.sums(question).total.tokens.all(), 404);
    question = {};
    question.filters = {{LedgerGrouping::Agent, {{scene.server, QStringLiteral("agent_1"), {}}}}};
    QCOMPARE(scene.sums(question).total.tokens.all(), 20);
    QCOMPARE(moneyOf(scene.sums(question).total.reported), QStringLiteral("2.00 USD"));
    question.filters.push_back({LedgerGrouping::Model, {{{}, QStringLiteral("other-model"), {}}}});
    QCOMPARE(scene.sums(question).total.tokens.all(), 0);
    question.filters.erase(question.filters.begin());
    QCOMPARE(scene.sums(question).total.tokens.all(), 2000);
    QCOMPARE(moneyOf(scene.sums(question).total.reported), QString()); // money is told of sessions, not of models
    question.filters = {{LedgerGrouping::Session, {{scene.server, QStringLiteral("s1"), {}}, {scene.server, QStringLiteral("s2"), {}}}}};
    QCOMPARE(scene.sums(question).total.tokens.all(), 2020);
    question.filters = {{LedgerGrouping::Agent, {{QStringLiteral("another.server"), QStringLiteral("agent_1"), {}}}}};
    QCOMPARE(scene.sums(question).total.tokens.all(), 0);
}

void TestLedger::estimatesAndReportsStayApart()
{
    LedgerScene scene;
    scene.list({{LedgerScene::facts(QStringLiteral("s1")), {LedgerScene::total("2", LedgerScene::at(11, 2))}},
                {LedgerScene::facts(QStringLiteral("s2"), QStringLiteral("agent_2"), QStringLiteral("unheard-of")), {}}});
    scene.enter(QStringLiteral("s1"), LedgerScene::request(QStringLiteral("e"), {100, 20, 3000, 400}, LedgerScene::at(11, 2)));
    scene.enter(QStringLiteral("s2"), LedgerScene::request(QStringLiteral("e"), {7, 0, 0, 0}, LedgerScene::at(11, 2)));
    LedgerQuestion question;
    question.by = LedgerGrouping::Agent;
    question.prices = prices();
    const auto answer = scene.sums(question);
    // 100·5 + 20·25 + 3000·0.5 + 400·6.25 millionths
    QCOMPARE(moneyOf(answer.sums[0].estimated), QStringLiteral("0.005 USD"));
    QCOMPARE(moneyOf(answer.sums[0].reported), QStringLiteral("2.00 USD"));
    QCOMPARE(moneyOf(answer.sums[1].estimated), QString());
    QCOMPARE(answer.sums[1].unpricedTokens, 7);
    QCOMPARE(moneyOf(answer.total.estimated), QStringLiteral("0.005 USD"));
    QCOMPARE(int(answer.unpriced.size()), 1);
    QCOMPARE(answer.unpriced.front().model, QStringLiteral("unheard-of"));
    QCOMPARE(answer.unpriced.front().tokens, 7);
}

void TestLedger::pricesChange()
{
    LedgerScene scene;
    scene.list({{LedgerScene::facts(QStringLiteral("s")), {}}});
    scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("a"), {0, 1000, 0, 0}, LedgerScene::at(11, 9, 23, 59)));
    scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("b"), {0, 1000, 0, 0}, LedgerScene::at(11, 10, 0, 0)));
    LedgerQuestion question;
    question.prices = prices();
    question.zone = QTimeZone("America/New_York"); // prices change by UTC
    QCOMPARE(moneyOf(scene.sums(question).total.estimated), QStringLiteral("0.045 USD"));
    question.by = LedgerGrouping::Day;
    const auto byDay = scene.sums(question);
    QCOMPARE(int(byDay.sums.size()), 1); // the 9th over there
    QCOMPARE(moneyOf(byDay.sums[0].estimated), QStringLiteral("0.045 USD"));
}

void TestLedger::unitsAreNeverAdded()
{
    LedgerScene scene;
    auto credits = LedgerScene::amount(QStringLiteral("run/1"), "41.25", UsageKind::Money, LedgerScene::at(11, 2));
    credits.unit = "credits";
    const auto dollars = LedgerScene::amount(QStringLiteral("run/2"), "0.62", UsageKind::Money, LedgerScene::at(11, 2));
    auto yen = LedgerScene::total("700", LedgerScene::at(11, 2));
    yen.unit = "JPY";
    yen.identity += QStringLiteral("/yen");
    scene.enter(QStringLiteral("s"), {credits, dollars, yen});
    QCOMPARE(moneyOf(scene.sums(LedgerGrouping::Total).total.reported), QStringLiteral("700.00 JPY, 0.62 USD, 41.25 credits"));
}

void TestLedger::aDeletedSessionStays()
{
    LedgerScene scene;
    const api::SessionUsage session{LedgerScene::facts(QStringLiteral("s")), {LedgerScene::total("2", LedgerScene::at(11, 2))}};
    scene.list({session});
    QSignalSpy changed(scene.ledger.get(), &store::Ledger::changed);
    scene.ledger->markDeleted(scene.server, QStringLiteral("s"));
    QTRY_COMPARE(changed.count(), 1);
    auto answer = scene.sums(LedgerGrouping::Session);
    QCOMPARE(shown(answer), QStringList{QStringLiteral("s 0 2.00 USD")});
    QVERIFY(answer.sums.front().isDeleted);
    QVERIFY(valueOf(scene.ledger->unread(scene.ledger.get(), {scene.server, QStringLiteral("p")})).empty());
    scene.list({session}); // it is there after all
    QVERIFY(!scene.sums(LedgerGrouping::Session).sums.front().isDeleted);
}

void TestLedger::theReadPlaceMoves()
{
    LedgerScene scene;
    const store::LedgerSource source{scene.server, QStringLiteral("p")};
    const store::LedgerLine line{scene.server, QStringLiteral("s"), {}};
    scene.list({{LedgerScene::facts(QStringLiteral("s")), {}}});
    const auto unread = [&] { return valueOf(scene.ledger->unread(scene.ledger.get(), source)); };
    QCOMPARE(int(unread().size()), 1);
    QVERIFY(unread().front().readThrough.isEmpty());
    const api::Known from;
    const api::Known through{-1, LedgerScene::at(11, 10), {}};
    const auto advanced = [&](const api::Known &a, const api::Known &b) {
        return valueOf(scene.ledger->enter(scene.ledger.get(), line, {}, store::Advance{a, b})).advanced;
    };
    QVERIFY(advanced(from, through));
    QVERIFY(!advanced(from, through)); // it stands elsewhere by now
    QCOMPARE(valueOf(scene.ledger->readThrough(scene.ledger.get(), line)).through, through.through);
    QCOMPARE(unread().front().readThrough.through, through.through);
    scene.ledger->markRead(line, LedgerScene::at(11, 20));
    QTRY_VERIFY(unread().empty()); // written by one thread, read by another: nobody waits for a mark
    auto grown = LedgerScene::facts(QStringLiteral("s"));
    grown.updatedAt = LedgerScene::at(11, 21);
    scene.list({{grown, {}}});
    QCOMPARE(int(unread().size()), 1);
    QCOMPARE(unread().front().updatedAt, grown.updatedAt);
}

void TestLedger::profilesAreForgotten()
{
    LedgerScene scene;
    const api::SessionUsage both{LedgerScene::facts(QStringLiteral("both")), {LedgerScene::total("2", LedgerScene::at(11, 2))}};
    auto facts = LedgerScene::facts(QStringLiteral("mine"));
    facts.tags = {QStringLiteral("word: zebracrossing")};
    const api::SessionUsage mine{facts, {LedgerScene::total("5", LedgerScene::at(11, 2))}};
    scene.list({both, mine}, QStringLiteral("p"));
    scene.list({both}, QStringLiteral("q"));
    valueOf(scene.ledger->forgetProfile(scene.ledger.get(), QStringLiteral("p")));
    QCOMPARE(shown(scene.sums(LedgerGrouping::Session)), QStringList{QStringLiteral("both 0 2.00 USD")});
    QCOMPARE(shown(scene.sums(LedgerGrouping::Profile)), QStringList{QStringLiteral("q 0 2.00 USD")});
    valueOf(scene.ledger->forgetProfile(scene.ledger.get(), QStringLiteral("q")));
    QVERIFY(scene.sums(LedgerGrouping::Session).sums.empty());
    scene.ledger.reset();
    QDir folder(scene.folder.path());
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("zebracrossing"), qPrintable(name));
    }
}

void TestLedger::entriesLeadToEvents()
{
    LedgerScene scene;
    scene.list({{LedgerScene::facts(QStringLiteral("s")), {}}});
    for (int i = 0; i < 5; ++i)
        scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("sevt_%1").arg(i), {100, 20, 0, 0}, LedgerScene::at(11, 2 + i)));
    scene.enter(QStringLiteral("s"), {LedgerScene::total("2", LedgerScene::at(11, 5, 11))});
    scene.enter(QStringLiteral("s"), {LedgerScene::amount(QStringLiteral("u/turn"), "1", UsageKind::Turns, LedgerScene::at(11, 2, 9))});
    const auto entries = valueOf(scene.ledger->entries(scene.ledger.get(), {scene.server, QStringLiteral("s"), {}}, prices(), 3));
    QCOMPARE(int(entries.size()), 3);
    QCOMPARE(entries[0].identity, QStringLiteral("sevt_3"));
    QCOMPARE(entries[0].model, QStringLiteral("claude-opus-4-5"));
    QCOMPARE(entries[0].tokens.all(), 120);
    QCOMPARE(moneyOf(entries[0].estimated), QStringLiteral("0.001 USD"));
    QCOMPARE(moneyOf(entries[1].reported), QStringLiteral("2.00 USD"));
    QCOMPARE(entries[2].identity, QStringLiteral("sevt_4"));
    QCOMPARE(scene.sums(LedgerGrouping::Total).total.turns, 1);
    // Turns begin with the messages that were taken up.
    scene.enter(QStringLiteral("s"), {LedgerScene::amount(QStringLiteral("v/turn"), "1", UsageKind::Turns, LedgerScene::at(11, 5, 9)),
                                      LedgerScene::amount(QStringLiteral("w/turn"), "1", UsageKind::Turns, LedgerScene::at(11, 9))});
    const auto all = valueOf(scene.ledger->entries(scene.ledger.get(), {scene.server, QStringLiteral("s"), {}}, prices(), 100));
    const auto turnsOf = [](const auto &list) {
        QStringList turns;
        for (const auto &entry : list)
            turns.append(QString::number(entry.turn));
        return turns.join(QLatin1Char(' '));
    };
    QCOMPARE(turnsOf(all), QStringLiteral("1 1 1 2 2 2"));
    scene.enter(QStringLiteral("s"), LedgerScene::request(QStringLiteral("early"), {1, 0, 0, 0}, LedgerScene::at(11, 1)));
    // A request before the first mark: this server tells of a turn when it has ended.
    QCOMPARE(turnsOf(valueOf(scene.ledger->entries(scene.ledger.get(), {scene.server, QStringLiteral("s"), {}}, prices(), 100))),
             QStringLiteral("1 2 2 2 3 3 3"));
}

void TestLedger::serversAreTold()
{
    const auto of = [](const char *url) { return store::Ledger::serverOf(QUrl(QLatin1String(url)), false); };
    QCOMPARE(of("https://API.example.com"), of("https://api.example.com:443/"));
    QCOMPARE(of("https://api.example.com/oma/"), QStringLiteral("api.example.com/oma"));
    QVERIFY(of("http://localhost:8080") != of("http://localhost:8081"));
    QCOMPARE(store::Ledger::serverOf(QUrl(QStringLiteral("http://127.0.0.1:40123")), true), QStringLiteral("demo"));
}

void TestLedger::survivesTheEnd()
{
    LedgerScene scene;
    const auto request = LedgerScene::request(QStringLiteral("e"), {100, 20, 0, 0}, LedgerScene::at(11, 20));
    scene.enter(QStringLiteral("s"), request);
    scene.open();
    QCOMPARE(scene.sums(LedgerGrouping::Total).total.tokens.all(), 120);
    QCOMPARE(scene.enter(QStringLiteral("s"), request).fresh, 0);
}

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
