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
    void everyTypeIsKnown_14_4_14_5_data();
    void everyTypeIsKnown_14_4_14_5();
    void idleNeedNotSayWhy_14_5();
    void queueRows_14_7();
    void whatTheServerSaysIsNotTheUsers_14_5();
    void theTrueErrorIsInTheSpan_observed_2_10();
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

void TestOpenmaDecoder::everyTypeIsKnown_14_4_14_5_data()
{
    QTest::addColumn<bool>("preview");
    for (const char *type :
         {"user.message", "user.interrupt", "user.custom_tool_result", "user.tool_confirmation", "user.define_outcome", "agent.message", "agent.thinking",
          "agent.tool_use", "agent.tool_result", "agent.mcp_tool_use", "agent.mcp_tool_result", "agent.custom_tool_use",
          "agent.thread_message_received", "agent.thread_message_sent", "agent.thread_context_compacted", "session.status_running",
          "session.status_idle", "session.status_rescheduled", "session.status_terminated", "session.error", "session.thread_created",
          "session.thread_status_running", "session.thread_status_idle", "session.thread_status_terminated", "session.thread_status_rescheduled",
          "session.deleted", "span.model_request_start", "span.model_request_end", "span.outcome_evaluation_start",
          "span.outcome_evaluation_ongoing", "span.outcome_evaluation_end", "system.user_message_pending", "system.user_message_promoted",
          "system.user_message_cancelled", "session.warning", "session.outcome_evaluated", "outcome.evaluation_end", "session.thread_idle",
          "agent.thread_message", "aux.model_call", "span.model_first_token", "span.compaction_summarize_start", "span.compaction_summarize_end",
          "span.wakeup_scheduled", "span.background_task_scheduled"})
        QTest::newRow(type) << false;
    for (const char *type : {"agent.message_stream_start", "agent.message_chunk", "agent.message_stream_end", "agent.thinking_stream_start",
                             "agent.thinking_chunk", "agent.thinking_stream_end", "agent.tool_use_input_stream_start",
                             "agent.tool_use_input_chunk", "agent.tool_use_input_stream_end"})
        QTest::newRow(type) << true;
}

void TestOpenmaDecoder::everyTypeIsKnown_14_4_14_5()
{
    QFETCH(bool, preview);
    const QByteArray type = QTest::currentDataTag();
    const QByteArray key = type.contains("tool_use_input") ? "tool_use_id" : type.contains("thinking_") ? "thinking_id" : "message_id";
    const auto event = decodeEvent("{\"type\":\"" + type + "\",\"id\":\"sevt-1\",\"event_id\":\"sevt-2\",\"" + key + "\":\"k\",\"delta\":\"d\","
                                   "\"event\":{\"type\":\"user.message\",\"id\":\"sevt-2\",\"content\":[]}}");
    QVERIFY(event.ok());
    QVERIFY(event->kind != EventKind::Unknown);
    QCOMPARE(event->identity.isEmpty(), preview);
    if (preview)
        QVERIFY(event->previewId.endsWith(QLatin1Char('k')));
}

void TestOpenmaDecoder::idleNeedNotSayWhy_14_5()
{
    const auto event = decodeEvent("{\"type\":\"session.status_idle\",\"id\":\"sevt-1\",\"processed_at\":\"2026-11-20T09:15:09Z\"}");
    QVERIFY(event.ok());
    QCOMPARE(event->kind, EventKind::StatusIdle);
    QCOMPARE(event->stop, api::StopReason::None);
    QVERIFY(event->blockingIds.isEmpty());
}

void TestOpenmaDecoder::whatTheServerSaysIsNotTheUsers_14_5()
{
    const auto kindOf = [](const QByteArray &text, const QByteArray &more = {}) {
        const auto event = decodeEvent("{\"type\":\"user.message\",\"id\":\"sevt-1\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]" + more + "}");
        return event.ok() ? event->kind : EventKind::Unknown;
    };
    QCOMPARE(kindOf("<task_notification>build done</task_notification>\\n"), EventKind::SystemMessage);
    QCOMPARE(kindOf("Wake up", ",\"metadata\":{\"harness\":\"schedule\"}"), EventKind::SystemMessage);
    QCOMPARE(kindOf("What does <task_notification>x</task_notification> mean?"), EventKind::UserMessage);
    QCOMPARE(kindOf("Hello", ",\"metadata\":{\"a\":\"b\"}"), EventKind::UserMessage);
}

void TestOpenmaDecoder::queueRows_14_7()
{
    using backends::openma::decodeQueued;
    const auto row = decodeQueued("{\"pending_seq\":3,\"event_id\":\"sevt-q\",\"type\":\"user.tool_confirmation\",\"cancelled_at\":null,\"data\":"
                                  "{\"type\":\"user.tool_confirmation\",\"tool_use_id\":\"toolu_1\",\"result\":\"deny\"}}");
    QVERIFY(row.ok());
    QVERIFY(row->queued && row->denied);
    QCOMPARE(row->identity, QStringLiteral("sevt-q"));
    QCOMPARE(row->toolUseId, QStringLiteral("toolu_1"));
    for (const char *broken : {"{}", "[]", "{\"event_id\":\"a\"}", "{\"data\":{\"type\":\"user.message\"}}", "{\"event_id\":\"a\",\"data\":{}}", "{\"event_id\":\"a\",\"data\":1}"})
        QVERIFY2(!decodeQueued(broken).ok(), broken);
}

void TestOpenmaDecoder::theTrueErrorIsInTheSpan_observed_2_10()
{
    const auto span = decodeEvent("{\"type\":\"span.model_request_end\",\"seq\":4,\"ts\":1795286439000,\"is_error\":true,\"finish_reason\":\"error\","
                                  "\"error_message\":\"invalid x-api-key\"}");
    QVERIFY(span.ok() && span->isError && span->endsTurn);
    QCOMPARE(span->errorMessage, QStringLiteral("invalid x-api-key"));
    const auto error = decodeEvent("{\"type\":\"session.error\",\"seq\":5,\"ts\":1795286439000,\"error\":\"harness_turn_failed\",\"message\":\"No output generated.\"}");
    QVERIFY(error.ok() && error->endsTurn);
    QCOMPARE(error->errorType, QStringLiteral("harness_turn_failed"));
    QCOMPARE(error->errorMessage, QStringLiteral("No output generated."));
}

QTEST_GUILESS_MAIN(TestOpenmaDecoder)
#include "tst_openmadecoder.moc"
