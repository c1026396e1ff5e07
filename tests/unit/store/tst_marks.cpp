#include "store/marks.h"
#include "store/listcache.h"
#include "tests/unit/store/logscene.h"

#include <QSignalSpy>

using store::KnownList;
using store::Mark;
using test::valueOf;

namespace {

const QString profile = QStringLiteral("profile");
const QString sessions = QStringLiteral("sessions");

KnownList listOf(int count)
{
    KnownList list;
    for (int i = 0; i < count; ++i) {
        base::Json json;
        json["title"] = "session " + std::to_string(i);
        json["id"] = "sesn_" + std::to_string(i);
        json["big"] = 9007199254740993; // beyond what a double holds
        list.records.emplace_back(json);
    }
    list.complete = true;
    list.at = QDateTime(QDate(2026, 11, 20), QTime(9, 0, 1, 5), Qt::UTC);
    return list;
}

} // namespace

//! Pins and what was read, and lists as they were seen last.
class TestMarks : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void keepWhatTheUserMarked();
    void tellWhatTheyCouldNotWrite();
    void listsComeBackAsTheyWere();
    void aListThatIsTooLongIsNotComplete();
    void listsAreApart();
};

void TestMarks::keepWhatTheUserMarked()
{
    QTemporaryDir folder;
    const Mark mark = {true, QDateTime(QDate(2026, 11, 20), QTime(9, 0, 1, 5), Qt::UTC), QStringLiteral("sevt_9")};
    {
        store::Database database(folder.filePath(QStringLiteral("a.db")));
        store::Marks marks(&database);
        QSignalSpy changed(&marks, &store::Marks::changed);
        marks.set(profile, sessions, QStringLiteral("sesn_1"), mark);
        marks.set(profile, sessions, QStringLiteral("sesn_2"), {true, {}, {}});
        marks.set(profile, QStringLiteral("agents"), QStringLiteral("sesn_1"), {true, {}, {}});
        marks.set(QStringLiteral("other"), sessions, QStringLiteral("sesn_1"), {true, {}, {}});
        QCOMPARE(changed.count(), 4);
    }
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Marks marks(&database);
    auto known = valueOf(marks.load(this, profile, sessions));
    QCOMPARE(known.size(), 2);
    QCOMPARE(known.value(QStringLiteral("sesn_1")), mark);
    QVERIFY(known.value(QStringLiteral("sesn_2")).pinned && !known.value(QStringLiteral("sesn_2")).readAt.isValid());
    marks.set(profile, sessions, QStringLiteral("sesn_1"), {});
    known = valueOf(marks.load(this, profile, sessions));
    QCOMPARE(known.keys(), QStringList{QStringLiteral("sesn_2")});
    marks.removeProfile(profile);
    QVERIFY(valueOf(marks.load(this, profile, sessions)).isEmpty());
    QCOMPARE(valueOf(marks.load(this, QStringLiteral("other"), sessions)).size(), 1);
}

void TestMarks::tellWhatTheyCouldNotWrite()
{
    QTemporaryDir folder;
    store::Database database(folder.filePath(QStringLiteral("a.db")));
    store::Marks marks(&database);
    valueOf(database.run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> { return store::execute(c, "DROP TABLE mark"); }));
    QSignalSpy failed(&marks, &store::Marks::failed);
    marks.set(profile, sessions, QStringLiteral("sesn_1"), {true, {}, {}});
    QTRY_COMPARE(failed.count(), 1);
}

void TestMarks::listsComeBackAsTheyWere()
{
    test::LogScene scene;
    const KnownList list = listOf(3);
    {
        store::ListCache cache(scene.log.get());
        QVERIFY(!valueOf(cache.load(this, profile, sessions)).has_value());
        cache.keep(profile, sessions, listOf(1));
        cache.keep(profile, sessions, list);
    }
    scene.close();
    scene.open();
    store::ListCache cache(scene.log.get());
    const auto known = valueOf(cache.load(this, profile, sessions));
    QVERIFY(known.has_value());
    QVERIFY(known->complete);
    QCOMPARE(known->at, list.at);
    QCOMPARE(known->records.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(base::dumpJson(known->records[i].json()), base::dumpJson(list.records[i].json())); // members in their order
    cache.forget(profile, sessions);
    QTRY_VERIFY(!valueOf(cache.load(this, profile, sessions)).has_value());
}

void TestMarks::aListThatIsTooLongIsNotComplete()
{
    test::LogScene scene;
    store::ListCache cache(scene.log.get());
    cache.keep(profile, sessions, listOf(store::ListCache::maxRecords + 1));
    QTRY_VERIFY(valueOf(cache.load(this, profile, sessions)).has_value());
    const auto known = valueOf(cache.load(this, profile, sessions));
    QCOMPARE(known->records.size(), std::size_t(store::ListCache::maxRecords));
    QVERIFY(!known->complete);
}

void TestMarks::listsAreApart()
{
    test::LogScene scene;
    store::ListCache cache(scene.log.get());
    cache.keep(profile, sessions, listOf(1));
    cache.keep(profile, QStringLiteral("agents"), listOf(2));
    cache.keep(QStringLiteral("other"), sessions, listOf(0));
    QTRY_VERIFY(valueOf(cache.load(this, QStringLiteral("other"), sessions)).has_value());
    QCOMPARE(valueOf(cache.load(this, profile, sessions))->records.size(), 1u);
    QCOMPARE(valueOf(cache.load(this, profile, QStringLiteral("agents")))->records.size(), 2u);
    QVERIFY(valueOf(cache.load(this, QStringLiteral("other"), sessions))->records.empty());
    QVERIFY(test::resultOf(scene.log->forgetProfile(this, profile)).ok());
    QVERIFY(!valueOf(cache.load(this, profile, sessions)).has_value());
    QVERIFY(valueOf(cache.load(this, QStringLiteral("other"), sessions)).has_value());
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
