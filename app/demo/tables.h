#pragma once

#include "demo/stamps.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demo {

//! One stored resource: the server's JSON, what lists filter and sort by, and what clients never see.
struct Row
{
    std::string kind;                 //!< "agent", "environment", "session", "thread", "vault", "credential"
    std::string id;
    std::string parent;               //!< of a credential: its vault; of a thread: its session
    qint64 order = 0;                 //!< grows with each new row; breaks ties of `created`
    qint64 created = 0;               //!< ms since 1970
    std::optional<qint64> archived;   //!< ms since 1970
    std::string status;               //!< of sessions
    std::string agent;                //!< of sessions: the agent's id
    std::string name;                 //!< what must be unique, or is searched
    int version = 0;                  //!< of agents; of sessions: the agent's
    Json body;                        //!< as clients see it
    Json inner = Json::object();      //!< the demo's own notes, see session.h
};

//! Which rows a list wants.
struct Selection
{
    std::string kind;
    std::string parent;                   //!< empty: any
    std::string agent;                    //!< empty: any
    std::optional<int> version;
    std::vector<std::string> statuses;    //!< empty: any
    std::string text;                     //!< part of the name; empty: any
    enum class Archived { No, Yes, Any } archived = Archived::No;
    struct Bound { std::string op; qint64 ms = 0; }; //!< op: ">", ">=", "<", "<="
    std::vector<Bound> created;
    bool ascending = false;
    struct Place { qint64 created = 0; qint64 order = 0; };
    std::optional<Place> after;           //!< rows behind this one, in the direction asked for
    int limit = -1;                       //!< negative: all
};

//! One stored event.
struct EventRow
{
    std::string session;              //!< or the child thread that it is kept under
    qint64 seq = 0;                   //!< from 1, per session
    std::string id;
    std::string type;
    std::optional<qint64> processed;  //!< ms since 1970; empty: not taken up yet
    Json body;
};

//! Which events a list wants: of one session, in the order of processing (those not taken up last), or of `seq`.
struct EventSelection
{
    std::string session;
    std::vector<std::string> types;       //!< empty: all
    std::vector<Selection::Bound> processed;
    bool ascending = true;
    bool bySeq = false;
    struct Place { qint64 processed = 0; qint64 seq = 0; };
    std::optional<Place> after;
    int limit = -1;
};

//! What `Place::processed` is for an event that was not taken up.
inline constexpr qint64 unprocessedPlace = 9'000'000'000'000'000;

//! The demo's database, for use inside Store::run only: on the writer thread, within a transaction.
class Tables
{
public:
    explicit Tables(QSqlDatabase database) : m_database(std::move(database)) {}

    bool create(); //!< makes the tables when they are missing
    //! False once a statement failed; the transaction is then rolled back and the request answered with 500.
    bool ok() const { return m_error.isEmpty(); }
    QString takeError();
    //! The request is refused: nothing of this transaction stays, and that is no error.
    void abandon() { m_abandoned = true; }
    bool takeAbandoned() { return std::exchange(m_abandoned, false); }
    //! Called after the transaction has been committed, in order; dropped when it is rolled back.
    void afterCommit(std::function<void()> action) { m_afterCommit.push_back(std::move(action)); }
    std::vector<std::function<void()>> takeAfterCommit() { return std::exchange(m_afterCommit, {}); }

    std::string meta(const char *key);
    void setMeta(const char *key, const std::string &value);

    std::optional<Row> find(std::string_view kind, const std::string &id);
    std::optional<Row> findByName(std::string_view kind, const std::string &name);
    std::vector<Row> select(const Selection &selection);
    void insert(const Row &row);
    void update(const Row &row);
    void remove(const std::string &id); //!< with its versions, children and events

    void putVersion(const std::string &id, int version, const Json &body);
    std::optional<Json> version(const std::string &id, int version);
    std::vector<Json> versions(const std::string &id); //!< oldest first

    //! Appends; fills `seq`. The body is stored as it is.
    void append(EventRow *event);
    void rewrite(const EventRow &event); //!< body and processed of a stored event
    std::optional<EventRow> event(const std::string &session, const std::string &id);
    std::vector<EventRow> events(const EventSelection &selection);
    std::vector<EventRow> unprocessed(const std::string &session); //!< in the order they came
    qint64 lastSeq(const std::string &session);

private:
    QSqlQuery &query(const QString &sql);
    bool run(QSqlQuery &query);

    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_queries; //!< prepared once
    QString m_error;
    bool m_abandoned = false;
    std::vector<std::function<void()>> m_afterCommit;
};

} // namespace demo
