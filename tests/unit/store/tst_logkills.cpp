#include "tests/support/killedchild.h"
#include "tests/unit/store/logscene.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

using test::LogScene;
using test::message;
using test::valueOf;

class TestLogKills : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyAcknowledgedEventIsThere();
};

//! R5. MUSTER_KILLS=300 is the whole of it; it takes about a minute.
void TestLogKills::everyAcknowledgedEventIsThere()
{
    const int kills = test::KilledChild::times(30);
    LogScene scene;
    scene.append({}); // so that every child finds the tables
    scene.close();
    int lastAcknowledged = -1;
    for (int kill = 0; kill < kills; ++kill) {
        const int lines = QRandomGenerator::global()->bounded(1, 60);
        const QByteArrayList said = test::KilledChild::linesBeforeKill({QStringLiteral("--stream"), scene.file()}, lines);
        QVERIFY(!said.isEmpty());
        QVERIFY2(said.back().startsWith("ACK "), said.back().constData());
        const int acknowledged = said.back().mid(4).toInt();
        QVERIFY(acknowledged > lastAcknowledged);
        lastAcknowledged = acknowledged;

        scene.open();
        const qint64 count = scene.number("SELECT count(*) FROM event");
        QVERIFY2(count > acknowledged, qPrintable(QStringLiteral("kill %1: %2 rows, acknowledged up to %3").arg(kill).arg(count).arg(acknowledged)));
        // Numbers run from 0 without a gap, and a batch ends where it says: 7, 14, …
        QCOMPARE(scene.number("SELECT max(place) FROM event") + 1, count);
        QCOMPARE(count % 7, 0);
        QCOMPARE(scene.number("SELECT through_sequence FROM line"), count - 1);
        QCOMPARE(scene.number("SELECT count(*) FROM words_docsize"), count);
        QCOMPARE(scene.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
        QVERIFY(test::resultOf(scene.log->database()->run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> {
            return store::execute(c, "INSERT INTO words (words) VALUES ('integrity-check')");
        })).ok());
        scene.close();
    }
    qInfo("%d kills, %d events acknowledged", kills, lastAcknowledged + 1);
}

namespace {

//! Appends batches of seven, three under way at a time, and says which event was acknowledged last.
class Stream : public QObject
{
public:
    Stream(store::EventLog *log, int next) : m_log(log), m_next(next)
    {
        for (int i = 0; i < 3; ++i)
            append();
    }

private:
    void append()
    {
        api::Events events;
        for (int i = 0; i < 7; ++i) {
            api::Event event = message(m_next, QStringLiteral("event number %1 of a stream").arg(m_next).repeated(m_next % 50 == 0 ? 100 : 1));
            event.sequence = m_next++;
            events.push_back(event);
        }
        store::Advance advance;
        advance.from.sequence = events.front().sequence - 1;
        advance.through.sequence = events.back().sequence;
        m_log->append(this, {QStringLiteral("profile"), QStringLiteral("sesn_1"), {}}, events, advance)
            ->then(this, [this, last = advance.through.sequence](const base::Result<store::Appended> &appended) {
                if (!appended || !appended->advanced)
                    QCoreApplication::exit(1);
                printf("ACK %lld\n", static_cast<long long>(last));
                fflush(stdout);
                append();
            });
    }

    store::EventLog *m_log;
    int m_next;
};

int stream(const QString &file)
{
    base::SystemClock clock;
    store::EventLog log(file, &clock);
    std::unique_ptr<Stream> running;
    log.database()
        ->run<qint64>(&log, [](QSqlDatabase &c) { return store::number(c, "SELECT ifnull(max(place) + 1, 0) FROM event"); })
        ->then(&log, [&](const base::Result<qint64> &next) { running = std::make_unique<Stream>(&log, int(next.ok() ? *next : 0)); });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && app.arguments().at(1) == QLatin1String("--stream"))
        return stream(app.arguments().at(2));
    TestLogKills test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_logkills.moc"
