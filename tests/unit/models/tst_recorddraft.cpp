#include "models/resourcedraft.h"
#include "tests/support/fakeclient.h"
#include "tests/support/testbase.h"

using api::Clearing;
using api::FieldKind;
using base::Json;
using base::Record;
using models::ResourceDraft;
using Kind = ResourceDraft::Problem::Kind;
using test::take;

namespace {

const QString canary = QStringLiteral("canary-4711-do-not-keep");

//! A thing with secrets: two kinds of access, one of them with a part that can be renewed.
api::ResourceDescriptor accesses()
{
    const QStringList open{QStringLiteral("open")};
    const QStringList renewed{QStringLiteral("renewed")};
    const QStringList proven{QStringLiteral("basic")};
    api::ResourceDescriptor resource;
    resource.id = "accesses";
    resource.verbs = {api::Verb::Create, api::Verb::Update, api::Verb::Fetch};
    resource.fields = {
        {.path = "name"},
        {.path = "auth.type", .kind = FieldKind::Choice, .required = true, .onEdit = false, .clearing = Clearing::NotClearable, .initial = open[0], .sentAlong = true},
        {.path = "auth.token", .kind = FieldKind::Secret, .required = true, .shownWhenPath = "auth.type", .shownWhenWords = open},
        {.path = "auth.places.header", .kind = FieldKind::Toggle, .shownWhenPath = "auth.type", .shownWhenWords = renewed, .initial = QStringLiteral("true")},
        {.path = "auth.renewal.proof.type", .kind = FieldKind::Choice, .onEdit = false, .shownWhenPath = "auth.type", .shownWhenWords = renewed, .sentAlong = true},
        {.path = "auth.renewal.proof.secret", .kind = FieldKind::Secret, .required = true, .shownWhenPath = "auth.renewal.proof.type", .shownWhenWords = proven},
        {.path = "auth.renewal.scope", .clearing = Clearing::EmptyString, .shownWhenPath = "auth.renewal.proof.type", .shownWhenWords = {QStringLiteral("none"), proven[0]}},
    };
    return resource;
}

} // namespace

//! Secrets in a draft, what travels along with a change, and conditions that hang on each other.
class TestRecordDraft : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aSecretIsInTheBodyAndNowhereElse();
    void aSecretIsForgottenOnceItIsSaved();
    void aRefusedSecretIsKept();
    void anEditWithoutASecretSendsNone();
    void aReplacedSecretTakesItsTypeAlong();
    void aNeededSecretIsMissedOnlyInANewRecord();
    void aSecretInTheRawTextIsRefused();
    void hiddenFieldsAreNeitherSentNorLeaveShells();
    void conditionsHangOnEachOther();
    void aTypedSecretIsAChange();

private:
    static Record stored()
    {
        return Record(Json{{"id", "a1"},
                           {"name", "Tracker"},
                           {"auth", {{"type", "renewed"}, {"places", {{"header", true}}}, {"renewal", {{"proof", {{"type", "basic"}}}, {"scope", "read"}}}}}});
    }
    Json body() const { return *base::parseJson(m_draft->body()); }
    void create() { m_draft = std::make_unique<ResourceDraft>(&m_client, accesses()); }
    void edit() { m_draft = std::make_unique<ResourceDraft>(&m_client, accesses(), stored()); }

    test::FakeClient m_client;
    std::unique_ptr<ResourceDraft> m_draft;
};

void TestRecordDraft::aSecretIsInTheBodyAndNowhereElse()
{
    create();
    m_draft->setText("auth.token", canary);
    QCOMPARE(body(), (Json{{"auth", {{"type", "open"}, {"token", canary.toStdString()}}}}));
    QVERIFY(!m_draft->rawText().contains("canary"));
    QVERIFY(m_draft->value("auth.token").is_null());
    QCOMPARE(m_draft->text("auth.token"), canary); // the editor that it was typed into
}

void TestRecordDraft::aSecretIsForgottenOnceItIsSaved()
{
    for (const bool isEdit : {false, true}) {
        isEdit ? edit() : create();
        const char *path = isEdit ? "auth.renewal.proof.secret" : "auth.token";
        m_draft->setText(path, canary);
        m_draft->submit();
        QTRY_VERIFY(!(isEdit ? m_client.updates : m_client.creates).empty());
        auto asked = take(isEdit ? m_client.updates : m_client.creates);
        QVERIFY(base::dumpJson(asked.body).contains("canary"));
        asked.answer(stored());
        QTRY_COMPARE(m_draft->state(), ResourceDraft::State::Saved);
        QVERIFY(m_draft->text(path).isEmpty());
        QVERIFY(!m_draft->body().contains("canary"));
    }
}

