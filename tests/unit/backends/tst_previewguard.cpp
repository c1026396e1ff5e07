#include "backends/shared/previewguard.h"
#include "tests/support/testbase.h"

using K = api::EventKind;

//! Only whole previews pass, and none outlives its connection.
class TestPreviewGuard : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void wholePreviewsPass();
    void fragmentsWithoutStart();
    void committedInHistory();
    void brokenOff();
    void dropAll();
    void twoAtOnce();
};

namespace {

api::Event preview(K kind, const char *id, api::PreviewOf of = api::PreviewOf::Message)
{
    api::Event event;
    event.kind = kind;
    event.previewOf = of;
    event.previewId = QString::fromLatin1(id);
    return event;
}

api::Event message(const char *id)
{
    api::Event event;
    event.kind = K::AgentMessage;
    event.messageId = QString::fromLatin1(id);
    event.identity = QStringLiteral("seq:1");
    return event;
}

QList<int> filtered(backends::PreviewGuard &guard, api::Events events)
{
    guard.filter(events);
    QList<int> kinds;
    for (const api::Event &event : events)
        kinds.append(int(event.kind));
    return kinds;
}

} // namespace

void TestPreviewGuard::wholePreviewsPass()
{
    backends::PreviewGuard guard;
    QCOMPARE(filtered(guard, {preview(K::PreviewStart, "m"), preview(K::PreviewDelta, "m")}), (QList<int>{int(K::PreviewStart), int(K::PreviewDelta)}));
    QCOMPARE(filtered(guard, {preview(K::PreviewDelta, "m"), preview(K::PreviewEnd, "m"), message("m")}).size(), 3);
    QVERIFY(guard.dropAll().empty());
    QVERIFY(filtered(guard, {preview(K::PreviewDelta, "m")}).isEmpty()); // a late fragment of what is committed
}

void TestPreviewGuard::fragmentsWithoutStart()
{
    backends::PreviewGuard guard;
    QVERIFY(filtered(guard, {preview(K::PreviewDelta, "m"), preview(K::PreviewEnd, "m"), preview(K::PreviewStart, "")}).isEmpty());
}

void TestPreviewGuard::committedInHistory()
{
    backends::PreviewGuard guard;
    guard.committed(message("m"));
    QCOMPARE(filtered(guard, {preview(K::PreviewStart, "m"), preview(K::PreviewDelta, "m"), message("m"), preview(K::PreviewStart, "n")}),
             (QList<int>{int(K::AgentMessage), int(K::PreviewStart)}));
    // And one that was open when a listing told its end.
    guard.committed(message("n"));
    QVERIFY(filtered(guard, {preview(K::PreviewDelta, "n")}).isEmpty());
}

void TestPreviewGuard::brokenOff()
{
    backends::PreviewGuard guard;
    api::Event end = preview(K::PreviewEnd, "m");
    end.isError = true;
    QCOMPARE(filtered(guard, {preview(K::PreviewStart, "m"), end, preview(K::PreviewDelta, "m")}).size(), 2);
    QVERIFY(guard.dropAll().empty());
}

void TestPreviewGuard::dropAll()
{
    backends::PreviewGuard guard;
    filtered(guard, {preview(K::PreviewStart, "m"), preview(K::PreviewStart, "t", api::PreviewOf::ToolInput)});
    const api::Events ends = guard.dropAll();
    QCOMPARE(ends.size(), std::size_t(2));
    for (const api::Event &end : ends) {
        QCOMPARE(end.kind, K::PreviewEnd);
        QVERIFY(end.isError && end.identity.isEmpty());
        QCOMPARE(end.previewOf, end.previewId == QLatin1String("t") ? api::PreviewOf::ToolInput : api::PreviewOf::Message);
    }
    QVERIFY(guard.dropAll().empty());
}

void TestPreviewGuard::twoAtOnce()
{
    // Overlapping turns: the end of one leaves the other alone.
    backends::PreviewGuard guard;
    api::Event requestEnd;
    requestEnd.kind = K::ModelRequestEnd;
    filtered(guard, {preview(K::PreviewStart, "a"), preview(K::PreviewStart, "b"), message("a"), requestEnd});
    QCOMPARE(filtered(guard, {preview(K::PreviewDelta, "b")}).size(), 1);
}

QTEST_GUILESS_MAIN(TestPreviewGuard)
#include "tst_previewguard.moc"
