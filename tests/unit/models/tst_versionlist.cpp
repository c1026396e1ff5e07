#include "models/recorddraft.h"
#include "models/versionlist.h"
#include "tests/support/fakeclient.h"
#include "tests/support/testbase.h"

#include <QSignalSpy>

using base::Error;
using base::Json;
using base::Record;
using models::VersionList;
using test::take;
using State = VersionList::State;

namespace {

Record version(int number, const char *system, const char *description = nullptr)
{
    Json json{{"id", "agent_1"}, {"name", "Night watch"}, {"version", number}, {"system", system}, {"description", nullptr}};
    if (description)
        json["description"] = description;
    return Record(json);
}

api::ResourceDescriptor agents()
{
    api::ResourceDescriptor out;
    out.id = "agents";
    out.path = "/v1/agents";
    out.versionsPath = "/v1/agents/{}/versions";
    out.versionsPaging = api::PagingStyle::NextPage;
    out.fields = {{.path = "name"}, {.path = "system", .kind = api::FieldKind::Text}, {.path = "description"}};
    return out;
}

api::Page page(std::vector<Record> items, const char *next = "")
{
    return {std::move(items), QLatin1String(next)};
}

} // namespace

//! Which versions a record has, what changed in each, and how an older one is brought back.
class TestVersionList : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void readsAllPagesNewestFirst();
    void addsTheCurrentOneWhereTheServerLeavesItOut();
    void someoneElseMadeANewerOne();
    void anErrorIsShownAndTriedAgain();
    void aListingThatLoopsIsStopped();
    void restoringWantsWhatTheVersionHad();
};

void TestVersionList::readsAllPagesNewestFirst()
{
    test::FakeClient client;
    VersionList list(&client, agents(), version(3, "c", "now described"));
    QCOMPARE(list.state(), State::Loading);
    auto first = take(client.lists);
    QCOMPARE(first.resource, std::string("agents.versions"));
    first.answer(page({version(3, "c", "now described"), version(2, "c")}, "p2"));
    auto second = take(client.lists);
    QCOMPARE(second.query.cursor, QStringLiteral("p2"));
    second.answer(page({version(1, "a")}));
    QTRY_COMPARE(list.state(), State::Ready);
    QCOMPARE(list.versions().size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(VersionList::numberOf(list.versions()[i]), qint64(3 - i));
    QVERIFY(list.isCurrent(0) && !list.isCurrent(1));
    QCOMPARE(list.changedIn(0), std::vector<std::string>{"description"});
    QCOMPARE(list.changedIn(1), std::vector<std::string>{"system"});
    QVERIFY(list.changedIn(2).empty());
}

// openma.md §17.10
void TestVersionList::addsTheCurrentOneWhereTheServerLeavesItOut()
{
    test::FakeClient client;
    VersionList list(&client, agents(), version(3, "c"));
    take(client.lists).answer(page({version(1, "a"), version(2, "b")})); // ascending there
    QTRY_COMPARE(list.state(), State::Ready);
    QCOMPARE(list.versions().size(), std::size_t(3));
    QVERIFY(list.isCurrent(0));
    QCOMPARE(VersionList::numberOf(list.versions()[2]), qint64(1));
}

void TestVersionList::someoneElseMadeANewerOne()
{
    test::FakeClient client;
    VersionList list(&client, agents(), version(1, "a"));
    take(client.lists).answer(page({version(2, "b"), version(1, "a")}));
    QTRY_COMPARE(list.state(), State::Ready);
    QCOMPARE(list.versions().size(), std::size_t(2));
    QCOMPARE(VersionList::numberOf(list.current()), qint64(2));
}

void TestVersionList::anErrorIsShownAndTriedAgain()
{
    test::FakeClient client;
    VersionList list(&client, agents(), version(1, "a"));
    take(client.lists).answer(Error::of(Error::Kind::NotFound));
    QTRY_COMPARE(list.state(), State::Failed);
    QCOMPARE(list.error()->kind, Error::Kind::NotFound);
    list.reload();
    QCOMPARE(list.state(), State::Loading);
    take(client.lists).answer(page({version(1, "a")}));
    QTRY_COMPARE(list.state(), State::Ready);
    QVERIFY(!list.error());
}

void TestVersionList::aListingThatLoopsIsStopped()
{
    test::FakeClient client;
    VersionList list(&client, agents(), version(1, "a"));
    take(client.lists).answer(page({version(1, "a")}, "again"));
    take(client.lists).answer(page({version(1, "a")}, "again"));
    QTRY_COMPARE(list.state(), State::Failed);
    QCOMPARE(list.error()->kind, Error::Kind::Protocol);
    QVERIFY(client.lists.empty());
}

void TestVersionList::restoringWantsWhatTheVersionHad()
{
    const api::ResourceDescriptor descriptor = agents();
    models::RecordDraft draft(descriptor, version(3, "c", "described"));
    models::restore(draft, version(1, "a"));
    QCOMPARE(draft.text("system"), QStringLiteral("a"));
    QVERIFY(!draft.isModified("name"));
    const auto body = base::parseJson(draft.body());
    QVERIFY(body.ok());
    QVERIFY(*body == (Json{{"system", "a"}, {"description", nullptr}}));
}

QTEST_GUILESS_MAIN(TestVersionList)
#include "tst_versionlist.moc"
