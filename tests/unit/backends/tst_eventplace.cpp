#include "backends/shared/eventplace.h"
#include "tests/support/testbase.h"

using api::EventKind;
using backends::EventPlace;

//! What the events of a session mean in the listing of one of its threads (managed-agents.md §7, §8.5).
class TestEventPlace : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aSessionIsLeftAsItIs();
    void aThreadIsWhatItsOwnEventsAreAbout();
};

namespace {

api::Event event(EventKind kind, const char *type, const char *thread)
{
    api::Event out;
    out.kind = kind;
    out.type = QLatin1String(type);
    out.threadId = QLatin1String(thread);
    return out;
}

api::Events mixed()
{
    return {event(EventKind::AgentMessage, "agent.message", "sthr_child"),
            event(EventKind::ThreadStatus, "session.thread_status_running", "sthr_child"),
            event(EventKind::ThreadStatus, "session.thread_status_idle", "sthr_child"),
            event(EventKind::ThreadStatus, "session.thread_status_terminated", "sthr_child"),
            event(EventKind::ThreadStatus, "session.thread_status_idle", "sthr_other"),
            event(EventKind::ToolUse, "agent.tool_use", "")};
}

} // namespace

void TestEventPlace::aSessionIsLeftAsItIs()
{
    api::Events events = mixed();
    EventPlace{QStringLiteral("sesn_1"), {}}.make(events);
    QCOMPARE(events[0].threadId, QStringLiteral("sthr_child"));
    QCOMPARE(events[1].kind, EventKind::ThreadStatus);
}

void TestEventPlace::aThreadIsWhatItsOwnEventsAreAbout()
{
    api::Events events = mixed();
    EventPlace{QStringLiteral("sesn_1"), QStringLiteral("sthr_child")}.make(events);
    for (std::size_t i : {0, 1, 2, 3, 5})
        QVERIFY(events[i].threadId.isEmpty());
    QCOMPARE(events[1].kind, EventKind::StatusRunning);
    QCOMPARE(events[2].kind, EventKind::StatusIdle);
    QCOMPARE(events[3].kind, EventKind::ThreadStatus); // the session goes on
    QCOMPARE(events[4].threadId, QStringLiteral("sthr_other"));
    QCOMPARE(events[4].kind, EventKind::ThreadStatus);
}

QTEST_GUILESS_MAIN(TestEventPlace)
#include "tst_eventplace.moc"
