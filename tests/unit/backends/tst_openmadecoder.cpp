#include "backends/openma/decoder.h"
#include "backends/shared/requestscope.h"
#include "net/sseparser.h"
#include "tests/support/testbase.h"
#include "tests/unit/backends/eventdigest.h"

using api::EventKind;
using backends::openma::decodeEvent;

//! openma's events: what a self-hosted server really sent, what the hosted one is said to send.
class TestOpenmaDecoder : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void selfHosted();
    void hosted();
    void recordedStream_data();
    void recordedStream();
    void streamAndHistoryAgree();
    void thinkingIsScoped();
    void everyTruncation();
};

namespace {

QByteArray recordedBody(const QString &name)
{
    const QByteArray all = test::fixture(QStringLiteral("openma/sse/%1.txt").arg(name));
    return all.mid(all.indexOf("# RAW BODY"));
}

api::Events decoded(const QByteArray &body)
{
    api::Events out;
    net::SseParser parser;
    for (const net::Frame &frame : parser.feed(body)) {
        if (auto event = decodeEvent(frame.data); event.ok())
            out.push_back(std::move(event).value());
    }
    return out;
}

} // namespace

void TestOpenmaDecoder::selfHosted()
{
    QCOMPARE(
        test::difference(QStringLiteral("openma/selfhosted-events.jsonl"), QStringLiteral("openma/selfhosted-events.digest"), decodeEvent),
        QByteArray());
}

void TestOpenmaDecoder::hosted()
{
    QCOMPARE(test::difference(QStringLiteral("openma/hosted-events.jsonl"), QStringLiteral("openma/hosted-events.digest"), decodeEvent),
        QByteArray());
}

void TestOpenmaDecoder::recordedStream_data()
{
    QTest::addColumn<int>("deltas");
    QTest::addColumn<int>("stored");
    QTest::newRow("500-plain-chunks") << 40 << 5;
    QTest::newRow("500-plain-default") << 0 << 4;
    QTest::newRow("512-long-chunks") << 2000 << 5;
}

void TestOpenmaDecoder::recordedStream()
{
    QFETCH(int, deltas);
    QFETCH(int, stored);
    const api::Events events = decoded(recordedBody(QString::fromLatin1(QTest::currentDataTag())));
    QByteArray streamed;
    int deltasSeen = 0;
    int storedSeen = 0;
    for (const api::Event &event : events) {
        QVERIFY2(event.kind != EventKind::Unknown, qPrintable(event.type));
        if (event.kind == EventKind::PreviewDelta) {
            streamed += event.delta;
            ++deltasSeen;
        }
        if (event.sequence >= 0) {
            QCOMPARE(event.identity, QStringLiteral("seq:%1").arg(event.sequence));
            QVERIFY(event.at.isValid());
            ++storedSeen;
        }
        if (event.kind == EventKind::AgentMessage && deltas > 0)
            QCOMPARE(event.text(), streamed.trimmed()); // the stored text has lost the white space at its end
    }
    QCOMPARE(deltasSeen, deltas);
    QCOMPARE(storedSeen, stored);
    QVERIFY(events.back().endsTurn);
}

void TestOpenmaDecoder::streamAndHistoryAgree()
{
    const auto recording = base::parseJson(test::fixture(QStringLiteral("openma/http/503-bash-two-tools-events.json")));
    QVERIFY(recording.ok());
    const base::Json *rows = base::findPath(*recording, "response.body.data");
    QVERIFY(rows && rows->is_array());
    QByteArrayList history;
    for (const base::Json &row : *rows)
        history.append(test::digest(*decodeEvent(base::dumpJson(row))));
    QByteArrayList live;
    for (const api::Event &event : decoded(recordedBody(QStringLiteral("503-bash-two-tools-chunks")))) {
        if (event.sequence >= 0)
            live.append(test::digest(event));
    }
    QCOMPARE(live, history);
}

void TestOpenmaDecoder::thinkingIsScoped()
{
    // Two requests, both with thinking "0".
    api::Events events = decoded(recordedBody(QStringLiteral("503-bash-two-tools-chunks")));
    const api::Events again = decoded(recordedBody(QStringLiteral("501-think-chunks")));
    events.insert(events.end(), again.begin(), again.end());
    backends::RequestScope scope;
    QString previewed;
    QStringList committed;
    for (api::Event &event : events) {
        scope.apply(event);
        if (event.kind == EventKind::PreviewStart && event.previewOf == api::PreviewOf::Thinking)
            previewed = event.previewId;
        if (event.kind == EventKind::AgentThinking) {
            QCOMPARE(event.messageId, previewed);
            committed.append(event.messageId);
        }
    }
    QCOMPARE(committed.size(), 2);
    QVERIFY(committed[0] != committed[1]);
}

void TestOpenmaDecoder::everyTruncation()
{
    for (const QString &name : {QStringLiteral("openma/hosted-events.jsonl"), QStringLiteral("openma/selfhosted-events.jsonl")}) {
        for (const QByteArray &line : test::lines(name)) {
            for (qsizetype size = 0; size < line.size(); ++size)
                QVERIFY(!decodeEvent(line.left(size)).ok());
        }
    }
}

QTEST_GUILESS_MAIN(TestOpenmaDecoder)
#include "tst_openmadecoder.moc"
