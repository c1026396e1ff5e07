#include "store/drafts.h"

#include "store/database.h"
#include "store/schema.h"

#include <QVariant>

namespace store {

namespace {

// With the write itself this stays below the 250 ms of R7.
constexpr std::chrono::milliseconds pauseBeforeWriting{150};

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
    return m_database->run<Draft>(owner, [profile, session](QSqlDatabase &connection) -> base::Result<Draft> {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("SELECT text, cursor FROM draft WHERE profile = ? AND session = ?"));
        query.addBindValue(profile);
        query.addBindValue(session);
        if (auto done = execute(query); !done)
            return done.error();
        if (!query.next())
            return Draft{};
        return Draft{query.value(0).toString(), query.value(1).toInt()};
    });
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

void Drafts::flush()
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
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
    m_database->post([profile](QSqlDatabase &connection) {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("DELETE FROM draft WHERE profile = ?"));
        query.addBindValue(profile);
        return execute(query);
    });
}

} // namespace store
