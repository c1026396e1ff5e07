#include "accounts/profilestore.h"

#include <QUuid>

#include <algorithm>

namespace accounts {

namespace {

const QString orderKey = QStringLiteral("profiles/order");
const QString currentKey = QStringLiteral("profiles/current");
constexpr int hueCount = 8;

struct PlatformWord
{
    api::Platform platform;
    const char *word;
};

constexpr PlatformWord platformWords[] = {
    {api::Platform::Demo, "demo"},
    {api::Platform::Anthropic, "anthropic"},
    {api::Platform::Openma, "openma"},
};

std::optional<api::Platform> platformOf(const QString &word)
{
    for (const auto &entry : platformWords) {
        if (word == QLatin1String(entry.word))
            return entry.platform;
    }
    return std::nullopt;
}

QString wordOf(api::Platform platform)
{
    for (const auto &entry : platformWords) {
        if (platform == entry.platform)
            return QLatin1String(entry.word);
    }
    return {};
}

struct CredentialWord
{
    api::Credential credential;
    const char *word;
};

constexpr CredentialWord credentialWords[] = {
    {api::Credential::ApiKey, "apiKey"},
    {api::Credential::AuthToken, "authToken"},
    {api::Credential::None, "none"},
};

//! Files written before there was a choice have no word: they mean an API key.
std::optional<api::Credential> credentialOf(const QString &word)
{
    for (const auto &entry : credentialWords) {
        if (word == QLatin1String(entry.word))
            return entry.credential;
    }
    return word.isEmpty() ? std::optional(api::Credential::ApiKey) : std::nullopt;
}

QString wordOf(api::Credential credential)
{
    for (const auto &entry : credentialWords) {
        if (credential == entry.credential)
            return QLatin1String(entry.word);
    }
    return {};
}

QString group(const QString &id)
{
    return QStringLiteral("profile-") + id;
}

std::optional<api::Profile> readProfile(const IniFile &file, const QString &id)
{
    const auto value = [&](const QString &key) { return file.value(group(id) + QLatin1Char('/') + key); };
    const auto platform = platformOf(value(QStringLiteral("platform")).toString());
    const auto credential = credentialOf(value(QStringLiteral("credential")).toString());
    if (!platform || !credential)
        return std::nullopt;
    api::Profile profile;
    profile.id = id;
    profile.platform = *platform;
    profile.credential = *credential;
    profile.name = value(QStringLiteral("name")).toString();
    profile.baseUrl = QUrl(value(QStringLiteral("baseUrl")).toString(), QUrl::StrictMode);
    profile.hue = qBound(0, value(QStringLiteral("hue")).toInt(), hueCount - 1);
    profile.production = value(QStringLiteral("production")).toBool();
    profile.proxy = value(QStringLiteral("proxy")).toString();
    profile.extraCaFile = value(QStringLiteral("extraCaFile")).toString();
    return profile;
}

base::Outcome invalid(const QString &detail)
{
    return base::Error::of(base::Error::Kind::Invalid, detail);
}

base::Outcome check(const api::Profile &profile)
{
    if (profile.name.trimmed().isEmpty())
        return invalid(QStringLiteral("the profile has no name"));
    // The demo's server gets its address when it starts.
    if (profile.platform != api::Platform::Demo && (!profile.baseUrl.isValid() || profile.baseUrl.host().isEmpty()))
        return invalid(QStringLiteral("the base URL has no host"));
    if (!profile.baseUrl.userInfo().isEmpty())
        return invalid(QStringLiteral("the base URL holds a user name or password"));
    if (profile.proxy.contains(QLatin1Char('@')))
        return invalid(QStringLiteral("the proxy holds a user name or password"));
    return base::Done{};
}

} // namespace

ProfileStore::ProfileStore(const QString &folder, QObject *parent) : QObject(parent), m_file(folder, QStringLiteral("profiles.ini"))
{
    load();
}

void ProfileStore::load()
{
    m_order = m_file.value(orderKey).toStringList();
    m_order.removeAll(QString());
    m_order.removeDuplicates();
    const QString prefix = group(QString());
    const auto groups = m_file.groups();
    for (const auto &name : groups) { // those that somebody wrote by hand, without touching the order
        if (name.startsWith(prefix) && !m_order.contains(name.mid(prefix.size())))
            m_order << name.mid(prefix.size());
    }
    for (const auto &id : std::as_const(m_order)) {
        if (const auto profile = readProfile(m_file, id))
            m_profiles << *profile;
    }
    const QString current = m_file.value(currentKey).toString();
    m_current = indexOf(current) >= 0 ? current : QString();
}

int ProfileStore::indexOf(const QString &id) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(), [&](const auto &profile) { return profile.id == id; });
    return found == m_profiles.end() ? -1 : int(found - m_profiles.begin());
}

