#include "store/outbox.h"

#include "store/database.h"
#include "store/schema.h"

#include <QUuid>
#include <QVariant>

#include <array>

namespace store {

namespace {

using Kind = api::Outgoing::Kind;
using State = OutboxRow::State;

constexpr int daysConfirmedRowsAreKept = 7;

struct KindWord
{
    Kind kind;
    const char *word;
};
constexpr std::array kindWords = {KindWord{Kind::Message, "message"}, KindWord{Kind::Interrupt, "interrupt"}, KindWord{Kind::Allow, "allow"},
                                  KindWord{Kind::Deny, "deny"}, KindWord{Kind::CustomResult, "custom_result"}};

struct StateWord
{
    State state;
    const char *word;
};
constexpr std::array stateWords = {StateWord{State::Pending, "pending"}, StateWord{State::Sent, "sent"}, StateWord{State::Confirmed, "confirmed"},
                                   StateWord{State::Unknown, "unknown"}, StateWord{State::Failed, "failed"}};

QString wordOf(Kind kind)
{
    for (const auto &entry : kindWords) {
        if (entry.kind == kind)
            return QLatin1String(entry.word);
    }
    Q_UNREACHABLE();
}

QString wordOf(State state)
{
    for (const auto &entry : stateWords) {
        if (entry.state == state)
            return QLatin1String(entry.word);
    }
    Q_UNREACHABLE();
}

Kind kindOf(const QString &word)
{
    for (const auto &entry : kindWords) {
        if (word == QLatin1String(entry.word))
            return entry.kind;
    }
    return Kind::Message;
}

//! A word that is none of ours means: look before anything is sent again.
State stateOf(const QString &word)
{
    for (const auto &entry : stateWords) {
        if (word == QLatin1String(entry.word))
            return entry.state;
    }
    return State::Unknown;
}

QVariant errorText(const std::optional<base::Error> &error)
{
    if (!error)
        return {};
    base::Json json;
    json["kind"] = base::kindName(error->kind);
    json["status"] = error->httpStatus;
    json["type"] = error->serverType.toStdString();
    json["message"] = error->serverMessage.toStdString();
    json["request_id"] = error->requestId.toStdString();
    json["detail"] = error->detail.toStdString();
    return QString::fromUtf8(base::dumpJson(json));
}

base::Error::Kind errorKindOfName(const QString &name)
{
    for (int i = 0; i <= int(base::Error::Kind::Storage); ++i) {
        if (name == QLatin1String(base::kindName(base::Error::Kind(i))))
            return base::Error::Kind(i);
    }
    return base::Error::Kind::OutcomeUnknown;
}

std::optional<base::Error> errorOf(const QVariant &text)
{
    if (text.isNull())
        return std::nullopt;
    const auto json = base::parseJson(text.toString().toUtf8());
    if (!json)
        return std::nullopt;
    const base::Record record(*json);
    base::Error error;
    error.kind = errorKindOfName(record.string("kind"));
    error.httpStatus = int(record.integer("status").value_or(0));
    error.serverType = record.string("type");
    error.serverMessage = record.string("message");
    error.requestId = record.string("request_id");
    error.detail = record.string("detail");
    return error;
}

//! A null QString would be stored as NULL.
base::Outcome insertFiles(QSqlDatabase &connection, const OutboxRow &row)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT INTO outbox_file (ref, place, kind, name, media_type, file_id, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    int place = 0;
    for (const api::Attachment &file : row.outgoing.attachments) {
        query.addBindValue(row.ref());
        query.addBindValue(place++);
        query.addBindValue(file.kind == api::Attachment::Kind::Image ? QStringLiteral("image") : QStringLiteral("document"));
        query.addBindValue(word(file.name));
        query.addBindValue(word(file.mediaType));
        query.addBindValue(word(file.fileId));
        query.addBindValue(file.bytes);
        if (auto done = execute(query); !done)
            return done;
    }
    return base::Done{};
}

base::Outcome readFiles(QSqlDatabase &connection, OutboxRow &row)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("SELECT kind, name, media_type, file_id, bytes FROM outbox_file WHERE ref = ? ORDER BY place"));
    query.addBindValue(row.ref());
    if (auto done = execute(query); !done)
        return done;
    while (query.next()) {
        api::Attachment file;
        file.kind = query.value(0).toString() == QLatin1String("image") ? api::Attachment::Kind::Image : api::Attachment::Kind::Document;
        file.name = query.value(1).toString();
        file.mediaType = query.value(2).toString();
        file.fileId = query.value(3).toString();
        file.bytes = query.value(4).toByteArray();
        row.outgoing.attachments.push_back(std::move(file));
    }
    return base::Done{};
}

//! What nobody can need any more: of rows that are gone, or that the server has for certain.
base::Outcome removeSettledFiles(QSqlDatabase &connection)
{
    return execute(connection, "DELETE FROM outbox_file WHERE ref NOT IN (SELECT ref FROM outbox WHERE state <> 'confirmed')");
}

base::Outcome insertRow(QSqlDatabase &connection, const QString &run, const OutboxRow &row)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("INSERT INTO outbox (ref, run, profile, session, kind, text, tool_use_id, is_error, thread_id, state, at,"
                                 " after_identity, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    query.addBindValue(row.ref());
    query.addBindValue(run);
    query.addBindValue(row.profile);
    query.addBindValue(row.session);
    query.addBindValue(wordOf(row.outgoing.kind));
    query.addBindValue(word(row.outgoing.text));
    query.addBindValue(word(row.outgoing.toolUseId));
    query.addBindValue(row.outgoing.isError ? 1 : 0);
    query.addBindValue(word(row.outgoing.threadId));
    query.addBindValue(wordOf(row.state));
    query.addBindValue(row.at.toMSecsSinceEpoch());
    query.addBindValue(word(row.afterIdentity));
    query.addBindValue(errorText(row.error));
    if (auto done = execute(query); !done)
        return done;
    return insertFiles(connection, row);
}

