#include "store/database.h"
#include "store/outbox.h"
#include "tests/support/fakeclock.h"
#include "tests/support/killedchild.h"
#include "tests/support/testbase.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSet>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QUuid>

using store::OutboxRow;
using State = OutboxRow::State;
using Kind = api::Outgoing::Kind;

namespace {

const QString profile = QStringLiteral("profile");
const QString session = QStringLiteral("sesn_1");

template<class T>
std::optional<T> valueOf(base::JobOf<T> *job)
{
    std::optional<base::Result<T>> result;
    job->then(job, [&result](const base::Result<T> &r) { result.emplace(r); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 20000) || !*result)
        return std::nullopt;
    return **result;
}

OutboxRow message(const QString &ref, const QString &text)
{
    OutboxRow row;
    row.profile = profile;
    row.session = session;
    row.outgoing.kind = Kind::Message;
    row.outgoing.clientRef = ref;
    row.outgoing.text = text;
    row.at = QDateTime(QDate(2026, 11, 20), QTime(9, 0, 1, 5), Qt::UTC);
    return row;
}

} // namespace

class TestOutbox : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryMember();
    void keepsFilesUntilTheServerHasThem();
    void followsTheStates();
    void anEarlierRunLeavesUnknown();
    void forgetsConfirmedRowsAfterAWeekAndOldInterrupts();
    void isWrittenWithFullSync();
    void aRefIsAddedOnce();
    void survivesKill();
};

void TestOutbox::keepsEveryMember()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Outbox outbox(&database, &clock);
    OutboxRow row = message(QStringLiteral("r1"), QStringLiteral("„Grüße“ \n 'quoted'; DROP TABLE outbox"));
    row.outgoing.kind = Kind::CustomResult;
    row.outgoing.toolUseId = QStringLiteral("toolu_1");
    row.outgoing.isError = true;
    row.outgoing.threadId = QStringLiteral("sthr_1");
    row.afterIdentity = QStringLiteral("sevt_9");
    row.state = State::Failed;
    base::Error error = base::Error::of(base::Error::Kind::RateLimited, QStringLiteral("detail"));
    error.httpStatus = 429;
    error.serverType = QStringLiteral("rate_limit_error");
    error.serverMessage = QStringLiteral("slow \"down\"");
    error.requestId = QStringLiteral("req_1");
    row.error = error;
    QVERIFY(valueOf(outbox.add(this, {row, message(QStringLiteral("r2"), {})})).has_value());

    const auto rows = valueOf(outbox.unsettled(this, profile, session));
    QVERIFY(rows.has_value());
    QCOMPARE(rows->size(), 2u);
    const OutboxRow &read = rows->front();
    QCOMPARE(read.ref(), QStringLiteral("r1"));
    QCOMPARE(read.profile, profile);
    QCOMPARE(read.session, session);
    QCOMPARE(read.outgoing.kind, Kind::CustomResult);
    QCOMPARE(read.outgoing.text, row.outgoing.text);
    QCOMPARE(read.outgoing.toolUseId, row.outgoing.toolUseId);
    QCOMPARE(read.outgoing.isError, true);
    QCOMPARE(read.outgoing.threadId, row.outgoing.threadId);
    QCOMPARE(read.afterIdentity, row.afterIdentity);
    QCOMPARE(read.state, State::Failed);
    QCOMPARE(read.at, row.at);
    QVERIFY(read.error.has_value());
    QCOMPARE(read.error->kind, base::Error::Kind::RateLimited);
    QCOMPARE(read.error->httpStatus, 429);
    QCOMPARE(read.error->serverType, error.serverType);
    QCOMPARE(read.error->serverMessage, error.serverMessage);
    QCOMPARE(read.error->requestId, error.requestId);
    QCOMPARE(read.error->detail, error.detail);
    QVERIFY(!rows->back().error.has_value());
    QVERIFY(valueOf(outbox.unsettled(this, profile, QStringLiteral("sesn_2")))->empty());
    QVERIFY(valueOf(outbox.unsettled(this, QStringLiteral("other"), session))->empty());
}