std::optional<api::Profile> ProfileStore::profile(const QString &id) const
{
    const int index = indexOf(id);
    return index < 0 ? std::nullopt : std::optional(m_profiles.at(index));
}

void ProfileStore::put(const api::Profile &profile)
{
    const auto set = [&](const QString &key, const QVariant &value) {
        m_file.setValue(group(profile.id) + QLatin1Char('/') + key, value);
    };
    set(QStringLiteral("platform"), wordOf(profile.platform));
    set(QStringLiteral("credential"), wordOf(profile.credential));
    set(QStringLiteral("name"), profile.name);
    set(QStringLiteral("baseUrl"), profile.baseUrl.toString(QUrl::FullyEncoded));
    set(QStringLiteral("hue"), qBound(0, profile.hue, hueCount - 1));
    set(QStringLiteral("production"), profile.production);
    set(QStringLiteral("proxy"), profile.proxy);
    set(QStringLiteral("extraCaFile"), profile.extraCaFile);
}

void ProfileStore::putOrder()
{
    m_file.setValue(orderKey, m_order);
}

base::Result<QString> ProfileStore::add(const api::Profile &given)
{
    if (const auto valid = check(given); !valid)
        return valid.error();
    api::Profile profile = given;
    if (profile.id.isEmpty())
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (m_order.contains(profile.id))
        return base::Error::of(base::Error::Kind::Invalid, QStringLiteral("the profile's id is taken"));
    m_order << profile.id;
    put(profile);
    putOrder();
    if (const auto saved = m_file.save(); !saved) {
        m_order.removeLast();
        m_file.remove(group(profile.id));
        putOrder();
        return saved.error();
    }
    m_profiles << profile;
    Q_EMIT added(profile.id);
    return profile.id;
}

base::Outcome ProfileStore::update(const api::Profile &profile)
{
    const int index = indexOf(profile.id);
    if (index < 0)
        return base::Error::of(base::Error::Kind::NotFound, QStringLiteral("no such profile"));
    if (const auto valid = check(profile); !valid)
        return valid;
    put(profile);
    if (const auto saved = m_file.save(); !saved) {
        put(m_profiles.at(index));
        return saved;
    }
    m_profiles[index] = profile;
    Q_EMIT changed(profile.id);
    return base::Done{};
}

base::Outcome ProfileStore::remove(const QString &id)
{
    const int index = indexOf(id);
    if (index < 0)
        return base::Error::of(base::Error::Kind::NotFound, QStringLiteral("no such profile"));
    const auto orderBefore = m_order;
    m_order.removeAll(id);
    m_file.remove(group(id));
    putOrder();
    if (const auto saved = m_file.save(); !saved) {
        m_order = orderBefore;
        put(m_profiles.at(index));
        putOrder();
        return saved;
    }
    m_profiles.removeAt(index);
    Q_EMIT removed(id);
    if (m_current == id)
        return setCurrent(QString());
    return base::Done{};
}

base::Outcome ProfileStore::setCurrent(const QString &id)
{
    if (!id.isEmpty() && indexOf(id) < 0)
        return base::Error::of(base::Error::Kind::NotFound, QStringLiteral("no such profile"));
    if (id == m_current)
        return base::Done{};
    m_current = id; // also when the disk refuses: the person has switched
    m_file.setValue(currentKey, id);
    Q_EMIT currentChanged(id);
    return m_file.save();
}

} // namespace accounts
