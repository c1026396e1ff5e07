#include "backends/anthropic/decoder.h"
#include "tests/support/sanitized.h"
#include "tests/support/testbase.h"

#include <QJsonDocument>

#include <ctime>

//! Decoding is what opening a long session costs: several times faster than QJsonDocument on events of 1 to 8 KB (performance.md §2).
class TestDecodeSpeed : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void againstQJsonDocument();
};

namespace {

QByteArrayList eventsOf1To8Kb()
{
    QByteArrayList out;
    const QByteArray prose
        = "The build is **green** again: \\\"make\\\" took 41 s, `ctest` ran 212 tests.\\n\\n- é ü 日本語\\n- path/to/file.cpp:120\\n\\n";
    for (int i = 0; i < 200; ++i) {
        const auto number = QByteArray::number(i);
        QByteArray text;
        const int wanted = 1000 + (i * 7919) % 7000;
        while (text.size() < wanted)
            text += prose;
        if (i % 3 == 0)
            out.append("{\"id\":\"sevt_" + number + "\",\"type\":\"agent.tool_use\",\"name\":\"bash\",\"input\":{\"command\":\"" + text
                + "\",\"timeout_ms\":1000},\"evaluated_permission\":\"allow\",\"session_thread_id\":null,\"processed_at\":\"2026-11-20T09:"
                  "15:10Z\"}");
        else
            out.append("{\"id\":\"sevt_" + number + "\",\"type\":\"agent.message\",\"content\":[{\"type\":\"text\",\"text\":\"" + text
                       + "\"}],\"processed_at\":\"2026-11-20T09:15:09Z\"}");
    }
    return out;
}

// Processor time: other programs may keep the machine busy.
template<class Work>
double secondsOf(const QByteArrayList &events, Work work)
{
    const std::clock_t begin = std::clock();
    for (const QByteArray &event : events)
        work(event);
    return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

} // namespace

void TestDecodeSpeed::againstQJsonDocument()
{
    const QByteArrayList events = eventsOf1To8Kb();
    qsizetype checked = 0;
    double ours = 1e9;
    double theirs = 1e9;
    for (int round = 0; round < 15; ++round) { // interleaved, the best of each: noise only adds
        ours = std::min(
            ours, secondsOf(events, [&](const QByteArray &event) { checked += backends::anthropic::decodeEvent(event)->raw.size(); }));
        theirs = std::min(
            theirs, secondsOf(events, [&](const QByteArray &event) { checked += QJsonDocument::fromJson(event).isObject() ? 1 : 0; }));
    }
    QVERIFY(checked > 0);
    qsizetype bytes = 0;
    for (const QByteArray &event : events)
        bytes += event.size();
    qInfo("%.0f MB/s, %.1f times QJsonDocument", double(bytes) / ours / 1e6, theirs / ours);
    if (test::isSanitized)
        QSKIP("sanitizers slow our half down only");
    QVERIFY2(theirs / ours >= 6.0, "decoding has become slow"); // the bar
}

QTEST_GUILESS_MAIN(TestDecodeSpeed)
#include "tst_decodespeed.moc"
