#include "tests/contract/backends/platformbench.h"
#include "tests/support/testbase.h"

#include <QSet>
#include <QSignalSpy>

using api::Verb;
using base::Error;
using base::Json;
using base::Record;
using test::awaited;
using test::PlatformBench;

//! What every back end must do with agents, environments, sessions and vaults: one suite, all platforms.
class TestResources : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void connectionWorks();
    void wrongKey();
    void everyVerb_data();
    void everyVerb();
    void pages_data();
    void pages();
    void archivedOnesAreHidden_data();
    void archivedOnesAreHidden();
    void unknownMembersSurvive();
    void clearing();
    void staleVersion();
    void refusedBody();
    void nothingThere_data();
    void nothingThere();
    void foreignTextComesBackAsItWas();

private:
    std::unique_ptr<PlatformBench> m_bench;
};

namespace {

void eachResource()
{
    QTest::addColumn<QByteArray>("resource");
    for (const char *resource : {"agents", "environments", "vaults", "sessions"})
        QTest::newRow(resource) << QByteArray(resource);
}

QStringList ids(const std::vector<Record> &records)
{
    QStringList out;
    for (const Record &record : records)
        out.append(record.id());
    return out;
}

} // namespace

void TestResources::initTestCase_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::newRow("managed agents") << api::Platform::Anthropic;
    QTest::newRow("openma") << api::Platform::Openma;
}

void TestResources::init()
{
    TestBase::init();
    QFETCH_GLOBAL(api::Platform, platform);
    m_bench = std::make_unique<PlatformBench>(platform);
}

void TestResources::connectionWorks()
{
    QVERIFY(awaited(m_bench->client->testConnection(this)).ok());
}

void TestResources::wrongKey()
{
    const auto stranger = m_bench->makeClient("not-the-key-at-all");
    QSignalSpy refused(stranger.get(), &api::Client::keyRefused);
    const auto tested = awaited(stranger->testConnection(this));
    QVERIFY(!tested.ok());
    QCOMPARE(tested.error().kind, Error::Kind::Unauthorized);
    QVERIFY(!tested.error().serverMessage.isEmpty());
    QCOMPARE(refused.size(), 1);
    const auto made = awaited(stranger->create(*stranger->resource("agents"), Json{{"name", "x"}}));
    QCOMPARE(made.error().kind, Error::Kind::Unauthorized);
}

void TestResources::everyVerb_data()
{
    eachResource();
}

void TestResources::everyVerb()
{
    QFETCH(QByteArray, resource);
    api::Client &client = *m_bench->client;
    const api::ResourceDescriptor &table = m_bench->table(resource);
    QSignalSpy changed(&client, &api::Client::recordChanged);
    QSignalSpy removed(&client, &api::Client::recordRemoved);

    const Record made = m_bench->created(resource, QStringLiteral("First name"));
    QVERIFY(!made.id().isEmpty());
    QCOMPARE(made.string(table.titlePath), QStringLiteral("First name"));
    QVERIFY(made.time("created_at").isValid());
    const auto read = awaited(client.fetch(this, table, made.id()));
    QVERIFY(read.ok());
    QCOMPARE(read->string(table.titlePath), QStringLiteral("First name"));

    Json patch;
    patch[table.titlePath] = "Second name";
    if (table.precondition == api::Precondition::BodyVersion)
        patch["version"] = read->integer("version").value();
    const auto updated = awaited(client.update(table, made.id(), patch));
    QVERIFY2(updated.ok(), qPrintable(updated.ok() ? QString() : updated.error().serverMessage));
    QCOMPARE(updated->string(table.titlePath), QStringLiteral("Second name"));
    QCOMPARE(awaited(client.fetch(this, table, made.id()))->string(table.titlePath), QStringLiteral("Second name"));

    const auto archived = awaited(client.archive(table, made.id()));
    QVERIFY(archived.ok());
    QVERIFY(archived->time("archived_at").isValid());
    QVERIFY(changed.size() >= 3);
    QCOMPARE(changed.back().at(0).toString(), QString::fromLatin1(resource));
    if (!table.can(Verb::Delete))
        return;
    QVERIFY(awaited(client.remove(table, made.id())).ok());
    QCOMPARE(removed.size(), 1);
    QCOMPARE(awaited(client.fetch(this, table, made.id())).error().kind, Error::Kind::NotFound);
}

void TestResources::pages_data()
{
    eachResource();
}

void TestResources::pages()
{
    QFETCH(QByteArray, resource);
    for (int i = 0; i < 5; ++i)
        m_bench->created(resource, QStringLiteral("Number %1").arg(i));
    const QStringList whole = ids(m_bench->all(resource, 100));
    QVERIFY(whole.size() >= 5);
    for (const int size : {1, 2, int(whole.size()), int(whole.size()) + 1}) {
        int count = 0;
        const QStringList paged = ids(m_bench->all(resource, size, {}, &count));
        QCOMPARE(paged, whole);
        QVERIFY2(count >= (whole.size() + size - 1) / size && count <= whole.size() / size + 1, qPrintable(QString::number(count)));
    }
    QCOMPARE(QSet<QString>(whole.begin(), whole.end()).size(), whole.size());
}

void TestResources::archivedOnesAreHidden_data()
{
    eachResource();
}

