#pragma once

#include "store/database.h"
#include "store/eventlog.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"

#include <QTemporaryDir>

namespace test {

template<class T>
base::Result<T> resultOf(base::JobOf<T> *job)
{
    std::optional<base::Result<T>> result;
    job->then(job, [&result](const base::Result<T> &r) { result.emplace(r); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60000))
        return base::Error::of(base::Error::Kind::Timeout, QStringLiteral("the job never ended"));
    return *result;
}

//! The value, or the end of the program: for what a test builds on.
template<class T>
T valueOf(base::JobOf<T> *job)
{
    const base::Result<T> result = resultOf(job);
    if (!result)
        qFatal("%s: %s", base::kindName(result.error().kind), qPrintable(result.error().detail));
    return *result;
}

//! Events as tests of the log need them: the bytes are "<identity>|<text>".
inline api::Event message(int number, const QString &text, api::EventKind kind = api::EventKind::AgentMessage)
{
    api::Event event;
    event.kind = kind;
    event.type = QStringLiteral("agent.message");
    event.identity = QStringLiteral("sevt_%1").arg(number);
    event.at = QDateTime(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC).addSecs(number);
    event.content.push_back({api::ContentBlock::Kind::Text, text.toUtf8(), {}, {}});
    event.raw = event.identity.toUtf8() + '|' + text.toUtf8();
    return event;
}

inline api::Events messages(int from, int to, const QString &text = QStringLiteral("words"))
{
    api::Events events;
    for (int i = from; i < to; ++i)
        events.push_back(message(i, text));
    return events;
}

//! Refuses bytes that begin with "broken".
inline base::Result<api::Event> decode(const api::StoredEvent &stored)
{
    if (stored.raw.startsWith("broken"))
        return base::Error::of(base::Error::Kind::Protocol);
    api::Event event;
    event.raw = stored.raw;
    event.identity = stored.identity;
    event.type = stored.type;
    event.sequence = stored.sequence;
    event.at = stored.at;
    event.queued = stored.queued;
    event.denied = stored.cancelled;
    return event;
}

inline QStringList identities(const api::Events &events)
{
    QStringList list;
    for (const api::Event &event : events)
        list.push_back(event.identity);
    return list;
}

inline QStringList numbered(int from, int to)
{
    QStringList list;
    for (int i = from; i < to; ++i)
        list.push_back(QStringLiteral("sevt_%1").arg(i));
    return list;
}

//! A log in a folder of its own.
struct LogScene
{
    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<store::EventLog> log;
    store::LogKey key = {QStringLiteral("profile"), QStringLiteral("sesn_1"), {}};

    LogScene() { open(); }
    QString file() const { return folder.filePath(QStringLiteral("data/events.sqlite")); }
    void open() { log = std::make_unique<store::EventLog>(file(), &clock); }
    void close() { log.reset(); }
    store::Appended append(const api::Events &events, const std::optional<store::Advance> &advance = {})
    {
        return valueOf(log->append(log.get(), key, events, advance));
    }
    store::LogHead newest(int count = 1000) { return valueOf(log->newest(log.get(), key, count, decode)); }
    qint64 number(const char *statement)
    {
        return valueOf(log->database()->read<qint64>(log.get(), [statement](QSqlDatabase &c) { return store::number(c, statement); }));
    }
};

} // namespace test
