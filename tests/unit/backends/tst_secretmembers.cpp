#include "backends/anthropic/tables.h"
#include "backends/openma/tables.h"
#include "backends/shared/secretmembers.h"
#include "tests/support/testbase.h"

using backends::SecretMembers;
using base::Json;
using base::Record;

//! What a server gives back and should have kept: gone before anybody sees the record.
class TestSecretMembers : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void recordedAnswersAreCleaned_data();
    void recordedAnswersAreCleaned();
    void everySecretFieldOfBothTables();
    void whatOnlyLooksLikeOneStays();
    void otherResourcesAreLeftAlone();
};

void TestSecretMembers::recordedAnswersAreCleaned_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArrayList>("secrets");
    QTest::newRow("in the other shape") << "722-cred-mcp-oauth-sdk-shape" << QByteArrayList{"\"rt\"", "\"zz\""};
    QTest::newRow("of an unknown type") << "724-cred-unknown-type" << QByteArrayList{"leak?"};
}

void TestSecretMembers::recordedAnswersAreCleaned()
{
    QFETCH(QString, file);
    QFETCH(QByteArrayList, secrets);
    const auto recording = base::parseJson(test::fixture(QStringLiteral("openma/http/%1.json").arg(file)));
    const Record answer(*base::findPath(*recording, "response.body"));
    const Record clean = SecretMembers(backends::openma::credentials()).takenFrom(answer);
    for (const QByteArray &secret : secrets) {
        QVERIFY2(base::dumpJson(answer.json()).contains(secret), "the recording holds it");
        QVERIFY2(!base::dumpJson(clean.json()).contains(secret), secret.constData());
    }
    QCOMPARE(clean.id(), answer.id());
    QCOMPARE(clean.string("auth.type"), answer.string("auth.type"));
    QCOMPARE(clean.string("auth.refresh.token_endpoint"), answer.string("auth.refresh.token_endpoint"));
}

void TestSecretMembers::everySecretFieldOfBothTables()
{
    for (const auto &table : {backends::anthropic::credentials(), backends::openma::credentials()}) {
        Json json{{"id", "c1"}};
        int count = 0;
        for (const api::FieldDescriptor &field : table.fields) {
            std::string pointer = "/" + field.path;
            std::replace(pointer.begin(), pointer.end(), '.', '/');
            if (field.kind == api::FieldKind::Secret && ++count)
                json[Json::json_pointer(pointer)] = "canary";
        }
        QVERIFY(count >= 4);
        const Json clean = SecretMembers(table).takenFrom(Record(json)).json();
        QVERIFY2(!base::dumpJson(clean).contains("canary"), base::dumpJson(clean).constData());
    }
}

void TestSecretMembers::whatOnlyLooksLikeOneStays()
{
    const Json json{{"id", "c1"},
                    {"display_name", "token"},
                    {"metadata", {{"token", "which one"}}},
                    {"auth", {{"type", "static_bearer"}, {"token_endpoint", "https://a.example"}, {"secret_name", "KEY"}, {"token", {{"expires_at", 5}}}}}};
    QCOMPARE(SecretMembers(backends::anthropic::credentials()).takenFrom(Record(json)).json(), json);
}

void TestSecretMembers::otherResourcesAreLeftAlone()
{
    const Json json{{"id", "a1"}, {"auth", {{"token", "an agent's own affair"}}}};
    QCOMPARE(SecretMembers(backends::anthropic::agents()).takenFrom(Record(json)).json(), json);
}

QTEST_GUILESS_MAIN(TestSecretMembers)
#include "tst_secretmembers.moc"
