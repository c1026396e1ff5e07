#include "store/drafts.h"

#include "store/database.h"
#include "store/schema.h"

#include <QVariant>

namespace store {

namespace {

// With the write itself this stays below the 250 ms of R7.
constexpr std::chrono::milliseconds pauseBeforeWriting{150};

//! As if it had been typed below what is there. Typed twice it is not there twice.
Draft joined(const Draft &above, const QString &below)
{
    if (below.isEmpty() || above.text == below)
        return above;
    const QString text = above.text.isEmpty() ? below : above.text + QLatin1Char('\n') + below;
    return {text, int(text.size()), above.files};
}

//! A null QString would be stored as NULL.
} // namespace

//! The tables, for one key.
class Drafts::Rows
{
public:
    Rows(QSqlDatabase &connection, const Key &key) : m_connection(connection), m_key(key) {}

    base::Result<Draft> read()
    {
        QSqlQuery query = about("SELECT text, cursor FROM draft");
        if (auto done = execute(query); !done)
            return done.error();
        Draft draft;
        if (query.next())
            draft = {query.value(0).toString(), query.value(1).toInt(), {}};
        QSqlQuery files = about("SELECT name, media_type, path, bytes, file_id FROM draft_file", " ORDER BY place");
        if (auto done = execute(files); !done)
            return done.error();
        while (files.next())
            draft.files.push_back({files.value(0).toString(), files.value(1).toString(), files.value(2).toString(), files.value(3).toByteArray(),
                                   files.value(4).toString()});
        return draft;
    }

    base::Outcome writeText(const Draft &draft)
    {
        if (draft.isEmpty()) {
            QSqlQuery query = about("DELETE FROM draft");
            return execute(query);
        }
        QSqlQuery query(m_connection);
        query.prepare(QStringLiteral("INSERT INTO draft (profile, session, thread, text, cursor) VALUES (?, ?, ?, ?, ?)"
                                     " ON CONFLICT (profile, session, thread) DO UPDATE SET text = excluded.text, cursor = excluded.cursor"));
        for (const QString &value : {m_key.profile, m_key.session, m_key.thread, draft.text})
            query.addBindValue(word(value));
        query.addBindValue(draft.cursor);
        return execute(query);
    }

    base::Outcome writeFiles(const std::vector<DraftFile> &files)
    {
        QSqlQuery remove = about("DELETE FROM draft_file");
        if (auto done = execute(remove); !done)
            return done;
        QSqlQuery query(m_connection);
        query.prepare(QStringLiteral("INSERT INTO draft_file (profile, session, thread, name, media_type, path, file_id, place, bytes)"
                                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        for (std::size_t i = 0; i < files.size(); ++i) {
            const DraftFile &file = files[i];
            for (const QString &value : {m_key.profile, m_key.session, m_key.thread, file.name, file.mediaType, file.path, file.fileId})
                query.addBindValue(word(value));
            query.addBindValue(int(i));
            query.addBindValue(file.bytes);
            if (auto done = execute(query); !done)
                return done;
        }
        return base::Done{};
    }

private:
    QSqlQuery about(const char *statement, const char *order = "") const
    {
        QSqlQuery query(m_connection);
        query.prepare(QLatin1String(statement) + QStringLiteral(" WHERE profile = ? AND session = ? AND thread = ?") + QLatin1String(order));
        for (const QString &value : {m_key.profile, m_key.session, m_key.thread})
            query.addBindValue(word(value));
        return query;
    }

    QSqlDatabase &m_connection;
    const Key m_key;
};

Drafts::Drafts(Database *database, base::Clock *clock, QObject *parent) : QObject(parent), m_database(database), m_clock(clock) {}

Drafts::~Drafts()
{
    flush();
}

base::JobOf<Draft> *Drafts::load(QObject *owner, const QString &profile, const QString &session, const QString &thread)
{
    const Key key{profile, session, thread};
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return base::readyJob<Draft>(owner, *known);
    return m_database->run<Draft>(owner, [key](QSqlDatabase &connection) { return Rows(connection, key).read(); });
}

void Drafts::set(const QString &profile, const QString &session, const Draft &draft, const QString &thread)
{
    const Key key{profile, session, thread};
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

void Drafts::append(const QString &profile, const QString &session, const QString &text, const QString &thread)
{
    const Key key{profile, session, thread};
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        set(profile, session, joined(*known, text), thread);
    else if (!text.isEmpty())
        writeBelow(key, text);
}

void Drafts::writeBelow(const Key &key, const QString &text)
{
    // Read and written in one transaction: what another change adds in between is not lost.
    auto *job = m_database->run<base::Done>(this, [key, text](QSqlDatabase &connection) -> base::Result<base::Done> {
        Rows rows(connection, key);
        const base::Result<Draft> stored = rows.read();
        if (!stored)
            return stored.error();
        return rows.writeText(joined(*stored, text));
    });
    job->then(this, [this, key, text](const base::Outcome &outcome) {
        if (outcome)
            return;
        m_below.insert(key, joined({m_below.value(key)}, text).text); // with the next flush
        Q_EMIT failed(outcome.error());
    });
}

void Drafts::flush()
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
    const auto below = std::exchange(m_below, {});
    for (auto it = below.cbegin(); it != below.cend(); ++it)
        append(it.key().profile, it.key().session, it.value(), it.key().thread);
    const auto unsaved = std::exchange(m_unsaved, {});
    for (auto it = unsaved.cbegin(); it != unsaved.cend(); ++it)
        write(it.key(), it.value());
}

void Drafts::write(const Key &key, const Draft &draft)
{
    const auto written = m_filesWritten.constFind(key);
    const bool withFiles = written == m_filesWritten.constEnd() || *written != draft.files;
    m_filesWritten.insert(key, draft.files);
    auto *job = m_database->run<base::Done>(this, [key, draft, withFiles](QSqlDatabase &connection) -> base::Result<base::Done> {
        Rows rows(connection, key);
        const base::Outcome done = rows.writeText(draft);
        return done && withFiles ? rows.writeFiles(draft.files) : done;
    });
    job->then(this, [this, key, draft](const base::Outcome &outcome) {
        if (outcome)
            return;
        m_filesWritten.remove(key);
        if (!m_unsaved.contains(key) && m_known.value(key) == draft)
            m_unsaved.insert(key, draft); // with the next change, or when we close
        Q_EMIT failed(outcome.error());
    });
}

void Drafts::removeProfile(const QString &profile)
{
    const auto ofProfile = [&profile](const auto &entry) { return entry.key().profile == profile; };
    m_filesWritten.removeIf(ofProfile);
    m_known.removeIf(ofProfile);
    m_unsaved.removeIf(ofProfile);
    m_below.removeIf([&profile](const auto &entry) { return entry.key().profile == profile; });
    m_database->post([profile](QSqlDatabase &connection) -> base::Outcome {
        for (const auto &statement : {QStringLiteral("DELETE FROM draft WHERE profile = ?"), QStringLiteral("DELETE FROM draft_file WHERE profile = ?")}) {
            QSqlQuery query(connection);
            query.prepare(statement);
            query.addBindValue(profile);
            if (auto done = execute(query); !done)
                return done;
        }
        return base::Outcome(base::Done{});
    });
}

} // namespace store
