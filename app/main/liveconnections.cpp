#include "main/liveconnections.h"

#include "backends/clients.h"
#include "main/connectiontest.h"
#include "main/demohost.h"
#include "net/endpoint.h"
#include "store/eventlog.h"
#include "store/marks.h"
#include "sync/usageintake.h"

namespace app {

using accounts::SecretReply;
using accounts::SecretState;
using screens::ConnectionState;
using Stage = ConnectionState::Stage;

namespace {

const QString demoId = QStringLiteral("demo");
constexpr int demoHue = 4;

} // namespace

LiveConnections::LiveConnections(const Parts &parts, QObject *parent) : Connections(parent), m_parts(parts)
{
    accounts::ProfileStore *store = m_parts.profiles;
    connect(store, &accounts::ProfileStore::added, this, &Connections::profilesChanged);
    connect(store, &accounts::ProfileStore::changed, this, &LiveConnections::profileChanged);
    connect(store, &accounts::ProfileStore::removed, this, &LiveConnections::profileRemoved);
}

LiveConnections::~LiveConnections()
{
    m_entries.clear(); // their streams end before the demo is stopped
    m_demo.reset();
}

api::Profile LiveConnections::demoProfile() const
{
    api::Profile profile;
    profile.id = demoId;
    profile.name = tr("Demo workspace");
    profile.platform = m_parts.demo.wire == demo::Wire::Openma ? api::Platform::Openma : api::Platform::Demo;
    profile.hue = demoHue;
    if (m_demo && state(demoId).stage == Stage::Open)
        profile.baseUrl = m_demo->baseUrl();
    return profile;
}

QList<api::Profile> LiveConnections::profiles() const
{
    return QList<api::Profile>{demoProfile()} + m_parts.profiles->profiles();
}

QString LiveConnections::currentId() const
{
    const QString current = m_parts.profiles->currentId();
    return m_parts.profiles->profile(current) ? current : demoId; // a removed one is no longer current, whatever the store still says
}

void LiveConnections::setCurrent(const QString &profileId)
{
    // A disk that refuses costs the memory of the choice, not the choice.
    (void)m_parts.profiles->setCurrent(isDemo(profileId) ? QString() : profileId);
}

bool LiveConnections::isDemo(const QString &profileId) const
{
    return profileId == demoId;
}

std::vector<screens::PlatformChoice> LiveConnections::platforms() const
{
    std::vector<screens::PlatformChoice> choices;
    for (const backends::PlatformChoice &choice : backends::platforms()) {
        if (choice.asksForKey)
            choices.push_back({choice.platform, choice.name, choice.defaultBaseUrl, choice.keyStart, choice.takesAuthToken, choice.mayBeOpen,
                               !choice.signInPath.isEmpty()});
    }
    return choices;
}

base::Result<QUrl> LiveConnections::checkBaseUrl(const QString &text) const
{
    return net::validateBaseUrl(text);
}

base::Outcome LiveConnections::checkKey(const QByteArray &key) const
{
    return net::validateHeaderValue(key);
}

base::JobOf<base::Done> *LiveConnections::test(QObject *owner, const api::Profile &profile, const QByteArray &key)
{
    return new ConnectionTest(owner, profile, key, m_parts.clock, m_parts.log);
}

std::vector<screens::OfferedKey> LiveConnections::offeredKeys() const
{
    std::vector<screens::OfferedKey> offers;
    if (!m_parts.environment)
        return offers;
    for (const auto &known : accounts::EnvironmentKeys::known()) {
        const bool platformIsThere = std::any_of(offers.begin(), offers.end(), [&](const auto &offer) { return offer.platform == known.platform; });
        // An address of its own is only worth a word where no key brings it along.
        if (m_parts.environment->value(known.variable).isEmpty() || (known.isAddress && platformIsThere))
            continue;
        screens::OfferedKey offer;
        offer.variable = QLatin1String(known.variable);
        offer.platform = known.platform;
        offer.credential = known.credential;
        offer.baseUrl = backends::defaultBaseUrl(known.platform);
        if (const QByteArray address = m_parts.environment->value(known.addressVariable); !address.isEmpty()) {
            const auto checked = checkBaseUrl(QString::fromUtf8(address));
            (checked.ok() ? offer.baseUrlVariable : offer.refusedAddress) = QLatin1String(known.addressVariable);
            if (checked.ok())
                offer.baseUrl = *checked;
        }
        if (!known.isAddress || offer.refusedAddress.isEmpty())
            offers.push_back(offer);
    }
    return offers;
}

QByteArray LiveConnections::offeredKey(const QString &variable) const
{
    for (const auto &known : accounts::EnvironmentKeys::known()) {
        if (m_parts.environment && !known.isAddress && variable == QLatin1String(known.variable))
            return m_parts.environment->value(known.variable);
    }
    return {};
}

screens::SignIn *LiveConnections::signIn(QObject *owner, const api::Profile &profile)
{
    QUrl page = profile.baseUrl;
    for (const backends::PlatformChoice &choice : backends::platforms()) {
        if (choice.platform == profile.platform)
            page.setPath(page.path() + choice.signInPath);
    }
    return new BrowserSignIn(owner, page, m_parts.openBrowser, m_parts.clock);
}

ConnectionState LiveConnections::state(const QString &profileId) const
{
    const auto known = m_entries.find(profileId);
    return known == m_entries.end() ? ConnectionState{} : known->second.state;
}

models::Workspace *LiveConnections::workspace(const QString &profileId) const
{
    const auto known = m_entries.find(profileId);
    return known == m_entries.end() ? nullptr : known->second.workspace.get();
}

void LiveConnections::setState(const QString &profileId, ConnectionState state)
{
    m_entries[profileId].state = std::move(state);
    Q_EMIT stateChanged(profileId);
}

void LiveConnections::open(const QString &profileId)
{
    const Stage stage = state(profileId).stage;
    if (stage == Stage::Opening || stage == Stage::Open)
        return;
    if (isDemo(profileId))
        openDemo();
    else if (const auto profile = m_parts.profiles->profile(profileId))
        openProfile(*profile);
}

void LiveConnections::openProfile(const api::Profile &profile)
{
    if (profile.credential == api::Credential::None)
        openWith(profile, {}); // the keychain has nothing to say about it, whatever state it is in
    else
        readKey(profile.id);
}

void LiveConnections::reopen(const QString &profileId)
{
    const auto profile = m_parts.profiles->profile(profileId);
    models::Workspace *open = workspace(profileId);
    if (open && profile && profile->platform == open->profile().platform && profile->baseUrl == open->profile().baseUrl) {
        openProfile(*profile); // the same server, perhaps with another key: what is open stays open
        return;
    }
    close(profileId);
    this->open(profileId);
}

void LiveConnections::openDemo()
{
    setState(demoId, {Stage::Opening, SecretState::Ok, {}});
    m_demo = std::make_unique<DemoHost>(m_parts.demo);
    connect(m_demo.get(), &DemoHost::ended, this, &LiveConnections::demoStarted);
    m_demo->start();
}

void LiveConnections::demoStarted(const base::Outcome &outcome)
{
    if (!outcome.ok()) {
        setState(demoId, {Stage::Failed, SecretState::Ok, outcome.error()});
        return;
    }
    api::Profile profile = demoProfile();
    profile.baseUrl = m_demo->baseUrl();
    openWith(profile, m_demo->key());
}

void LiveConnections::readKey(const QString &profileId)
{
    if (!workspace(profileId))
        setState(profileId, {Stage::Opening, SecretState::Ok, {}});
    m_parts.secrets->read(this, profileId)->then(this, [this, profileId](const base::Result<SecretReply> &reply) { keyRead(profileId, reply); });
}

void LiveConnections::keyRead(const QString &profileId, const base::Result<SecretReply> &reply)
{
    const auto profile = m_parts.profiles->profile(profileId);
    if (!profile)
        return; // removed meanwhile
    if (!reply.ok()) {
        close(profileId);
        setState(profileId, {Stage::Failed, SecretState::Ok, reply.error()});
    } else if (!reply->ok()) {
        close(profileId);
        setState(profileId, {Stage::NeedsKey, reply->state, {}});
    } else {
        openWith(*profile, reply->secret);
    }
}

void LiveConnections::openWith(const api::Profile &profile, const QByteArray &key)
{
    auto client = backends::makeClient(profile, key, m_parts.clock, m_parts.log);
    const store::LedgerSource source = keepLedger(profile, client.get());
    if (models::Workspace *open = workspace(profile.id)) {
        open->setProfile(profile);
        open->reconnect(std::move(client));
    } else {
        auto &workspace = m_entries[profile.id].workspace;
        workspace = std::make_unique<models::Workspace>(profile, std::move(client), m_parts.stores, m_parts.clock);
        if (m_parts.costs)
            workspace->readUsage({m_parts.costs, source, isDemo(profile.id) ? std::chrono::milliseconds(0) : syncing::Backfill::pace});
    }
    setState(profile.id, {Stage::Open, SecretState::Ok, {}});
    Q_EMIT profilesChanged();
}

store::LedgerSource LiveConnections::keepLedger(const api::Profile &profile, api::Client *client)
{
    const store::LedgerSource source{store::Ledger::serverOf(profile.baseUrl, isDemo(profile.id)), profile.id};
    if (!m_parts.costs)
        return source;
    m_parts.costs->ledger()->nameProfile(source, profile.name);
    new syncing::UsageIntake(client, m_parts.stores.log, m_parts.costs->ledger(), source, client); // as long as the client
    return source;
}

void LiveConnections::close(const QString &profileId)
{
    const auto known = m_entries.find(profileId);
    if (known == m_entries.end())
        return;
    known->second.state = {};
    if (!known->second.workspace)
        return;
    Q_EMIT workspaceClosing(profileId);
    known->second.workspace.reset();
    Q_EMIT stateChanged(profileId);
}

void LiveConnections::dropConnections()
{
    for (const auto &[id, entry] : m_entries) {
        if (entry.workspace)
            entry.workspace->client().dropConnections();
    }
}

void LiveConnections::profileChanged(const QString &profileId)
{
    const auto profile = m_parts.profiles->profile(profileId);
    models::Workspace *open = workspace(profileId);
    if (open && profile && open->profile().baseUrl == profile->baseUrl && open->profile().platform == profile->platform)
        open->setProfile(*profile);
    Q_EMIT profilesChanged();
}

void LiveConnections::profileRemoved(const QString &profileId)
{
    close(profileId);
    m_entries.erase(profileId);
    m_parts.stores.drafts->removeProfile(profileId);
    m_parts.stores.outbox->removeProfile(profileId);
    if (m_parts.stores.marks)
        m_parts.stores.marks->removeProfile(profileId);
    if (m_parts.costs)
        m_parts.costs->ledger()->forgetProfile(this, profileId);
    if (m_parts.stores.log) // nothing of it stays on this computer
        m_parts.stores.log->forgetProfile(this, profileId);
    Q_EMIT profilesChanged();
}

} // namespace app
