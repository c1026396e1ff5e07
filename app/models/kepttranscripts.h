#pragma once

#include "store/eventlog.h"

#include <QObject>

#include <optional>

namespace models {

//! How much of the disk the transcripts of each connection take on this computer, and the way to have them forgotten.
class KeptTranscripts final : public QObject
{
    Q_OBJECT
public:
    //! `log` must outlive it.
    explicit KeptTranscripts(store::EventLog *log, QObject *parent = nullptr);

    //! Looks anew; changed() follows.
    void read();
    //! Nothing: not read yet, or it cannot be read (error()).
    const std::optional<store::LogUse> &use() const { return m_use; }
    const std::optional<base::Error> &error() const { return m_error; }
    //! Removes what is kept of this profile; the servers' stays. Ends when no byte is left, and use() is read again.
    void forget(const QString &profileId);
    bool isForgetting(const QString &profileId) const { return m_forgetting.contains(profileId); }

Q_SIGNALS:
    //! use(), error() or isForgetting().
    void changed();
    void forgotten(const QString &profileId);
    void forgettingFailed(const QString &profileId, const base::Error &error);

private:
    store::EventLog *m_log;
    std::optional<store::LogUse> m_use;
    std::optional<base::Error> m_error;
    QStringList m_forgetting;
};

} // namespace models
