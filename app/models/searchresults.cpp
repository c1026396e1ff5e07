#include "models/searchresults.h"

#include <algorithm>
#include <utility>

namespace models {

SearchResults::SearchResults(store::EventLog *log, QObject *parent)
    : QAbstractListModel(parent), m_log(log), m_search(log)
{
}

void SearchResults::readAgents()
{
    m_log->sessions(this)->then(this, [this](const base::Result<std::vector<store::LoggedSession>> &sessions) {
        if (!sessions)
            return; // what was known stays
        std::vector<Agent> agents;
        for (const store::LoggedSession &session : *sessions) {
            const bool known = std::any_of(agents.begin(), agents.end(), [&session](const Agent &agent) { return agent.id == session.agentId; });
            if (!session.agentId.isEmpty() && !known)
                agents.push_back({session.agentId, session.agentName});
        }
        m_agents = std::move(agents);
        Q_EMIT agentsChanged();
    });
}

void SearchResults::find(const store::SearchQuery &query)
{
    m_query = query;
    if (m_job)
        std::exchange(m_job, {})->abort(); // its answer is nobody's
    if (query.text.trimmed().isEmpty()) {
        replace({});
        setState(State::Idle);
        return;
    }
    auto *job = m_search.find(this, query);
    m_job = job;
    job->then(this, [this, job](const base::Result<store::SearchPage> &page) {
        if (job == m_job)
            answered(page);
    });
    setState(State::Searching);
}

void SearchResults::answered(const base::Result<store::SearchPage> &page)
{
    m_job.clear();
    if (!page) {
        replace({});
        setState(State::Failed, page.error());
        return;
    }
    m_next = page->next;
    m_hasMore = page->hasMore;
    replace(page->hits);
    setState(page->nothingToLookFor ? State::Idle : page->hits.empty() ? State::Nothing : State::Found);
}

void SearchResults::replace(std::vector<store::SearchHit> hits)
{
    if (hits.empty() && m_hits.empty())
        return;
    beginResetModel();
    m_hits = std::move(hits);
    m_hasMore = m_hasMore && !m_hits.empty();
    endResetModel();
}

bool SearchResults::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && m_state == State::Found && !m_job;
}

void SearchResults::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    auto *job = m_search.find(this, m_query, m_next);
    m_job = job;
    job->then(this, [this, job](const base::Result<store::SearchPage> &page) {
        if (job == m_job)
            moreAnswered(page);
    });
}

void SearchResults::moreAnswered(const base::Result<store::SearchPage> &page)
{
    m_job.clear();
    if (!page) {
        m_hasMore = false; // what was found stays; repeat() begins anew
        setState(State::Failed, page.error());
        return;
    }
    m_next = page->next;
    m_hasMore = page->hasMore;
    if (page->hits.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + int(page->hits.size()) - 1);
    m_hits.insert(m_hits.end(), page->hits.begin(), page->hits.end());
    endInsertRows();
}

int SearchResults::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant SearchResults::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const store::SearchHit &hit = m_hits[std::size_t(index.row())];
    switch (role) {
    case HitRole: return QVariant::fromValue(hit);
    case Qt::DisplayRole: return hit.title.isEmpty() ? hit.snippet.text : hit.title + QStringLiteral(": ") + hit.snippet.text;
    case SnippetRole: return hit.snippet.text;
    case TitleRole: return hit.title;
    case TimeRole: return hit.at;
    default: return {};
    }
}

void SearchResults::setState(State state, const std::optional<base::Error> &error)
{
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

} // namespace models
