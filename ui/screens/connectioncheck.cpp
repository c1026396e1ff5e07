#include "ui/screens/connectioncheck.h"

#include "ui/screens/connectionform.h"
#include "ui/screens/keyfields.h"

namespace screens {

using accounts::SecretReply;

ConnectionCheck::ConnectionCheck(Connections *connections, accounts::SecretStore *secrets, const ConnectionForm *form, const QString &profileId,
                                 QObject *parent)
    : QObject(parent), m_connections(connections), m_secrets(secrets), m_form(form), m_profileId(profileId)
{
    connect(m_form, &ConnectionForm::changed, this, &ConnectionCheck::compare);
    connect(m_form->access(), &KeyFields::changed, this, [this] {
        if (std::exchange(m_judged, std::nullopt))
            Q_EMIT outdated(); // another key is another question
    });
}

ConnectionCheck::Target ConnectionCheck::target() const
{
    const api::Profile entered = m_form->entered();
    return {entered.platform, entered.baseUrl, entered.credential, entered.proxy, entered.extraCaFile};
}

void ConnectionCheck::compare()
{
    if (!m_judged || *m_judged == target())
        return;
    m_judged.reset();
    Q_EMIT outdated();
}

void ConnectionCheck::start()
{
    const QByteArray key = m_form->access()->key();
    if (!key.isEmpty() || !m_form->access()->usesKey()) {
        run(key);
        return;
    }
    Q_EMIT busy(tr("Reading the stored key…"));
    m_secrets->read(this, m_profileId)->then(this, [this](const base::Result<SecretReply> &reply) {
        if (reply.ok() && reply->ok())
            run(reply->secret);
        else
            Q_EMIT keyMissing(reply);
    });
}

void ConnectionCheck::run(const QByteArray &key)
{
    const api::Profile profile = m_form->entered();
    const Target asked = target();
    auto *job = m_connections->test(this, profile, key);
    m_job = job;
    job->then(this, [this, asked](const base::Outcome &outcome) {
        m_job = nullptr;
        m_judged = asked;
        Q_EMIT ended(outcome);
        compare(); // the form may have been changed meanwhile
    });
    Q_EMIT busy(tr("Asking %1…").arg(profile.baseUrl.host(QUrl::FullyEncoded)));
}

void ConnectionCheck::stop()
{
    if (m_job)
        m_job->abort();
}

} // namespace screens
