#include "models/kepttranscripts.h"

namespace models {

KeptTranscripts::KeptTranscripts(store::EventLog *log, QObject *parent) : QObject(parent), m_log(log)
{
    connect(log, &store::EventLog::evicted, this, &KeptTranscripts::read);
}

void KeptTranscripts::read()
{
    m_log->use(this)->then(this, [this](const base::Result<store::LogUse> &use) {
        m_error.reset();
        if (use)
            m_use = *use;
        else
            m_error = use.error();
        Q_EMIT changed();
    });
}

void KeptTranscripts::forget(const QString &profileId)
{
    if (isForgetting(profileId))
        return;
    m_forgetting.push_back(profileId);
    Q_EMIT changed();
    m_log->forgetProfile(this, profileId)->then(this, [this, profileId](const base::Outcome &outcome) {
        m_forgetting.removeAll(profileId);
        read();
        if (outcome)
            Q_EMIT forgotten(profileId);
        else
            Q_EMIT forgettingFailed(profileId, outcome.error());
    });
}

} // namespace models
