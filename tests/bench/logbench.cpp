// What the event log costs: filling it, its size, opening a session, searching. usage: bench_log [EVENTS [FILE]]; 1,000,000 without a number.
// FILE: an earlier run's (MUSTER_KEEP_LOG), which is searched as it is.
#include "store/database.h"
#include "store/eventlog.h"
#include "store/search.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>

namespace {

constexpr int perBatch = 500;
constexpr int wordsKnown = 50'000;

template<class T>
T valueOf(base::JobOf<T> *job)
{
    std::optional<base::Result<T>> result;
    job->then(job, [&](const base::Result<T> &r) {
        result.emplace(r);
        QCoreApplication::quit();
    });
    QCoreApplication::exec(); // QTest::qWaitFor looks every 10 ms only
    if (!*result)
        qFatal("%s", qPrintable(result->error().detail));
    return **result;
}

//! Words as often as words are: the first in every second text, the last in hardly any.
class Talk
{
public:
    QByteArray text(int words)
    {
        QByteArray text;
        for (int i = 0; i < words; ++i) {
            const double random = m_random.generateDouble();
            const int rank = int(std::pow(double(wordsKnown), random)) - 1;
            text += word(rank) + (i % 12 == 11 ? ".\n" : " ");
        }
        return text;
    }
    static QByteArray word(int rank)
    {
        static const char *const syllables[] = {"ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"};
        QByteArray word;
        for (int rest = rank + 16; rest > 0; rest /= 16)
            word += syllables[rest % 16];
        return word;
    }
    int bounded(int end) { return m_random.bounded(end); }

private:
    QRandomGenerator m_random{42};
};

api::Event eventOf(Talk &talk, int number, const QDateTime &at)
{
    static const QByteArray chinese = QStringLiteral("\u4eca\u5929\u5317\u4eac\u7684\u5929\u6c14\u5f88\u597d ").toUtf8();
    api::Event event;
    const int kind = number % 4;
    event.kind = kind == 0 ? api::EventKind::UserMessage : kind == 1 ? api::EventKind::AgentMessage : kind == 2 ? api::EventKind::ToolResult
                                                                                                             : api::EventKind::StatusRunning;
    event.type = QStringLiteral("agent.message");
    event.identity = QStringLiteral("sevt_01%1").arg(number, 20, 36, QLatin1Char('0'));
    event.at = at;
    QByteArray text = kind == 3 ? QByteArray() : talk.text(kind == 0 ? 20 : 40 + talk.bounded(120));
    if (number % 100 == 1)
        text += chinese;
    if (number % 100'000 == 2)
        text += "needleinthehaystack";
    if (!text.isEmpty())
        event.content.push_back({api::ContentBlock::Kind::Text, text, {}, {}});
    event.raw = "{\"type\":\"agent.message\",\"id\":\"" + event.identity.toUtf8() + "\",\"processed_at\":\"" + at.toString(Qt::ISODateWithMs).toUtf8()
        + "\",\"content\":[{\"type\":\"text\",\"text\":\"" + text.replace("\n", "\\n") + "\"}],\"session_thread_id\":null}";
    return event;
}

struct Filled
{
    double megabytes = 0; //!< of the server's bytes
    double seconds = 0;
    double worstBatch = 0;
};

store::LogKey keyOf(int session)
{
    return {QStringLiteral("3f2a7c1e-profile"), QStringLiteral("sesn_%1").arg(session), {}};
}

Filled fill(store::EventLog &log, int events)
{
    Talk talk;
    Filled filled;
    const QDateTime begin(QDate(2026, 1, 1), QTime(8, 0), Qt::UTC);
    QElapsedTimer all;
    all.start();
    // Two sessions to open: one of 100 events, one of a tenth of all; the others of some 5,000.
    int number = 0;
    const auto session = [&](int which, int count) {
        for (int done = 0; done < count; done += perBatch) {
            api::Events batch;
            for (int i = done; i < std::min(count, done + perBatch); ++i, ++number) {
                batch.push_back(eventOf(talk, number, begin.addSecs(number * 20)));
                filled.megabytes += double(batch.back().raw.size()) / 1e6;
            }
            QElapsedTimer one;
            one.start();
            valueOf(log.append(&log, keyOf(which), batch));
            filled.worstBatch = std::max(filled.worstBatch, double(one.nsecsElapsed()) / 1e9);
        }
    };
    session(0, 100);
    session(1, events / 10);
    int which = 2;
    while (number < events)
        session(which++, std::min(5000, events - number));
    filled.seconds = double(all.nsecsElapsed()) / 1e9;
    return filled;
}

double secondsOf(const std::function<void()> &work, int rounds)
{
    std::vector<double> seconds;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        seconds.push_back(double(timer.nsecsElapsed()) / 1e9);
    }
    return bench::median(seconds);
}

base::Result<api::Event> decode(const api::StoredEvent &stored)
{
    api::Event event;
    event.raw = stored.raw;
    event.identity = stored.identity;
    return event;
}

void opening(std::vector<bench::Line> &report, store::EventLog &log, int large)
{
    const auto open = [&](int session) {
        return secondsOf([&] { bench::keep(valueOf(log.newest(&log, keyOf(session), 100, decode)).page.events.size()); }, 15);
    };
    const double few = open(0);
    const double many = open(1);
    report.push_back({"opening " + std::to_string(large) + " events from the log, against 100: time until its newest 100 are there",
                      bench::inMilliseconds(many), bench::inMilliseconds(few), many / few, "<= 2x", many <= few * 2});
    auto page = valueOf(log.newest(&log, keyOf(1), 100, decode)).page;
    const double older = secondsOf([&] { page = valueOf(log.before(&log, keyOf(1), page.first, 200, decode)); }, 50);
    report.push_back({"200 older events while scrolling", bench::inMilliseconds(older), "", 0, "", true});
}

struct Question
{
    const char *name;
    store::SearchQuery query;
};

void searching(std::vector<bench::Line> &report, const QString &file, base::Clock *clock, int events)
{
    const auto about = [](const QByteArray &text) {
        store::SearchQuery query;
        query.text = QString::fromUtf8(text);
        return query;
    };
    const QByteArray often = Talk::word(0), second = Talk::word(1), seldom = Talk::word(30'000);
    Question one{"a word of one session", about(often + ' ')};
    one.query.profile = keyOf(0).profile;
    one.query.session = keyOf(0).session;
    Question kind{"a frequent word in results, one month", about(often + ' ')};
    kind.query.kinds = {store::TextKind::ToolResult};
    kind.query.from = QDateTime(QDate(2026, 1, 5), QTime(0, 0), Qt::UTC);
    kind.query.until = kind.query.from.addDays(30);
    Question unfinished{"three letters that begin many words, in errors, of which there are none", about(often.left(3))};
    unfinished.query.kinds = {store::TextKind::Error};
    Question best{"a frequent word, best first", about(often + ' ')};
    best.query.order = store::SearchQuery::Order::Best;
    const Question questions[] = {{"a word that is in ten events", about("needleinthehaystack")},
                                  {"a seldom word", about(seldom + ' ')},
                                  {"a frequent word", about(often + ' ')},
                                  {"two frequent words", about(often + ' ' + second + ' ')},
                                  {"a frequent and a seldom word", about(often + ' ' + seldom)},
                                  {"a phrase of two frequent words", about('"' + often + ' ' + second + '"')},
                                  {"one letter", about(often.left(1))},
                                  {"two letters that begin many words", about(often.left(2))},
                                  {"three letters that begin many words", about(often.left(3))},
                                  {"four letters that begin some", about(often.left(4))},
                                  unfinished,
                                  {"five letters that begin some", about(seldom.left(5))},
                                  {"Chinese, two characters", about(QStringLiteral("\u5317\u4eac").toUtf8())},
                                  {"Chinese, one character", about(QStringLiteral("\u4eac").toUtf8())},
                                  {"nothing to be found", about("thereisnosuchword")},
                                  one, kind, best};
    for (const Question &question : questions) {
        // First with nothing of the file in SQLite's own memory, then as somebody who goes on typing.
        store::EventLog log(file, clock);
        valueOf(log.opened(&log));
        store::Search search(&log);
        std::size_t hits = 0;
        const auto find = [&] { hits = valueOf(search.find(&search, question.query)).hits.size(); };
        const double first = secondsOf(find, 1);
        const double again = secondsOf(find, 5);
        report.push_back({"first results over " + std::to_string(events) + " events: " + question.name + " (" + std::to_string(hits)
                              + " hits shown; second figure: asked again)",
                          bench::inMilliseconds(first), bench::inMilliseconds(again), 0, "100 ms", first <= 0.1});
    }
}

void print(const std::vector<bench::Line> &report)
{
    for (const bench::Line &line : report) {
        const std::string ratio = line.ratio > 0 ? QString::number(line.ratio, 'f', 2).toStdString() + "x" : "";
        std::printf("%-132s %16s %12s %8s  %s%s\n", line.what.c_str(), line.value.c_str(), line.floor.c_str(), ratio.c_str(), line.aim.c_str(),
                    line.reached ? "" : "  (missed)");
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int events = application.arguments().size() > 1 ? application.arguments().at(1).toInt() : 1'000'000;
    QTemporaryDir folder;
    folder.setAutoRemove(!qEnvironmentVariableIsSet("MUSTER_KEEP_LOG")); // to be looked into
    base::SystemClock clock;
    const QString file = application.arguments().value(2, folder.filePath(QStringLiteral("log/events.sqlite")));
    const bool filledBefore = application.arguments().size() > 2;
    std::vector<bench::Line> report;
    Filled filled;
    {
        store::EventLog log(file, &clock);
        log.setLimit(std::numeric_limits<qint64>::max());
        if (!filledBefore)
            filled = fill(log, events);
        opening(report, log, events / 10);
    }
    char text[96];
    if (filledBefore) {
        searching(report, file, &clock, events);
        print(report);
        return 0;
    }
    std::snprintf(text, sizeof text, "%.0f events/s", events / filled.seconds);
    report.push_back({"filling the log, " + std::to_string(perBatch) + " events at a time (" + bench::inMilliseconds(filled.worstBatch) + " the slowest)",
                      text, "", 0, "", true});
    std::snprintf(text, sizeof text, "%.2f MB", double(QFileInfo(file).size()) / 1e6 / filled.megabytes);
    report.push_back({"log on disk, index of words included, for each MB of events", text, "", 0, "", true});
    searching(report, file, &clock, events);
    print(report);
    return 0;
}
