#include "accounts/environmentkeys.h"

#include <QtGlobal>

#include <cstdlib>

namespace accounts {

namespace {

//! Unsetting a variable only takes its name out of a list: the bytes stay in the block that the system handed over, where /proc/PID/environ
//! (on other systems ps) shows them to programs of the same person for as long as this one runs.
void overwrite(const char *variable)
{
#ifdef Q_OS_UNIX
    volatile char *value = std::getenv(variable);
    for (; value && *value; ++value)
        *value = 0;
#else
    Q_UNUSED(variable);
#endif
}

} // namespace

const std::vector<EnvironmentKeys::Known> &EnvironmentKeys::known()
{
    using api::Credential;
    using api::Platform;
    static const std::vector<Known> all{
        {"ANTHROPIC_API_KEY", Platform::Anthropic, false, Credential::ApiKey, "ANTHROPIC_BASE_URL"},
        {"ANTHROPIC_AUTH_TOKEN", Platform::Anthropic, false, Credential::AuthToken, "ANTHROPIC_BASE_URL"},
        {"ANTHROPIC_BASE_URL", Platform::Anthropic, true, Credential::ApiKey, "ANTHROPIC_BASE_URL"},
        {"OMA_API_KEY", Platform::Openma, false, Credential::ApiKey, "OMA_BASE_URL"},
        {"OMA_BASE_URL", Platform::Openma, true, Credential::ApiKey, "OMA_BASE_URL"},
    };
    return all;
}

EnvironmentKeys EnvironmentKeys::take()
{
    EnvironmentKeys taken;
    for (const Known &entry : known()) {
        QByteArray value = qgetenv(entry.variable).trimmed(); // a shell's file often brings a line end with it
        overwrite(entry.variable);
        qunsetenv(entry.variable);
        if (!value.isEmpty())
            taken.m_values.emplace(entry.variable, HeldSecret(std::move(value)));
    }
    return taken;
}

QByteArray EnvironmentKeys::value(const char *variable) const
{
    const auto found = m_values.find(variable);
    return found == m_values.end() ? QByteArray() : found->second.bytes;
}

} // namespace accounts
