#include "tests/contract/backends/platformbench.h"
#include "tests/support/testbase.h"

#include <QSignalSpy>

using base::Error;
using base::Json;
using base::Record;
using test::awaited;
using test::PlatformBench;

//! Vaults hold credentials: every type of every wire, as one suite.
class TestCredentials : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void everyType();
    void secretsAreReplacedWithoutTheRest();
    void listsAreOfOneVault();
    void archivedAndDeleted();
    void theSameTwice();
    void refusals();
    void aVaultThatHasGoneGreysNothing();
    void tokensAreChecked();
    void sessionsTakeVaults();

private:
    api::ResourceDescriptor credentials(const Record &vault) const { return m_bench->table("credentials").inside(vault.id()); }
    Record vault(const char *name) { return m_bench->created("vaults", QLatin1String(name)); }
    //! A body with every field of the type filled in, as the form makes it.
    Json filled(const api::ResourceDescriptor &table, const QString &type, const QString &name) const;
    QStringList types() const;
    std::vector<Record> listed(const Record &vault)
    {
        const auto page = awaited(m_bench->client->list(this, credentials(vault), {}));
        return page.ok() ? page->items : std::vector<Record>();
    }

    std::unique_ptr<PlatformBench> m_bench;
    bool m_openma = false;
};

namespace {

Json valueFor(const api::FieldDescriptor &field, const QString &unique)
{
    switch (field.kind) {
    case api::FieldKind::Secret: return "canary-" + field.path;
    case api::FieldKind::Moment: return "2031-05-01T10:00:00Z";
    case api::FieldKind::Choice: return base::fromQString(field.choices.back().word);
    case api::FieldKind::Toggle: return true;
    case api::FieldKind::Lines: return Json::array({"api.example.com"});
    case api::FieldKind::Metadata: return Json{{"team", "desktop"}};
    default: break;
    }
    const bool isUrl = field.path.find("url") != std::string::npos || field.path.find("endpoint") != std::string::npos;
    return base::fromQString(isUrl ? QStringLiteral("https://%1.example/mcp").arg(unique) : unique);
}

void put(Json &body, const std::string &path, const Json &value)
{
    std::string pointer = "/" + path;
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    body[Json::json_pointer(pointer)] = value;
}

} // namespace

void TestCredentials::initTestCase_data()
{
    QTest::addColumn<api::Platform>("platform");
    QTest::newRow("managed agents") << api::Platform::Anthropic;
    QTest::newRow("openma") << api::Platform::Openma;
}

void TestCredentials::init()
{
    TestBase::init();
    QFETCH_GLOBAL(api::Platform, platform);
    m_bench = std::make_unique<PlatformBench>(platform);
    m_openma = platform == api::Platform::Openma;
}

QStringList TestCredentials::types() const
{
    QStringList out;
    for (const api::Choice &choice : m_bench->table("credentials").field("auth.type")->choices)
        out << choice.word;
    return out;
}

Json TestCredentials::filled(const api::ResourceDescriptor &table, const QString &type, const QString &name) const
{
    Json body;
    put(body, "auth.type", base::fromQString(type));
    for (const api::FieldDescriptor &field : table.fields) {
        // The conditions come before what hangs on them.
        const QString condition = field.shownWhenPath.empty() ? QString() : Record(body).string(field.shownWhenPath);
        if (field.path == "auth.type" || (!field.shownWhenPath.empty() && !field.shownWhenWords.contains(condition)))
            continue;
        put(body, field.path, field.path == "auth.networking.type" ? Json("limited") : valueFor(field, name));
    }
    return body;
}

