#include "backends/shared/answers.h"
#include "tests/support/testbase.h"

using base::Error;
using net::Response;

//! What answers mean, in every shape that servers have been seen to use.
class TestAnswers : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void errors_data();
    void errors();
    void recordedErrors_data();
    void recordedErrors();
    void webPages();
    void emptyAndBroken();
    void paging_data();
    void paging();
    void cursorLeadsBack();
    void queries();
    void missingVerbs();
};

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC);

Response answer(int status, const QByteArray &body, const QByteArray &type = "application/json")
{
    return {status, {{"content-type", type}, {"request-id", "req_header"}}, body};
}

Response recorded(const QString &name)
{
    const auto json = base::parseJson(test::fixture(QStringLiteral("openma/http/%1.json").arg(name)));
    const base::Json &response = json->at("response");
    const base::Json &body = response.at("body");
    const QByteArray text = body.is_string() ? base::toQString(body).toUtf8() : base::dumpJson(body);
    return {
        response.at("status").get<int>(), {{"content-type", base::toQString(response.at("headers").at("content-type")).toUtf8()}}, text};
}

} // namespace

void TestAnswers::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("requestId");
    const QString header = QStringLiteral("req_header");
    const auto json = base::parseJson(test::fixture(QStringLiteral("anthropic/errors.json")));
    for (const base::Json &entry : json.value()) {
        const base::Record row(entry);
        QTest::newRow(qPrintable(row.string("name"))) << int(row.integer("status").value()) << base::dumpJson(entry.at("body"))
                                                       << base::errorKindOf(int(row.integer("status").value())) << row.string("type")
                                                       << row.string("message") << row.string("detail") << header;
    }
}

void TestAnswers::errors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Error error = backends::decodeError(answer(status, body), now);
    QTEST(error.kind, "kind");
    QTEST(error.serverType, "type");
    QTEST(error.serverMessage, "message");
    QTEST(error.detail, "detail");
    QTEST(error.requestId, "requestId");
    QCOMPARE(error.httpStatus, status);
}

void TestAnswers::recordedErrors_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("011-bad-x-api-key") << Error::Kind::Unauthorized << QStringLiteral("Invalid API key");
    QTest::newRow("131-agents-get-404") << Error::Kind::NotFound << QStringLiteral("Agent not found");
    QTest::newRow("142-agents-update-stale-409")
        << Error::Kind::Conflict << QStringLiteral("Version mismatch. Agent has been updated since you last read it.");
    QTest::newRow("319-sess-list-status-bad") << Error::Kind::Invalid
                                              << QStringLiteral(
                                                     "Invalid status 'archived'; expected one of idle|running|rescheduling|terminated.");
    QTest::newRow("412-sess-archived-post-event-409")
        << Error::Kind::Conflict << QStringLiteral("Session is archived and cannot receive new events");
}

void TestAnswers::recordedErrors()
{
    QTEST(backends::decodeError(recorded(QString::fromLatin1(QTest::currentDataTag())), now).kind, "kind");
    QTEST(backends::decodeError(recorded(QString::fromLatin1(QTest::currentDataTag())), now).serverMessage, "message");
}

void TestAnswers::webPages()
{
    // An error page of a proxy: its status counts, its title says what it is.
    const Error gateway = backends::decodeError(answer(502, "<html><head><title>502 Bad Gateway</title></head></html>", "text/html"), now);
    QCOMPARE(gateway.kind, Error::Kind::Server);
    QCOMPARE(gateway.serverMessage, QStringLiteral("502 Bad Gateway"));
    // A page where JSON belongs, with a good status: a wrong address, or a console that answers everything (recording 020).
    const auto page = backends::decodePage(answer(200, "<!DOCTYPE html><title>Console</title>", "text/html; charset=utf-8"), now, {}, {});
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, Error::Kind::Protocol);
    QCOMPARE(page.error().httpStatus, 200);
    QCOMPARE(page.error().detail, QStringLiteral("text/html instead of JSON"));
    QCOMPARE(page.error().serverMessage, QStringLiteral("Console"));
    QCOMPARE(backends::decodeRecord(recorded(QStringLiteral("020-unknown-v1-path")), now).error().kind, Error::Kind::Protocol);
    // HTML that says it is JSON.
    QCOMPARE(backends::decodeRecord(answer(200, "<html>"), now).error().kind, Error::Kind::Protocol);
}

void TestAnswers::emptyAndBroken()
{
    QVERIFY(backends::decodeRecord(answer(204, {}, {}), now)->isEmpty());
    QVERIFY(backends::decodeRecord(answer(202, {}, "text/plain; charset=UTF-8"), now)->isEmpty());
    QVERIFY(backends::decodeRecord(answer(200, "null"), now)->isEmpty());
    QVERIFY(backends::decodeRecord(answer(200, "{\"id\":\"a\"}", "text/plain"), now).ok());
    for (const char *body : {"{\"id\":\"a\"", "{\"id\":\"a\",}", "[]", "42", "{\"a\":1,\"a\":2}"}) {
        const auto record = backends::decodeRecord(answer(200, body), now);
        QVERIFY2(!record.ok(), body);
        QCOMPARE(record.error().kind, Error::Kind::Protocol);
        QVERIFY(!record.error().detail.isEmpty());
        QCOMPARE(record.error().requestId, QStringLiteral("req_header"));
    }
    QCOMPARE(backends::decodeRecord(answer(200, "%PDF", "application/pdf"), now).error().kind, Error::Kind::Protocol);
    for (const char *body : {"{}", "{\"data\":null}", "{\"data\":[1]}"})
        QCOMPARE(backends::decodePage(answer(200, body), now, {}, {}).error().kind, Error::Kind::Protocol);
}

