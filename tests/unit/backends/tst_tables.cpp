#include "backends/anthropic/tables.h"
#include "backends/openma/tables.h"
#include "base/json.h"
#include "tests/support/testbase.h"

#include <QFile>

#include <set>

Q_DECLARE_METATYPE(api::ResourceDescriptor)

//! The tables say what the wire documents say, and nothing that a form could trip over.
class TestTables : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void wellFormed_data();
    void wellFormed();
    void bothPlatformsUseTheSameIds();
    void credentials();
    void betaHeaders();
    void paging();
    void verbs();
    void clearing();
    void readsRecordings();
};

namespace {

std::vector<api::ResourceDescriptor> anthropicTables()
{
    using namespace backends::anthropic;
    return {agents(), environments(), sessions(), vaults()};
}

std::vector<api::ResourceDescriptor> openmaTables()
{
    using namespace backends::openma;
    return {agents(), environments(), sessions(), vaults()};
}

} // namespace

void TestTables::wellFormed_data()
{
    QTest::addColumn<api::ResourceDescriptor>("table");
    for (const auto &table : anthropicTables())
        QTest::addRow("anthropic %s", table.id.c_str()) << table;
    QTest::addRow("anthropic credentials") << backends::anthropic::credentials();
    for (const auto &table : openmaTables())
        QTest::addRow("openma %s", table.id.c_str()) << table;
    QTest::addRow("openma credentials") << backends::openma::credentials();
}

void TestTables::wellFormed()
{
    QFETCH(api::ResourceDescriptor, table);
    QVERIFY(table.path.startsWith("/v1/") && !table.path.endsWith('/'));
    QVERIFY(*table.singular && *table.plural && *table.purpose);
    QVERIFY(QFile::exists(QStringLiteral(MUSTER_SOURCE_DIR_FOR_TESTS "/resources/icons/%1.svg").arg(table.icon)));
    QVERIFY(!table.columns.empty() && table.columns.front().path == table.titlePath);
    std::set<std::string> ids;
    for (const auto &other : anthropicTables())
        ids.insert(other.id);
    std::set<std::string> paths;
    for (const api::FieldDescriptor &field : table.fields) {
        QVERIFY2(paths.insert(field.path).second, field.path.c_str());
        QVERIFY2(*field.label, field.path.c_str());
        QVERIFY2(field.onCreate || field.onEdit, field.path.c_str());
        if (field.kind == api::FieldKind::Choice)
            QVERIFY2(!field.choices.empty(), field.path.c_str());
        if (field.kind == api::FieldKind::Reference || field.kind == api::FieldKind::References)
            QVERIFY2(ids.count(field.refersTo), field.path.c_str());
        if (!field.shownWhenPath.empty())
            QVERIFY2(table.field(field.shownWhenPath), field.path.c_str());
        if (!field.sentWhole.empty()) // above the field, or a map that is the field
            QVERIFY2(field.path == field.sentWhole || field.path.rfind(field.sentWhole + '.', 0) == 0, field.path.c_str());
        if (field.kind == api::FieldKind::Json || field.kind == api::FieldKind::AgentTools)
            QVERIFY2(field.initial.isEmpty() || base::parseJson(field.initial.toUtf8()).ok(), field.path.c_str());
        if (field.required)
            QVERIFY2(field.clearing == api::Clearing::NotClearable, field.path.c_str());
    }
    QVERIFY(table.field(table.titlePath));
    QCOMPARE(table.path.contains("{}"), !table.parentPath.empty());
}

