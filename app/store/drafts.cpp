#include "store/drafts.h"

#include "store/database.h"
#include "store/schema.h"

#include <QVariant>

namespace store {

namespace {

// With the write itself this stays below the 250 ms of R7.
constexpr std::chrono::milliseconds pauseBeforeWriting{150};

base::Result<Draft> readDraft(QSqlDatabase &connection, const QString &profile, const QString &session)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT text, cursor FROM draft WHERE profile = ? AND session = ?"));
    query.addBindValue(profile);
    query.addBindValue(session);
    if (auto done = execute(query); !done)
        return done.error();
    if (!query.next())
        return Draft{};
    return Draft{query.value(0).toString(), query.value(1).toInt()};
}

//! As if it had been typed below what is there. Typed twice it is not there twice.
Draft joined(const Draft &above, const QString &below)
{
    if (below.isEmpty() || above.text == below)
        return above;
    const QString text = above.text.isEmpty() ? below : above.text + QLatin1Char('\n') + below;
    return {text, int(text.size())};
}

base::Outcome writeDraft(QSqlDatabase &connection, const QString &profile, const QString &session, const Draft &draft)
{
    QSqlQuery query(connection);
    if (draft.text.isEmpty()) {
        query.prepare(QStringLiteral("DELETE FROM draft WHERE profile = ? AND session = ?"));
        query.addBindValue(profile);
        query.addBindValue(session);
    } else {
        query.prepare(QStringLiteral("INSERT INTO draft (profile, session, text, cursor) VALUES (?, ?, ?, ?) ON CONFLICT (profile, session)"
                                     " DO UPDATE SET text = excluded.text, cursor = excluded.cursor"));
        query.addBindValue(profile);
        query.addBindValue(session);
        query.addBindValue(draft.text);
        query.addBindValue(draft.cursor);
    }
    return execute(query);
}

} // namespace

Drafts::Drafts(Database *database, base::Clock *clock, QObject *parent) : QObject(parent), m_database(database), m_clock(clock) {}

Drafts::~Drafts()
{
    flush();
}

base::JobOf<Draft> *Drafts::load(QObject *owner, const QString &profile, const QString &session)
{
    if (const auto known = m_known.constFind({profile, session}); known != m_known.constEnd())
        return base::readyJob<Draft>(owner, *known);
    return m_database->run<Draft>(owner, [profile, session](QSqlDatabase &connection) { return readDraft(connection, profile, session); });
}

void Drafts::set(const QString &profile, const QString &session, const Draft &draft)
{
    const Key key{profile, session};
    if (const auto known = m_known.constFind(key); known != m_known.constEnd() && *known == draft)
        return;
    m_known.insert(key, draft);
    m_unsaved.insert(key, draft);
    if (!m_pause) {
        // From the first unsaved key stroke, not the last: a fast typist must not put it off.
        m_pause = m_clock->after(pauseBeforeWriting, this, [this] {
            m_pause = nullptr;
            flush();
        });
    }
}

void Drafts::append(const QString &profile, const QString &session, const QString &text)
{
    const Key key{profile, session};
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        set(profile, session, joined(*known, text));
    else if (!text.isEmpty())
        writeBelow(key, text);
}

void Drafts::writeBelow(const Key &key, const QString &text)
{
    // Read and written in one transaction: what another change adds in between is not lost.
    auto *job = m_database->run<base::Done>(this, [key, text](QSqlDatabase &connection) -> base::Result<base::Done> {
        const base::Result<Draft> stored = readDraft(connection, key.first, key.second);
        if (!stored)
            return stored.error();
        return writeDraft(connection, key.first, key.second, joined(*stored, text));
    });
    job->then(this, [this, key, text](const base::Outcome &outcome) {
        if (outcome)
            return;
        m_below.insert(key, joined({m_below.value(key), 0}, text).text); // with the next flush
        Q_EMIT failed(outcome.error());
    });
}

void Drafts::flush()
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
    const auto below = std::exchange(m_below, {});
    for (auto it = below.cbegin(); it != below.cend(); ++it)
        append(it.key().first, it.key().second, it.value());
    const auto unsaved = std::exchange(m_unsaved, {});
    for (auto it = unsaved.cbegin(); it != unsaved.cend(); ++it)
        write(it.key(), it.value());
}

void Drafts::write(const Key &key, const Draft &draft)
{
    auto *job = m_database->run<base::Done>(this, [key, draft](QSqlDatabase &connection) -> base::Result<base::Done> {
        return writeDraft(connection, key.first, key.second, draft);
    });
    job->then(this, [this, key, draft](const base::Outcome &outcome) {
        if (outcome)
            return;
        if (!m_unsaved.contains(key) && m_known.value(key) == draft)
            m_unsaved.insert(key, draft); // with the next change, or when we close
        Q_EMIT failed(outcome.error());
    });
}

void Drafts::removeProfile(const QString &profile)
{
    const auto ofProfile = [&profile](const auto &entry) { return entry.key().first == profile; };
    m_known.removeIf(ofProfile);
    m_unsaved.removeIf(ofProfile);
    m_below.removeIf([&profile](const auto &entry) { return entry.key().first == profile; });
    m_database->post([profile](QSqlDatabase &connection) {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("DELETE FROM draft WHERE profile = ?"));
        query.addBindValue(profile);
        return execute(query);
    });
}

} // namespace store
