#pragma once

#include "api/client.h"
#include "base/job.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <optional>
#include <string>
#include <vector>

namespace models {

class RecordDraft;

//! The versions of one record, newest first, the one it has now among them: a server may list only those of before (openma.md §17.10).
class VersionList final : public QObject
{
    Q_OBJECT
public:
    enum class State { Loading, Ready, Failed };
    //! Beyond these nobody scrolls; the newest are kept.
    static constexpr std::size_t mostVersions = 1'000;

    //! The client must outlive the list, which begins to read at once.
    VersionList(api::Client *client, const api::ResourceDescriptor &descriptor, const base::Record &current, QObject *parent = nullptr);

    State state() const { return m_state; }
    const std::optional<base::Error> &error() const { return m_error; }
    const base::Record &current() const { return m_current; }
    const std::vector<base::Record> &versions() const { return m_versions; }
    bool isCurrent(std::size_t index) const { return numberOf(m_versions[index]) == numberOf(m_current); }
    static qint64 numberOf(const base::Record &version) { return version.integer("version").value_or(0); }
    //! Paths of the fields that differ from the version before; empty for the oldest one.
    std::vector<std::string> changedIn(std::size_t index) const;

    //! Reads everything again; what is shown stays until the answer is there.
    void reload();

Q_SIGNALS:
    //! state(), error() or versions().
    void changed();

private:
    void ask(const QString &cursor);
    void answered(const base::Result<api::Page> &page);
    void settle();

    QPointer<api::Client> m_client;
    const api::ResourceDescriptor m_descriptor;
    base::Record m_current;
    State m_state = State::Loading;
    std::optional<base::Error> m_error;
    std::vector<base::Record> m_versions;
    std::vector<base::Record> m_read;
    QSet<QString> m_cursors;
    QPointer<base::Job> m_job;
};

//! Makes an edit of the newest version want what `version` has, field by field; nothing is saved.
void restore(RecordDraft &draft, const base::Record &version);

} // namespace models