void TestCredentials::everyType()
{
    const Record home = vault("Every type");
    const auto table = credentials(home);
    QCOMPARE(types().size(), 3);
    for (const QString &type : types()) {
        QSignalSpy changed(m_bench->client.get(), &api::Client::recordChanged);
        const Json body = filled(table, type, QStringLiteral("first-") + QString(type).remove(QLatin1Char('_')));
        const auto made = awaited(m_bench->client->create(table, body));
        QVERIFY2(made.ok(), qPrintable(type + (made.ok() ? QString() : made.error().serverMessage)));
        QCOMPARE(made->string("vault_id"), home.id());
        QCOMPARE(made->string("auth.type"), type);
        const auto read = awaited(m_bench->client->fetch(this, table, made->id()));
        QVERIFY(read.ok());
        for (const api::FieldDescriptor &field : table.fields) {
            const Json *sent = base::findPath(body, field.path);
            if (!sent)
                continue;
            if (field.kind == api::FieldKind::Secret)
                QVERIFY2(!read->find(field.path), field.path.c_str());
            else
                QVERIFY2(read->find(field.path) && *read->find(field.path) == *sent, field.path.c_str());
        }
        QVERIFY(!base::dumpJson(made->json()).contains("canary"));
        QVERIFY(!base::dumpJson(read->json()).contains("canary"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.front().at(0).toString(), QStringLiteral("credentials"));
        const auto renamed = awaited(m_bench->client->update(table, made->id(), Json{{"display_name", "Second name"}}));
        QVERIFY2(renamed.ok(), qPrintable(renamed.ok() ? QString() : renamed.error().serverMessage));
        QCOMPARE(renamed->string("display_name"), QStringLiteral("Second name"));
        QCOMPARE(*renamed->find("auth"), *read->find("auth"));
    }
    QCOMPARE(listed(home).size(), std::size_t(3));
}

void TestCredentials::secretsAreReplacedWithoutTheRest()
{
    const Record home = vault("Rotation");
    const auto table = credentials(home);
    for (const QString &type : types()) {
        const auto made = awaited(m_bench->client->create(table, filled(table, type, QStringLiteral("r-") + QString(type).remove(QLatin1Char('_')))));
        QVERIFY(made.ok());
        Json body;
        put(body, "auth.type", base::fromQString(type));
        const auto isOf = [&](const api::FieldDescriptor &field) { return field.shownWhenPath == "auth.type" && field.shownWhenWords.contains(type); };
        for (const api::FieldDescriptor &field : table.fields) {
            if (field.kind == api::FieldKind::Secret && isOf(field))
                put(body, field.path, "canary-new");
        }
        const auto replaced = awaited(m_bench->client->update(table, made->id(), body));
        QVERIFY2(replaced.ok(), qPrintable(type + (replaced.ok() ? QString() : replaced.error().serverMessage)));
        QCOMPARE(*replaced->find("auth"), *made->find("auth"));
        QCOMPARE(replaced->string("display_name"), made->string("display_name"));
        QVERIFY(!base::dumpJson(replaced->json()).contains("canary"));
    }
}

void TestCredentials::listsAreOfOneVault()
{
    const Record first = vault("First");
    const Record second = vault("Second");
    QVERIFY(awaited(m_bench->client->create(credentials(first), filled(credentials(first), types()[0], QStringLiteral("only")))).ok());
    QCOMPARE(listed(first).size(), std::size_t(1));
    QVERIFY(listed(second).empty());
    const auto elsewhere = awaited(m_bench->client->fetch(this, credentials(second), listed(first).front().id()));
    QCOMPARE(elsewhere.error().kind, Error::Kind::NotFound);
}

void TestCredentials::archivedAndDeleted()
{
    const Record home = vault("Short-lived");
    const auto table = credentials(home);
    const auto made = awaited(m_bench->client->create(table, filled(table, types()[0], QStringLiteral("short"))));
    const auto archived = awaited(m_bench->client->archive(table, made->id()));
    QVERIFY(archived.ok());
    QVERIFY(archived->time("archived_at").isValid());
    // One of the two lists archived ones always, the other when asked.
    QCOMPARE(int(listed(home).size()), m_openma ? 1 : 0);
    QSignalSpy removed(m_bench->client.get(), &api::Client::recordRemoved);
    QVERIFY(awaited(m_bench->client->remove(table, made->id())).ok());
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.front().at(0).toString(), QStringLiteral("credentials"));
    QCOMPARE(awaited(m_bench->client->fetch(this, table, made->id())).error().kind, Error::Kind::NotFound);
}

