#pragma once

#include "base/clock.h"
#include "base/job.h"
#include "store/search.h"

#include <QAbstractListModel>
#include <QPointer>

#include <optional>
#include <vector>

namespace models {

//! What a full-text search over the event log has found, newest or best first; more pages come as a view asks for them.
class SearchResults : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class State {
        Idle,      //!< nothing to look for
        Searching, //!< the rows are those of the search before
        Found,
        Nothing,
        Failed,    //!< error()
    };
    Q_ENUM(State)
    enum Role {
        HitRole = Qt::UserRole + 1, //!< store::SearchHit
        SnippetRole,                //!< QString, foreign text on one line
        TitleRole,                  //!< QString, of the session; foreign text, may be empty
        TimeRole,                   //!< QDateTime, UTC
    };

    //! `log` must outlive the results.
    explicit SearchResults(store::EventLog *log, QObject *parent = nullptr);

    //! An agent whose sessions can be searched.
    struct Agent
    {
        QString id;
        QString name; //!< foreign text; may be empty
    };
    //! Reads agents() anew; agentsChanged() tells.
    void readAgents();
    const std::vector<Agent> &agents() const { return m_agents; }

    //! Gives up the search that runs and starts this one; the rows stay until it has an answer. Without a letter or digit to look for: Idle, no rows.
    void find(const store::SearchQuery &query);
    const store::SearchQuery &query() const { return m_query; }
    //! The same query again.
    void repeat() { find(m_query); }

    State state() const { return m_state; }
    const std::optional<base::Error> &error() const { return m_error; }
    const store::SearchHit &hit(int row) const { return m_hits[std::size_t(row)]; }
    bool hasMore() const { return m_hasMore; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void stateChanged();
    void agentsChanged();

private:
    void answered(const base::Result<store::SearchPage> &page);
    void moreAnswered(const base::Result<store::SearchPage> &page);
    void replace(std::vector<store::SearchHit> hits);
    void setState(State state, const std::optional<base::Error> &error = {});

    store::EventLog *m_log;
    store::Search m_search;
    std::vector<Agent> m_agents;
    store::SearchQuery m_query;
    State m_state = State::Idle;
    std::optional<base::Error> m_error;
    std::vector<store::SearchHit> m_hits;
    store::SearchCursor m_next;
    bool m_hasMore = false;
    QPointer<base::Job> m_job;
};

} // namespace models

Q_DECLARE_METATYPE(store::SearchHit)