void TestOutbox::keepsFilesUntilTheServerHasThem()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Outbox outbox(&database, &clock);
    OutboxRow row = message(QStringLiteral("r1"), {});
    const QByteArray picture("\x89PNG\0\xff bytes", 12);
    row.outgoing.attachments = {{api::Attachment::Kind::Image, QStringLiteral("a \u00e4.png"), QStringLiteral("image/png"), picture, {}},
                                {api::Attachment::Kind::Document, QStringLiteral("b.pdf"), QStringLiteral("application/pdf"), {}, QStringLiteral("file_1")}};
    OutboxRow other = message(QStringLiteral("r2"), QStringLiteral("text"));
    other.outgoing.attachments = {row.outgoing.attachments.front()};
    QVERIFY(valueOf(outbox.add(this, {row, other})).has_value());
    const auto rows = valueOf(outbox.unsettled(this, profile, session));
    QCOMPARE(rows->size(), 2u);
    QCOMPARE(rows->front().outgoing.attachments.size(), 2u);
    const api::Attachment &first = rows->front().outgoing.attachments[0];
    QCOMPARE(first.kind, api::Attachment::Kind::Image);
    QCOMPARE(first.name, QStringLiteral("a \u00e4.png"));
    QCOMPARE(first.mediaType, QStringLiteral("image/png"));
    QCOMPARE(first.bytes, picture);
    const api::Attachment &second = rows->front().outgoing.attachments[1];
    QCOMPARE(second.kind, api::Attachment::Kind::Document);
    QCOMPARE(second.fileId, QStringLiteral("file_1"));

    const auto files = [&] {
        return valueOf(database.run<qint64>(this, [](QSqlDatabase &c) { return store::number(c, "SELECT count(*) FROM outbox_file"); })).value_or(-1);
    };
    QCOMPARE(files(), 3);
    row.state = State::Confirmed;
    QVERIFY(valueOf(outbox.update(this, row)).has_value());
    QCOMPARE(files(), 1);
    outbox.remove(QStringLiteral("r2"));
    QCOMPARE(files(), 0);
}

void TestOutbox::followsTheStates()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Outbox outbox(&database, &clock);
    OutboxRow row = message(QStringLiteral("r1"), QStringLiteral("hello"));
    QVERIFY(valueOf(outbox.add(this, {row})).has_value());
    for (State state : {State::Pending, State::Sent, State::Unknown, State::Failed}) {
        row.state = state;
        outbox.update(this, row);
        QCOMPARE(valueOf(outbox.unsettled(this, profile, session))->front().state, state);
    }
    row.state = State::Confirmed;
    outbox.update(this, row);
    QVERIFY(valueOf(outbox.unsettled(this, profile, session))->empty());

    QVERIFY(valueOf(outbox.add(this, {message(QStringLiteral("r2"), QStringLiteral("bye"))})).has_value());
    outbox.remove(QStringLiteral("r2"));
    QVERIFY(valueOf(outbox.unsettled(this, profile, session))->empty());
}

void TestOutbox::anEarlierRunLeavesUnknown()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    {
        store::Outbox earlier(&database, &clock);
        const std::pair<State, const char *> rows[] = {
            {State::Pending, "pending"}, {State::Sent, "sent"}, {State::Confirmed, "confirmed"}, {State::Unknown, "unknown"}, {State::Failed, "failed"}};
        for (const auto &[state, ref] : rows) {
            OutboxRow row = message(QLatin1String(ref), QStringLiteral("text"));
            row.state = state;
            QVERIFY(valueOf(earlier.add(this, {row})).has_value());
        }
    }
    store::Outbox outbox(&database, &clock);
    QVERIFY(valueOf(outbox.add(this, {message(QStringLiteral("mine"), QStringLiteral("text"))})).has_value());
    QHash<QString, State> states;
    const auto rows = valueOf(outbox.unsettled(this, profile, session));
    for (const OutboxRow &row : *rows)
        states.insert(row.ref(), row.state);
    const QHash<QString, State> expected = {{QStringLiteral("pending"), State::Unknown}, {QStringLiteral("sent"), State::Unknown},
                                            {QStringLiteral("unknown"), State::Unknown}, {QStringLiteral("failed"), State::Failed},
                                            {QStringLiteral("mine"), State::Pending}};
    QCOMPARE(states, expected);
}

