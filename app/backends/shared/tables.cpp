#include "backends/shared/tables.h"

#include "backends/shared/fields.h"

namespace backends {

using api::ColumnKind;
using api::Verb;

namespace {

api::ResourceDescriptor table(std::string id, const QByteArray &path, std::vector<api::ColumnDescriptor> columns)
{
    for (const auto &column : {updatedColumn(), createdColumn(), idColumn()})
        columns.push_back(column);
    api::ResourceDescriptor out;
    out.id = std::move(id);
    out.path = path;
    out.verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete};
    out.columns = std::move(columns);
    return out;
}

} // namespace

api::ResourceDescriptor agentTable()
{
    auto out = table("agents", "/v1/agents",
                     {{.path = "name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 220},
                      {.path = "model.id", .label = QT_TRANSLATE_NOOP("Resource", "Model"), .fallbackPath = "model"},
                      {.path = "version", .label = QT_TRANSLATE_NOOP("Resource", "Version"), .kind = ColumnKind::Number, .width = 80}});
    out.singular = QT_TRANSLATE_NOOP("Resource", "agent");
    out.plural = QT_TRANSLATE_NOOP("Resource", "agents");
    out.purpose = QT_TRANSLATE_NOOP("Resource", "An agent is a model with instructions and tools. Sessions are started from it.");
    out.icon = QStringLiteral("bot");
    out.filters = {archivedFilter()};
    out.precondition = api::Precondition::BodyVersion;
    out.versionsPath = "/v1/agents/{}/versions";
    return out;
}

api::ResourceDescriptor environmentTable()
{
    auto out = table("environments", "/v1/environments",
                     {{.path = "name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 220},
                      {.path = "config.type", .label = QT_TRANSLATE_NOOP("Resource", "Runs"), .width = 110},
                      {.path = "config.networking.type", .label = QT_TRANSLATE_NOOP("Resource", "Network"), .width = 120}});
    out.singular = QT_TRANSLATE_NOOP("Resource", "environment");
    out.plural = QT_TRANSLATE_NOOP("Resource", "environments");
    out.purpose = QT_TRANSLATE_NOOP("Resource", "An environment is the machine a session works on: its network and its packages.");
    out.icon = QStringLiteral("container");
    out.filters = {archivedFilter()};
    return out;
}

api::ResourceDescriptor sessionTable()
{
    auto out = table("sessions", "/v1/sessions",
                     {{.path = "title", .label = QT_TRANSLATE_NOOP("Resource", "Title"), .width = 260},
                      {.path = "status", .label = QT_TRANSLATE_NOOP("Resource", "Status"), .kind = ColumnKind::Status, .width = 120},
                      {.path = "agent.name", .label = QT_TRANSLATE_NOOP("Resource", "Agent")}});
    out.singular = QT_TRANSLATE_NOOP("Resource", "session");
    out.plural = QT_TRANSLATE_NOOP("Resource", "sessions");
    out.purpose = QT_TRANSLATE_NOOP("Resource", "A session is a conversation with an agent that works in an environment.");
    out.icon = QStringLiteral("messages-square");
    out.titlePath = "title";
    out.statusPath = "status";
    out.opensConversation = true;
    return out;
}

api::ResourceDescriptor vaultTable(const std::string &namePath)
{
    auto out = table("vaults", "/v1/vaults",
                     {{.path = namePath, .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 240},
                      {.path = "status", .label = QT_TRANSLATE_NOOP("Resource", "Status"), .kind = ColumnKind::Status, .width = 100}});
    out.singular = QT_TRANSLATE_NOOP("Resource", "vault");
    out.plural = QT_TRANSLATE_NOOP("Resource", "vaults");
    out.purpose = QT_TRANSLATE_NOOP("Resource", "A vault holds the credentials that a session may use; nobody can read them back.");
    out.icon = QStringLiteral("vault");
    out.filters = {archivedFilter()};
    out.titlePath = namePath;
    return out;
}

api::ResourceDescriptor credentialTable()
{
    auto out = table("credentials", "/v1/vaults/{}/credentials",
                     {{.path = "display_name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 180},
                      {.path = "auth.type", .label = QT_TRANSLATE_NOOP("Resource", "Type"), .width = 130},
                      {.path = "status", .label = QT_TRANSLATE_NOOP("Resource", "Status"), .kind = ColumnKind::Status, .width = 90},
                      {.path = "auth.expires_at", .label = QT_TRANSLATE_NOOP("Resource", "Expires"), .kind = ColumnKind::Time, .width = 110}});
    out.singular = QT_TRANSLATE_NOOP("Resource", "credential");
    out.plural = QT_TRANSLATE_NOOP("Resource", "credentials");
    out.purpose = QT_TRANSLATE_NOOP("Resource", "A credential opens one MCP server or service to the sessions that use the vault.");
    out.icon = QStringLiteral("key-round");
    out.titlePath = "display_name";
    out.parentPath = "vault_id";
    return out;
}

} // namespace backends
