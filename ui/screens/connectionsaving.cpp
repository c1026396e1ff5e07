#include "ui/screens/connectionsaving.h"

namespace screens {

using accounts::Keeping;
using accounts::SecretReply;

ConnectionSaving::ConnectionSaving(accounts::ProfileStore *profiles, accounts::SecretStore *secrets, QObject *parent)
    : QObject(parent), m_profiles(profiles), m_secrets(secrets)
{
}

void ConnectionSaving::start(std::deque<Item> items, Keeping keeping)
{
    m_items.swap(items);
    m_keeping = keeping;
    m_first.clear();
    next();
}

void ConnectionSaving::next()
{
    if (m_items.empty()) {
        Q_EMIT saved(m_first);
        return;
    }
    const Item &item = m_items.front();
    if (item.key.bytes.isEmpty()) {
        store();
        return;
    }
    Q_EMIT keyOnItsWay();
    m_secrets->write(this, item.profile.id, item.key.bytes, m_keeping)->then(this, [this](const base::Result<SecretReply> &reply) { keyKept(reply); });
}

void ConnectionSaving::keyKept(const base::Result<SecretReply> &reply)
{
    if (!reply.ok())
        Q_EMIT failed(reply.error());
    else if (!reply->ok())
        Q_EMIT refused(reply->state, reply->detail);
    else
        store();
}

void ConnectionSaving::store()
{
    const api::Profile profile = m_items.front().profile;
    if (m_profiles->profile(profile.id)) {
        const base::Outcome updated = m_profiles->update(profile);
        if (!updated.ok())
            return Q_EMIT failed(updated.error());
    } else {
        const base::Result<QString> added = m_profiles->add(profile);
        if (!added.ok())
            return Q_EMIT failed(added.error());
    }
    if (m_first.isEmpty())
        m_first = profile.id;
    m_items.pop_front();
    next();
}

} // namespace screens