void TestTables::credentials()
{
    using backends::anthropic::vaults;
    QCOMPARE(vaults().parts.size(), std::size_t(1));
    QCOMPARE(backends::openma::vaults().parts.size(), std::size_t(1));
    for (const auto &table : {vaults().parts.front(), backends::openma::vaults().parts.front()}) {
        QCOMPARE(table.id, std::string("credentials"));
        QCOMPARE(table.parentPath, std::string("vault_id"));
        QVERIFY(table.field("auth.type")->sentAlong && !table.field("auth.type")->onEdit);
        QVERIFY(!table.field("auth.mcp_server_url")->onEdit); // 400 on both
        for (const api::FieldDescriptor &field : table.fields) {
            if (field.kind == api::FieldKind::Secret)
                QVERIFY2(field.onEdit && field.initial.isEmpty(), field.path.c_str());
        }
    }
    // managed-agents.md §13.2: what of a renewal never changes.
    const auto ours = backends::anthropic::credentials();
    for (const char *fixed : {"auth.refresh.token_endpoint", "auth.refresh.client_id", "auth.refresh.resource", "auth.refresh.token_endpoint_auth.type", "auth.secret_name"})
        QVERIFY2(!ours.field(fixed)->onEdit, fixed);
    QCOMPARE(ours.field("auth.refresh.scope")->clearing, api::Clearing::EmptyString);
    QCOMPARE(ours.field("auth.networking.allowed_hosts")->sentWhole, std::string("auth.networking"));
}

void TestTables::bothPlatformsUseTheSameIds()
{
    const auto ours = anthropicTables();
    const auto theirs = openmaTables();
    QCOMPARE(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i)
        QCOMPARE(ours[i].id, theirs[i].id);
}

void TestTables::betaHeaders()
{
    const std::vector<std::pair<QByteArray, QByteArray>> beta{{"anthropic-beta", "managed-agents-2026-04-01"}};
    for (const auto &table : anthropicTables())
        QVERIFY2(table.headers == beta, table.id.c_str());
    for (const auto &table : openmaTables())
        QVERIFY2(table.headers.empty(), table.id.c_str());
}

void TestTables::paging()
{
    for (const auto &table : anthropicTables())
        QCOMPARE(table.paging, api::PagingStyle::NextPage);
    for (const auto &table : openmaTables()) {
        QCOMPARE(table.paging, api::PagingStyle::NextCursor);
        QVERIFY(table.pageSize <= 100); // agents take no more
    }
}

void TestTables::verbs()
{
    // managed-agents.md §2: agents can be archived and never deleted; openma deletes them.
    QVERIFY(!backends::anthropic::agents().can(api::Verb::Delete));
    QVERIFY(backends::openma::agents().can(api::Verb::Delete));
    QCOMPARE(backends::anthropic::agents().precondition, api::Precondition::BodyVersion);
    QCOMPARE(backends::anthropic::environments().precondition, api::Precondition::None);
    QVERIFY(backends::anthropic::sessions().opensConversation);
}

void TestTables::clearing()
{
    using api::Clearing;
    QCOMPARE(backends::anthropic::agents().field("system")->clearing, Clearing::Null);
    QCOMPARE(backends::anthropic::agents().field("tools")->clearing, Clearing::EmptyArray);
    QCOMPARE(backends::anthropic::sessions().field("title")->clearing, Clearing::Null);
    QCOMPARE(backends::openma::sessions().field("title")->clearing, Clearing::EmptyString); // null is answered 500
    QVERIFY(!backends::openma::environments().field("metadata")->onCreate);
    QCOMPARE(backends::anthropic::agents().field("model.id")->sentWhole, std::string("model"));
}

void TestTables::readsRecordings()
{
    const auto recording = base::parseJson(test::fixture(QStringLiteral("openma/http/110-agents-list.json")));
    const base::Json *items = base::findPath(*recording, "response.body.data");
    QVERIFY(items && !items->empty());
    for (const base::Json &item : *items) {
        const base::Record agent(item);
        for (const api::ColumnDescriptor &column : backends::openma::agents().columns)
            QVERIFY2(agent.find(column.path) || (!column.fallbackPath.empty() && agent.find(column.fallbackPath)), column.path.c_str());
    }
}

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