void TestOutbox::forgetsConfirmedRowsAfterAWeekAndOldInterrupts()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    {
        store::Outbox earlier(&database, &clock);
        OutboxRow row = message(QStringLiteral("done"), QStringLiteral("secret plan"));
        row.state = State::Confirmed;
        OutboxRow interrupt = message(QStringLiteral("stop"), {});
        interrupt.outgoing.kind = Kind::Interrupt;
        QVERIFY(valueOf(earlier.add(this, {row, interrupt, message(QStringLiteral("open"), QStringLiteral("x"))})).has_value());
    }
    const auto count = [&] {
        return valueOf(database.run<int>(this, [](QSqlDatabase &c) -> base::Result<int> {
            QSqlQuery query(c);
            query.exec(QStringLiteral("SELECT count(*) FROM outbox"));
            query.next();
            return query.value(0).toInt();
        }));
    };
    {
        store::Outbox soon(&database, &clock);
        QCOMPARE(count(), 2);
    }
    clock.setNow(clock.now().addDays(8));
    store::Outbox later(&database, &clock);
    QCOMPARE(count(), 1); // what is not settled stays, however old
}

void TestOutbox::isWrittenWithFullSync()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Outbox outbox(&database, &clock);
    const auto mode = [&](store::Durability durability) {
        return valueOf(database.run<int>(
            this,
            [](QSqlDatabase &c) -> base::Result<int> {
                QSqlQuery query(c);
                query.exec(QStringLiteral("PRAGMA synchronous"));
                query.next();
                return query.value(0).toInt();
            },
            durability));
    };
    QCOMPARE(mode(store::Durability::Full), 2);
    QCOMPARE(mode(store::Durability::Normal), 1);
    QCOMPARE(mode(store::Durability::Full), 2);
}

void TestOutbox::aRefIsAddedOnce()
{
    QTemporaryDir folder;
    test::FakeClock clock;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Outbox outbox(&database, &clock);
    QVERIFY(valueOf(outbox.add(this, {message(QStringLiteral("r1"), QStringLiteral("hello"))})).has_value());
    QVERIFY(!valueOf(outbox.add(this, {message(QStringLiteral("r2"), {}), message(QStringLiteral("r1"), {})})).has_value());
    QCOMPARE(valueOf(outbox.unsettled(this, profile, session))->size(), 1u); // all or nothing
}

void TestOutbox::survivesKill()
{
    const int kills = test::KilledChild::times(24);
    QTemporaryDir folder;
    int acknowledged = 0;
    for (int kill = 0; kill < kills; ++kill) {
        const QString file = folder.filePath(QStringLiteral("%1.db").arg(kill));
        const QByteArrayList refs =
            test::KilledChild::linesBeforeKill({QStringLiteral("--send"), file}, 5 + QRandomGenerator::global()->bounded(200));
        QVERIFY(!refs.isEmpty());
        acknowledged += int(refs.size());

        test::FakeClock clock;
        store::Database database(file);
        const auto opening = valueOf(database.opened(this));
        QVERIFY(opening && opening->movedAside.isEmpty());
        store::Outbox outbox(&database, &clock);
        QSet<QByteArray> found;
        const auto rows = valueOf(outbox.unsettled(this, profile, session));
        QVERIFY(rows.has_value());
        for (const OutboxRow &row : *rows) {
            QCOMPARE(row.state, State::Unknown);
            QCOMPARE(row.outgoing.text, QStringLiteral("text of %1").arg(row.ref()));
            found.insert(row.ref().toLatin1());
        }
        for (const QByteArray &ref : refs)
            QVERIFY2(found.contains(ref), "a message whose socket could have been opened is not on disk");
    }
    qInfo("%d kills, %d messages on disk before their socket", kills, acknowledged);
}

static int sendUntilKilled(const QString &file)
{
    base::SystemClock clock;
    store::Database database(file);
    store::Outbox outbox(&database, &clock);
    std::function<void()> next = [&] {
        const QString ref = QUuid::createUuid().toString(QUuid::WithoutBraces);
        outbox.add(qApp, {message(ref, QStringLiteral("text of %1").arg(ref))})->then(qApp, [&, ref](const base::Outcome &outcome) {
            if (!outcome)
                return QCoreApplication::exit(1);
            printf("%s\n", qPrintable(ref)); // here the request would leave
            fflush(stdout);
            next();
        });
    };
    next();
    return QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && app.arguments().at(1) == QLatin1String("--send"))
        return sendUntilKilled(app.arguments().at(2));
    TestOutbox test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_outbox.moc"