void TestResources::archivedOnesAreHidden()
{
    QFETCH(QByteArray, resource);
    const Record made = m_bench->created(resource, QStringLiteral("Short-lived"));
    QVERIFY(ids(m_bench->all(resource, 100)).contains(made.id()));
    QVERIFY(awaited(m_bench->client->archive(m_bench->table(resource), made.id())).ok());
    QVERIFY(!ids(m_bench->all(resource, 100)).contains(made.id()));
    const auto &filters = m_bench->table(resource).filters;
    const auto filter = std::find_if(filters.begin(), filters.end(), [](const auto &one) { return one.kind == api::FilterDescriptor::Kind::Toggle; });
    QVERIFY(filter != filters.end());
    QVERIFY(ids(m_bench->all(resource, 100, {{filter->key, "true"}})).contains(made.id()));
}

void TestResources::unknownMembersSurvive()
{
    // Another client's metadata and tools: an update that does not name them leaves them.
    Json body = m_bench->smallest("agents", QStringLiteral("Keeper"));
    body["metadata"] = {{"team", "desktop"}, {"other", "1"}};
    body["tools"] = Json::array({Json{{"type", "custom"}, {"name", "t"}, {"description", "d"}, {"input_schema", {{"type", "object"}, {"properties", Json::object()}}}}});
    const auto &agents = m_bench->table("agents");
    const auto made = awaited(m_bench->client->create(agents, body));
    QVERIFY2(made.ok(), qPrintable(made.ok() ? QString() : made.error().serverMessage));
    const auto updated = awaited(m_bench->client->update(agents, made->id(), Json{{"metadata", {{"other", nullptr}}}}));
    QVERIFY(updated.ok());
    QCOMPARE(updated->string("metadata.team"), QStringLiteral("desktop"));
    QVERIFY(!updated->find("metadata.other"));
    QCOMPARE(updated->find("tools")->size(), std::size_t(1));
}

void TestResources::clearing()
{
    // Every field that can be cleared is, in the spelling its table names.
    const auto &agents = m_bench->table("agents");
    Json body = m_bench->smallest("agents", QStringLiteral("Clear me"));
    body["description"] = "d";
    body["system"] = "s";
    const auto made = awaited(m_bench->client->create(agents, body));
    QVERIFY(made.ok());
    Json patch;
    for (const char *path : {"description", "system"}) {
        QCOMPARE(agents.field(path)->clearing, api::Clearing::Null);
        patch[path] = nullptr;
    }
    const auto cleared = awaited(m_bench->client->update(agents, made->id(), patch));
    QVERIFY(cleared.ok());
    QCOMPARE(cleared->string("description"), QString());
    QCOMPARE(cleared->string("system"), QString());

    const auto &sessions = m_bench->table("sessions");
    const Record session = m_bench->created("sessions", QStringLiteral("A title"));
    const bool byNull = sessions.field("title")->clearing == api::Clearing::Null;
    const auto untitled = awaited(m_bench->client->update(sessions, session.id(), Json{{"title", byNull ? Json() : Json("")}}));
    QVERIFY(untitled.ok());
    QCOMPARE(untitled->string("title"), QString());
}

void TestResources::staleVersion()
{
    const auto &agents = m_bench->table("agents");
    const Record made = m_bench->created("agents", QStringLiteral("Edited twice"));
    const Json first{{"name", "Theirs"}, {"version", made.integer("version").value()}};
    const Json second{{"name", "Mine"}, {"version", made.integer("version").value()}};
    QVERIFY(awaited(m_bench->client->update(agents, made.id(), first)).ok());
    const auto stale = awaited(m_bench->client->update(agents, made.id(), second));
    QVERIFY(!stale.ok());
    QCOMPARE(stale.error().kind, Error::Kind::Conflict);
    QVERIFY(!stale.error().serverMessage.isEmpty());
    QCOMPARE(awaited(m_bench->client->fetch(this, agents, made.id()))->string("name"), QStringLiteral("Theirs"));
}

void TestResources::refusedBody()
{
    const auto refused = awaited(m_bench->client->create(m_bench->table("agents"), Json{{"description", "has no name"}}));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, Error::Kind::Invalid);
    QVERIFY(!refused.error().serverMessage.isEmpty());
    QVERIFY(!m_bench->client->refusal("agents", Verb::Create)); // a bad body is no reason to grey the verb
}

void TestResources::nothingThere_data()
{
    eachResource();
}

void TestResources::nothingThere()
{
    QFETCH(QByteArray, resource);
    const auto &table = m_bench->table(resource);
    const QString id = QStringLiteral("nobody-home");
    QCOMPARE(awaited(m_bench->client->fetch(this, table, id)).error().kind, Error::Kind::NotFound);
    QCOMPARE(awaited(m_bench->client->update(table, id, Json{{"metadata", Json::object()}})).error().kind, Error::Kind::NotFound);
    QCOMPARE(awaited(m_bench->client->archive(table, id)).error().kind, Error::Kind::NotFound);
    for (const Verb verb : {Verb::Fetch, Verb::Update, Verb::Archive})
        QVERIFY(!m_bench->client->refusal(resource.constData(), verb));
}

void TestResources::foreignTextComesBackAsItWas()
{
    const QString name = QStringLiteral("é 日本語 \U0001F600 \"quoted\" \\ <b>&amp;</b>");
    const Record made = m_bench->created("agents", name);
    QCOMPARE(awaited(m_bench->client->fetch(this, m_bench->table("agents"), made.id()))->string("name"), name);
}

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