void TestRecordDraft::aRefusedSecretIsKept()
{
    create();
    m_draft->setText("auth.token", canary);
    m_draft->submit();
    QSignalSpy failed(m_draft.get(), &ResourceDraft::failed);
    take(m_client.creates).answer(base::Error::of(base::Error::Kind::Invalid));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_draft->text("auth.token"), canary); // nobody types it again because a name was too long
}

void TestRecordDraft::anEditWithoutASecretSendsNone()
{
    edit();
    QVERIFY(m_draft->problems().empty());
    m_draft->setText("name", QStringLiteral("Renamed"));
    QCOMPARE(body(), (Json{{"name", "Renamed"}})); // not even the type: nothing beside it changes
    m_draft->setText("name", QString());
    QCOMPARE(body(), (Json{{"name", nullptr}}));
}

void TestRecordDraft::aReplacedSecretTakesItsTypeAlong()
{
    edit();
    m_draft->setText("auth.renewal.proof.secret", canary);
    QCOMPARE(body(), (Json{{"auth", {{"renewal", {{"proof", {{"secret", canary.toStdString()}, {"type", "basic"}}}}}, {"type", "renewed"}}}}));
    m_draft->setText("auth.renewal.proof.secret", QString());
    m_draft->setText("auth.renewal.scope", QString());
    QCOMPARE(body(), (Json{{"auth", {{"renewal", {{"scope", ""}}}, {"type", "renewed"}}}}));
}

void TestRecordDraft::aNeededSecretIsMissedOnlyInANewRecord()
{
    create();
    QCOMPARE(int(m_draft->problems().size()), 1);
    QCOMPARE(m_draft->problems().front().path, std::string("auth.token"));
    QCOMPARE(m_draft->problems().front().kind, Kind::Required);
    m_draft->setText("auth.token", QStringLiteral("   "));
    QCOMPARE(int(m_draft->problems().size()), 1);
    m_draft->setText("auth.token", canary);
    QVERIFY(m_draft->problems().empty());
    edit();
    QVERIFY(m_draft->problems().empty());
}

void TestRecordDraft::aSecretInTheRawTextIsRefused()
{
    create();
    m_draft->setRawText("{\"auth\": {\"type\": \"open\", \"token\": \"" + canary.toUtf8() + "\"}}");
    QCOMPARE(int(m_draft->problems().size()), 1);
    QCOMPARE(m_draft->problems().front().kind, Kind::SecretInText);
    m_draft->submit();
    QVERIFY(m_client.creates.empty());
    m_draft->setText("auth.token", canary); // in its field: it leaves the text
    QVERIFY(m_draft->problems().empty());
    QVERIFY(!m_draft->rawText().contains("canary"));
    QCOMPARE(body(), (Json{{"auth", {{"type", "open"}, {"token", canary.toStdString()}}}}));
}

void TestRecordDraft::hiddenFieldsAreNeitherSentNorLeaveShells()
{
    create();
    m_draft->setText("auth.token", canary);
    m_draft->setText("auth.type", QStringLiteral("renewed"));
    QCOMPARE(body(), (Json{{"auth", {{"type", "renewed"}, {"places", {{"header", true}}}}}})); // the token belongs to the other type
    m_draft->setText("auth.renewal.proof.type", QStringLiteral("basic"));
    m_draft->setText("auth.renewal.scope", QStringLiteral("read"));
    m_draft->setText("auth.renewal.proof.type", QString());
    QCOMPARE(body(), (Json{{"auth", {{"type", "renewed"}, {"places", {{"header", true}}}}}}));
    m_draft->setText("auth.type", QStringLiteral("open"));
    QCOMPARE(body(), (Json{{"auth", {{"type", "open"}, {"token", canary.toStdString()}}}}));
}

void TestRecordDraft::conditionsHangOnEachOther()
{
    create();
    const api::ResourceDescriptor table = accesses();
    const auto shown = [&](const char *path) { return m_draft->isShown(*table.field(path)); };
    m_draft->setText("auth.type", QStringLiteral("renewed"));
    m_draft->setText("auth.renewal.proof.type", QStringLiteral("basic"));
    QVERIFY(shown("auth.renewal.proof.secret"));
    m_draft->setText("auth.type", QStringLiteral("open"));
    QVERIFY(!shown("auth.renewal.proof.secret")); // what it hangs on still says "basic", but is hidden itself
    QVERIFY(!shown("auth.renewal.scope"));
}

void TestRecordDraft::aTypedSecretIsAChange()
{
    edit();
    QVERIFY(!m_draft->isModified());
    m_draft->setText("auth.renewal.proof.secret", canary);
    QVERIFY(m_draft->isModified());
    QVERIFY(m_draft->isModified("auth.renewal.proof.secret"));
    m_draft->resetAll();
    QVERIFY(!m_draft->isModified());
    QVERIFY(m_draft->text("auth.renewal.proof.secret").isEmpty());
}

QTEST_GUILESS_MAIN(TestRecordDraft)
#include "tst_recorddraft.moc"
