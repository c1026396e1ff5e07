#include "store/database.h"

#include "store/reader.h"
#include "store/writer.h"

namespace store {

Database::Database(const QString &file, const Schema &schema, QObject *parent)
    : QObject(parent), m_file(file), m_schema(&schema), m_writer(std::make_unique<Writer>(file, schema))
{
    Writer *writer = m_writer.get();
    writer->enqueue([this, writer] {
        const base::Result<Opening> opening = writer->open();
        QMetaObject::invokeMethod(this, [this, opening] { opened(opening); }, Qt::QueuedConnection);
    });
}

Database::~Database()
{
    for (auto &reader : m_readers)
        reader.reset();
    m_writer.reset();
}

void Database::opened(const base::Result<Opening> &opening)
{
    m_opening = opening;
    const std::vector<Reading> waiting = std::exchange(m_untilOpen, {});
    for (const Reading &reading : waiting)
        begin(reading);
    if (opening)
        return;
    note(opening.error(), false);
    Q_EMIT failed(opening.error());
}

void Database::note(const base::Outcome &outcome, bool wrote)
{
    if (outcome ? !wrote || !m_troubled : outcome.error().kind != base::Error::Kind::Storage)
        return;
    m_troubled = !outcome;
    if (outcome)
        Q_EMIT recovered();
    else
        Q_EMIT troubled(outcome.error());
}

base::JobOf<Opening> *Database::opened(QObject *owner)
{
    if (m_opening)
        return base::readyJob<Opening>(owner, *m_opening);
    auto *job = new Work<Opening>(owner);
    // Behind the opening in the writer's queue, so m_opening is known by then.
    enqueue([](QSqlDatabase &) -> base::Outcome { return base::Done{}; }, std::nullopt,
            [this, job = QPointer<Work<Opening>>(job)](const base::Outcome &) {
                if (job)
                    job->end(*m_opening);
            });
    return job;
}

void Database::post(std::function<base::Outcome(QSqlDatabase &)> work, Durability durability)
{
    enqueue(std::move(work), durability, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT failed(outcome.error());
    });
}

base::JobOf<base::Done> *Database::maintain(QObject *owner, std::function<base::Outcome(QSqlDatabase &)> work)
{
    auto *job = new Work<base::Done>(owner);
    auto answer = std::make_shared<std::optional<base::Done>>();
    enqueue(bodyOf<base::Done>(std::move(work), answer), std::nullopt, endOf<base::Done>(job, answer));
    return job;
}

void Database::enqueue(Body body, std::optional<Durability> transaction, End end)
{
    Writer *writer = m_writer.get();
    writer->enqueue([this, writer, body = std::move(body), transaction, end = std::move(end)] {
        const base::Outcome outcome = writer->perform(body, transaction);
        const QString aside = writer->takeMovedAside();
        const bool wroteAgain = writer->takeRecovered();
        QMetaObject::invokeMethod(
            this,
            [this, outcome, end, aside, wroteAgain] {
                if (!aside.isEmpty())
                    Q_EMIT movedAside(aside);
                note(outcome, wroteAgain);
                end(outcome);
            },
            Qt::QueuedConnection);
    });
}

void Database::enqueueReading(Reading reading)
{
    if (m_opening)
        begin(reading);
    else
        m_untilOpen.push_back(std::move(reading));
}

void Database::begin(const Reading &reading)
{
    if (!*m_opening) {
        // Never inside the call that asked.
        QMetaObject::invokeMethod(this, [this, reading] { reading.end(m_opening->error()); }, Qt::QueuedConnection);
        return;
    }
    auto &reader = m_readers[std::size_t(reading.lane)];
    if (!reader)
        reader = std::make_unique<Reader>(m_file, reading.lane == Lane::Pages ? QStringLiteral("store-pages") : QStringLiteral("store-search"));
    const int generation = m_writer->generation();
    reader->enqueue(
        generation,
        [body = reading.body, dropped = reading.dropped](QSqlDatabase &connection) -> base::Outcome {
            if (*dropped)
                return base::Error::of(base::Error::Kind::Cancelled);
            return body(connection);
        },
        [this, reading, generation](const base::Outcome &outcome) {
            QMetaObject::invokeMethod(
                this, [this, reading, outcome, generation] { endReading(reading, outcome, generation); }, Qt::QueuedConnection);
        });
}

void Database::endReading(const Reading &reading, const base::Outcome &outcome, int generation)
{
    const int now = m_writer->generation();
    const bool replaced = now != generation || now % 2 != 0;
    if (outcome || reading.again || !m_schema->onlyACopy || !(replaced || meansDamage(outcome.error()))) {
        note(outcome, false);
        reading.end(outcome);
        return;
    }
    Reading again = reading;
    again.again = true;
    Writer *writer = m_writer.get();
    writer->enqueue([this, writer, generation, again = std::move(again)] {
        const base::Outcome sound = writer->replace(generation);
        const QString aside = writer->takeMovedAside();
        QMetaObject::invokeMethod(
            this,
            [this, sound, aside, again] {
                if (!aside.isEmpty())
                    Q_EMIT movedAside(aside);
                if (sound)
                    begin(again);
                else
                    again.end(sound);
            },
            Qt::QueuedConnection);
    });
}

} // namespace store