OutboxRow rowOf(const QSqlQuery &query)
{
    OutboxRow row;
    row.outgoing.clientRef = query.value(0).toString();
    row.profile = query.value(1).toString();
    row.session = query.value(2).toString();
    row.outgoing.kind = kindOf(query.value(3).toString());
    row.outgoing.text = query.value(4).toString();
    row.outgoing.toolUseId = query.value(5).toString();
    row.outgoing.isError = query.value(6).toInt() != 0;
    row.outgoing.threadId = query.value(7).toString();
    row.state = stateOf(query.value(8).toString());
    row.at = QDateTime::fromMSecsSinceEpoch(query.value(9).toLongLong(), Qt::UTC);
    row.afterIdentity = query.value(10).toString();
    row.error = errorOf(query.value(11));
    return row;
}

//! What an earlier run left open is unknown: its request may have left. Interrupts mean nothing any more.
base::Outcome recover(QSqlDatabase &connection, const QString &run, qint64 oldest)
{
    QSqlQuery query(connection);
    query.prepare(QStringLiteral("DELETE FROM outbox WHERE (kind = 'interrupt' AND run <> ?) OR (state = 'confirmed' AND at < ?)"));
    query.addBindValue(run);
    query.addBindValue(oldest);
    if (auto done = execute(query); !done)
        return done;
    query.prepare(QStringLiteral("UPDATE outbox SET state = 'unknown' WHERE state IN ('pending', 'sent') AND run <> ?"));
    query.addBindValue(run);
    if (auto done = execute(query); !done)
        return done;
    return removeSettledFiles(connection);
}

} // namespace

Outbox::Outbox(Database *database, base::Clock *clock, QObject *parent)
    : QObject(parent), m_database(database), m_clock(clock), m_run(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    const qint64 oldest = m_clock->now().addDays(-daysConfirmedRowsAreKept).toMSecsSinceEpoch();
    m_database->post([run = m_run, oldest](QSqlDatabase &connection) { return recover(connection, run, oldest); });
}

base::JobOf<base::Done> *Outbox::add(QObject *owner, const std::vector<OutboxRow> &rows)
{
    return m_database->run<base::Done>(
        owner,
        [rows, run = m_run](QSqlDatabase &connection) -> base::Outcome {
            for (const OutboxRow &row : rows) {
                if (auto done = insertRow(connection, run, row); !done)
                    return done;
            }
            return base::Done{};
        },
        Durability::Full);
}

base::JobOf<base::Done> *Outbox::update(QObject *owner, const OutboxRow &row)
{
    auto *job = m_database->run<base::Done>(
        owner,
        [row, run = m_run](QSqlDatabase &connection) -> base::Outcome {
            QSqlQuery query(connection);
            query.prepare(QStringLiteral("UPDATE outbox SET state = ?, error = ?, run = ?, at = ?, after_identity = ? WHERE ref = ?"));
            query.addBindValue(wordOf(row.state));
            query.addBindValue(errorText(row.error));
            query.addBindValue(run);
            query.addBindValue(row.at.toMSecsSinceEpoch());
            query.addBindValue(word(row.afterIdentity));
            query.addBindValue(row.ref());
            if (auto done = execute(query); !done || row.state != State::Confirmed)
                return done;
            return removeSettledFiles(connection);
        },
        Durability::Full);
    job->then(this, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT failed(outcome.error());
    });
    return job;
}

void Outbox::noteUploaded(const QString &ref, int place, const QString &fileId)
{
    auto *job = m_database->run<base::Done>(
        this,
        [ref, place, fileId](QSqlDatabase &connection) -> base::Outcome {
            QSqlQuery query(connection);
            query.prepare(QStringLiteral("UPDATE outbox_file SET file_id = ? WHERE ref = ? AND place = ?"));
            query.addBindValue(word(fileId));
            query.addBindValue(ref);
            query.addBindValue(place);
            return execute(query);
        },
        Durability::Full);
    job->then(this, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT failed(outcome.error());
    });
}

void Outbox::remove(const QString &ref)
{
    m_database->post([ref](QSqlDatabase &connection) {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("DELETE FROM outbox WHERE ref = ?"));
        query.addBindValue(ref);
        const base::Outcome done = execute(query);
        return done ? removeSettledFiles(connection) : done;
    });
}

base::JobOf<std::vector<OutboxRow>> *Outbox::unsettled(QObject *owner, const QString &profile, const QString &session)
{
    using Rows = std::vector<OutboxRow>;
    return m_database->run<Rows>(owner, [profile, session](QSqlDatabase &connection) -> base::Result<Rows> {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("SELECT ref, profile, session, kind, text, tool_use_id, is_error, thread_id, state, at, after_identity, error"
                                     " FROM outbox WHERE profile = ? AND session = ? AND state <> 'confirmed' ORDER BY number"));
        query.addBindValue(profile);
        query.addBindValue(session);
        if (auto done = execute(query); !done)
            return done.error();
        Rows rows;
        while (query.next())
            rows.push_back(rowOf(query));
        for (OutboxRow &row : rows) {
            if (auto done = readFiles(connection, row); !done)
                return done.error();
        }
        return rows;
    });
}

void Outbox::removeProfile(const QString &profile)
{
    m_database->post([profile](QSqlDatabase &connection) {
        QSqlQuery query(connection);
        query.prepare(QStringLiteral("DELETE FROM outbox WHERE profile = ?"));
        query.addBindValue(profile);
        const base::Outcome done = execute(query);
        return done ? removeSettledFiles(connection) : done;
    });
}

} // namespace store