void TestAnswers::paging_data()
{
    using Style = api::PagingStyle;
    QTest::addColumn<Style>("style");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cursor");
    QTest::newRow("next page") << Style::NextPage << QByteArray("{\"data\":[],\"next_page\":\"p2\"}") << QStringLiteral("p2");
    QTest::newRow("an empty page may go on") << Style::NextPage << QByteArray("{\"data\":[],\"next_page\":\"p2\",\"prev_page\":\"p0\"}")
                                             << QStringLiteral("p2");
    QTest::newRow("null ends") << Style::NextPage << QByteArray("{\"data\":[{}],\"next_page\":null}") << QString();
    QTest::newRow("absent ends") << Style::NextPage << QByteArray("{\"data\":[{}]}") << QString();
    QTest::newRow("next cursor") << Style::NextCursor << QByteArray("{\"data\":[],\"next_cursor\":\"c\",\"has_more\":true}")
                                 << QStringLiteral("c");
    QTest::newRow("cursor without has_more") << Style::NextCursor << QByteArray("{\"data\":[],\"next_page\":\"c\",\"next_cursor\":\"c\"}")
                                             << QStringLiteral("c");
    QTest::newRow("only next_page") << Style::NextCursor << QByteArray("{\"data\":[],\"next_page\":\"c\"}") << QStringLiteral("c");
    QTest::newRow("has_more false ends") << Style::NextCursor << QByteArray("{\"data\":[],\"next_cursor\":\"c\",\"has_more\":false}")
                                         << QString();
    QTest::newRow("after id") << Style::AfterId << QByteArray("{\"data\":[{\"id\":\"b\"}],\"has_more\":true,\"last_id\":\"b\"}")
                              << QStringLiteral("b");
    QTest::newRow("after id ends") << Style::AfterId << QByteArray("{\"data\":[{\"id\":\"b\"}],\"has_more\":false,\"last_id\":\"b\"}")
                                   << QString();
    QTest::newRow("after sequence") << Style::AfterSequence << QByteArray("{\"data\":[{\"seq\":7}],\"has_more\":true}")
                                    << QStringLiteral("7");
    QTest::newRow("whole list") << Style::WholeList << QByteArray("{\"data\":[{}],\"next_page\":\"x\"}") << QString();
}

void TestAnswers::paging()
{
    QFETCH(api::PagingStyle, style);
    QFETCH(QByteArray, body);
    const auto page = backends::decodePage(answer(200, body), now, style, {});
    QVERIFY(page.ok());
    QTEST(page->nextCursor, "cursor");
}

void TestAnswers::cursorLeadsBack()
{
    // Recording 113: openma's agents ignore `page` and answer with the first page and its cursor again.
    const Response first = recorded(QStringLiteral("113-agents-list-page-param"));
    const auto page = backends::decodePage(first, now, api::PagingStyle::NextCursor, {});
    QVERIFY(page.ok());
    QCOMPARE(page->items.size(), std::size_t(2));
    const auto again = backends::decodePage(first, now, api::PagingStyle::NextCursor, page->nextCursor);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().kind, Error::Kind::Protocol);
}

void TestAnswers::queries()
{
    api::ResourceDescriptor resource;
    api::ListQuery query;
    query.filters = {{"statuses[]", "idle"}, {"statuses[]", "running"}};
    query.cursor = QStringLiteral("a+b=");
    QCOMPARE(backends::pageQuery(resource, query),
        (net::Headers{{"statuses[]", "idle"}, {"statuses[]", "running"}, {"limit", "100"}, {"page", "a+b="}}));
    resource.paging = api::PagingStyle::NextCursor;
    query.filters.clear();
    query.limit = 5;
    QCOMPARE(backends::pageQuery(resource, query), (net::Headers{{"limit", "5"}, {"cursor", "a+b="}}));
    resource.paging = api::PagingStyle::WholeList;
    QCOMPARE(backends::pageQuery(resource, {}), net::Headers());
}

void TestAnswers::missingVerbs()
{
    const auto error = [](int status, const char *message) {
        Error out = Error::of(base::errorKindOf(status));
        out.httpStatus = status;
        out.serverMessage = QString::fromLatin1(message);
        return out;
    };
    using api::Verb;
    QVERIFY(backends::isMissingVerb(error(404, "whatever"), Verb::List));
    QVERIFY(backends::isMissingVerb(error(404, "not found"), Verb::Update)); // recording 213
    QVERIFY(backends::isMissingVerb(error(404, "No route matched POST /v1/x"), Verb::Create));
    QVERIFY(backends::isMissingVerb(error(501, "x"), Verb::Fetch));
    QVERIFY(backends::isMissingVerb(error(405, "x"), Verb::Delete));
    QVERIFY(!backends::isMissingVerb(error(404, "Agent not found"), Verb::Create));
    QVERIFY(!backends::isMissingVerb(error(404, "Agent not found"), Verb::Fetch));
    QVERIFY(!backends::isMissingVerb(error(400, "x"), Verb::Create));
}

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"
