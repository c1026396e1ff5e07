#include "models/versionlist.h"

#include "models/recorddraft.h"

#include <algorithm>

namespace models {

using base::Error;
using base::Json;
using base::Record;

namespace {

//! Absent, null and empty are the same to a reader.
Json meant(const Record &record, const std::string &path)
{
    const Json *value = record.find(path);
    if (!value || value->is_null() || ((value->is_array() || value->is_object() || value->is_string()) && value->empty()))
        return {};
    return *value;
}

} // namespace

VersionList::VersionList(api::Client *client, const api::ResourceDescriptor &descriptor, const Record &current, QObject *parent)
    : QObject(parent), m_client(client), m_descriptor(descriptor.versionsOf(current.id())), m_current(current)
{
    reload();
}

void VersionList::reload()
{
    if (m_job)
        m_job->abort();
    m_read.clear();
    m_cursors.clear();
    m_error.reset();
    m_state = State::Loading;
    ask({});
    Q_EMIT changed();
}

void VersionList::ask(const QString &cursor)
{
    if (!m_client)
        return;
    api::ListQuery query;
    query.cursor = cursor;
    auto *job = m_client->list(this, m_descriptor, query);
    m_job = job;
    job->then(this, [this, job](const base::Result<api::Page> &page) {
        if (m_job == job)
            answered(page);
    });
}

void VersionList::answered(const base::Result<api::Page> &page)
{
    m_job.clear();
    if (page.ok()) {
        m_read.insert(m_read.end(), page->items.begin(), page->items.end());
        const bool loops = m_cursors.contains(page->nextCursor);
        if (!page->nextCursor.isEmpty() && !loops && m_read.size() < mostVersions) {
            m_cursors.insert(page->nextCursor);
            return ask(page->nextCursor);
        }
        if (!loops || page->nextCursor.isEmpty())
            return settle();
    }
    m_error = page.ok() ? Error::of(Error::Kind::Protocol, QStringLiteral("the listing of versions does not move on")) : page.error();
    m_state = State::Failed;
    Q_EMIT changed();
}

void VersionList::settle()
{
    const auto newer = [](const Record &a, const Record &b) { return numberOf(a) > numberOf(b); };
    const auto same = [](const Record &a, const Record &b) { return numberOf(a) == numberOf(b); };
    m_versions = std::exchange(m_read, {});
    std::stable_sort(m_versions.begin(), m_versions.end(), newer);
    if (!m_versions.empty() && numberOf(m_versions.front()) > numberOf(m_current))
        m_current = m_versions.front(); // changed by someone else meanwhile
    else
        m_versions.insert(m_versions.begin(), m_current);
    m_versions.erase(std::unique(m_versions.begin(), m_versions.end(), same), m_versions.end());
    m_state = State::Ready;
    Q_EMIT changed();
}

std::vector<std::string> VersionList::changedIn(std::size_t index) const
{
    std::vector<std::string> paths;
    if (index + 1 >= m_versions.size())
        return paths;
    for (const api::FieldDescriptor &field : m_descriptor.fields) {
        if (meant(m_versions[index], field.path) != meant(m_versions[index + 1], field.path))
            paths.push_back(field.path);
    }
    return paths;
}

void restore(RecordDraft &draft, const Record &version)
{
    for (const api::FieldDescriptor &field : draft.descriptor().fields) {
        if (!field.onEdit)
            continue;
        const Json wanted = meant(version, field.path);
        if (wanted == meant(draft.base(), field.path))
            continue;
        if (wanted.is_null())
            draft.clear(field.path);
        else
            draft.setValue(field.path, wanted);
    }
}

} // namespace models