void TestCredentials::theSameTwice()
{
    const Record home = vault("Doubled");
    const auto table = credentials(home);
    const Json body = filled(table, QStringLiteral("static_bearer"), QStringLiteral("same"));
    QVERIFY(awaited(m_bench->client->create(table, body)).ok());
    const auto again = awaited(m_bench->client->create(table, body));
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, Error::Kind::Conflict);
    QVERIFY(!again.error().serverMessage.isEmpty());
    QVERIFY(!again.error().serverMessage.contains(QStringLiteral("canary")));
}

void TestCredentials::refusals()
{
    const Record home = vault("Strict");
    const auto table = credentials(home);
    const auto empty = awaited(m_bench->client->create(table, Json{{"display_name", "nothing in it"}}));
    QCOMPARE(empty.error().kind, Error::Kind::Invalid);
    QVERIFY(!empty.error().serverMessage.isEmpty());
    const auto made = awaited(m_bench->client->create(table, filled(table, QStringLiteral("static_bearer"), QStringLiteral("fixed"))));
    QVERIFY(made.ok());
    const Json moved{{"auth", {{"type", "static_bearer"}, {"mcp_server_url", "https://elsewhere.example/mcp"}}}};
    QCOMPARE(awaited(m_bench->client->update(table, made->id(), moved)).error().kind, Error::Kind::Invalid);
    QVERIFY(!m_bench->client->refusal("credentials", api::Verb::Update)); // this body, not this verb
}

void TestCredentials::aVaultThatHasGoneGreysNothing()
{
    const Record home = vault("Gone");
    QVERIFY(awaited(m_bench->client->remove(m_bench->table("vaults"), home.id())).ok());
    const auto page = awaited(m_bench->client->list(this, credentials(home), {}));
    if (!page.ok()) { // one of the servers answers with an empty list
        QCOMPARE(page.error().kind, Error::Kind::NotFound);
        QVERIFY(!m_bench->client->refusal("credentials", api::Verb::List));
    }
    QVERIFY(!awaited(m_bench->client->create(credentials(home), filled(credentials(home), types()[0], QStringLiteral("late")))).ok());
    QVERIFY(!m_bench->client->refusal("credentials", api::Verb::Create));
}

void TestCredentials::tokensAreChecked()
{
    const Record home = vault("Checked");
    const auto table = credentials(home);
    const auto made = awaited(m_bench->client->create(table, filled(table, QStringLiteral("mcp_oauth"), QStringLiteral("oauth"))));
    QVERIFY(made.ok());
    const auto &action = table.actions.front();
    QCOMPARE(action.id, QStringLiteral("validate"));
    QVERIFY(action.shownWhenWords.contains(made->string(action.shownWhenPath)));
    const auto checked = awaited(m_bench->client->act(table, made->id(), action));
    if (m_openma) { // its server tries the token endpoint, and the demo has none
        QVERIFY(!checked.ok());
        QCOMPARE(checked.error().httpStatus, 502);
    } else {
        QVERIFY(checked.ok());
        QCOMPARE(checked->string(action.answerPath), QStringLiteral("unknown"));
    }
    QVERIFY(!m_bench->client->refusedAction("credentials", action.id));
    // A server without the route is another matter: the action is greyed, changing credentials is not. (One of the two names the path that it
    // does not know, as it does with things that are not there.)
    api::ActionDescriptor unheardOf = action;
    unheardOf.id = QStringLiteral("unheard-of");
    unheardOf.suffix = "/unheard_of";
    QVERIFY(!awaited(m_bench->client->act(table, made->id(), unheardOf)).ok());
    QCOMPARE(m_bench->client->refusedAction("credentials", unheardOf.id).has_value(), m_openma);
    QVERIFY(!m_bench->client->refusal("credentials", api::Verb::Update));
}

void TestCredentials::sessionsTakeVaults()
{
    const Record first = vault("For work");
    const Record second = vault("For play");
    Json body = m_bench->smallest("sessions", QStringLiteral("With vaults"));
    body["vault_ids"] = Json::array({base::fromQString(first.id()), base::fromQString(second.id())});
    const auto session = awaited(m_bench->client->create(m_bench->table("sessions"), body));
    QVERIFY2(session.ok(), qPrintable(session.ok() ? QString() : session.error().serverMessage));
    QCOMPARE(*session->find("vault_ids"), body["vault_ids"]);
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
