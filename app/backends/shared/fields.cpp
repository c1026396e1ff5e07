#include "backends/shared/fields.h"

namespace backends {

using api::Clearing;
using api::ColumnKind;
using api::FieldDescriptor;
using api::FieldKind;

FieldDescriptor nameField(int maxLength)
{
    return {.path = "name",
            .label = QT_TRANSLATE_NOOP("Resource", "Name"),
            .required = true,
            .clearing = Clearing::NotClearable,
            .maxLength = maxLength};
}

FieldDescriptor metadataField()
{
    return {.path = "metadata",
            .label = QT_TRANSLATE_NOOP("Resource", "Metadata"),
            .help = QT_TRANSLATE_NOOP("Resource", "Up to 16 pairs of your own: keys of 64 characters, values of 512."),
            .kind = FieldKind::Metadata};
}

api::ColumnDescriptor idColumn()
{
    return {.path = "id", .label = QT_TRANSLATE_NOOP("Resource", "ID"), .kind = ColumnKind::Id, .width = 170};
}

api::ColumnDescriptor createdColumn()
{
    return {.path = "created_at", .label = QT_TRANSLATE_NOOP("Resource", "Created"), .kind = ColumnKind::Time, .width = 130};
}

api::ColumnDescriptor updatedColumn()
{
    return {.path = "updated_at", .label = QT_TRANSLATE_NOOP("Resource", "Changed"), .kind = ColumnKind::Time, .width = 130};
}

api::FilterDescriptor archivedFilter()
{
    return {
        .label = QT_TRANSLATE_NOOP("Resource", "Show archived"), .key = "include_archived", .kind = api::FilterDescriptor::Kind::Toggle};
}

api::FilterDescriptor statusFilter(const QByteArray &key)
{
    return {.label = QT_TRANSLATE_NOOP("Resource", "Status"),
            .key = key,
            .kind = api::FilterDescriptor::Kind::Choice,
            .choices = {{QStringLiteral("running"), QT_TRANSLATE_NOOP("Resource", "Running")},
                        {QStringLiteral("idle"), QT_TRANSLATE_NOOP("Resource", "Idle")},
                        {QStringLiteral("rescheduling"), QT_TRANSLATE_NOOP("Resource", "Rescheduling")},
                        {QStringLiteral("terminated"), QT_TRANSLATE_NOOP("Resource", "Terminated")}}};
}

api::FilterDescriptor agentFilter()
{
    return {.label = QT_TRANSLATE_NOOP("Resource", "Agent"),
            .key = "agent_id",
            .kind = api::FilterDescriptor::Kind::Reference,
            .refersTo = "agents"};
}

FieldDescriptor modelField(std::initializer_list<const char *> suggestions, const char *help)
{
    FieldDescriptor field{.path = "model.id",
                          .label = QT_TRANSLATE_NOOP("Resource", "Model"),
                          .help = help,
                          .kind = FieldKind::Model,
                          .required = true,
                          .clearing = Clearing::NotClearable,
                          .initial = QString::fromLatin1(*suggestions.begin()),
                          .sentWhole = "model"};
    for (const char *id : suggestions)
        field.choices.push_back({QString::fromLatin1(id), ""});
    return field;
}

std::vector<FieldDescriptor> agentFields()
{
    return {{.path = "description", .label = QT_TRANSLATE_NOOP("Resource", "Description"), .maxLength = 2048},
            {.path = "system",
             .label = QT_TRANSLATE_NOOP("Resource", "System prompt"),
             .help = QT_TRANSLATE_NOOP("Resource", "What the agent is, knows and must not do."),
             .kind = FieldKind::Text,
             .maxLength = 100'000},
            {.path = "tools",
             .label = QT_TRANSLATE_NOOP("Resource", "Tools"),
             .kind = FieldKind::AgentTools,
             .clearing = Clearing::EmptyArray,
             .initial = QStringLiteral("[{\"type\":\"agent_toolset_20260401\"}]")},
            {.path = "mcp_servers",
             .label = QT_TRANSLATE_NOOP("Resource", "MCP servers"),
             .help = QT_TRANSLATE_NOOP("Resource", "Each must be named by a tool set among the tools."),
             .kind = FieldKind::McpServers,
             .clearing = Clearing::EmptyArray},
            {.path = "skills",
             .label = QT_TRANSLATE_NOOP("Resource", "Skills"),
             .kind = FieldKind::Json,
             .clearing = Clearing::EmptyArray},
            {.path = "multiagent", .label = QT_TRANSLATE_NOOP("Resource", "Other agents it may call"), .kind = FieldKind::Json}};
}

std::vector<FieldDescriptor> sessionFields(Clearing emptyTitle)
{
    return {{.path = "agent",
             .label = QT_TRANSLATE_NOOP("Resource", "Agent"),
             .help = QT_TRANSLATE_NOOP("Resource", "The session keeps the agent as it is now."),
             .kind = FieldKind::Reference,
             .required = true,
             .onEdit = false,
             .clearing = Clearing::NotClearable,
             .refersTo = "agents"},
            {.path = "environment_id",
             .label = QT_TRANSLATE_NOOP("Resource", "Environment"),
             .kind = FieldKind::Reference,
             .required = true,
             .onEdit = false,
             .clearing = Clearing::NotClearable,
             .refersTo = "environments"},
            {.path = "title", .label = QT_TRANSLATE_NOOP("Resource", "Title"), .clearing = emptyTitle},
            {.path = "first_message",
             .label = QT_TRANSLATE_NOOP("Resource", "First message"),
             .help = QT_TRANSLATE_NOOP("Resource", "Empty: the session waits for you."),
             .kind = FieldKind::FirstMessage,
             .onEdit = false},
            {.path = "vault_ids",
             .label = QT_TRANSLATE_NOOP("Resource", "Vaults"),
             .help = QT_TRANSLATE_NOOP("Resource", "Can only be attached now."),
             .kind = FieldKind::References,
             .onEdit = false,
             .clearing = Clearing::EmptyArray,
             .refersTo = "vaults"},
            {.path = "resources",
             .label = QT_TRANSLATE_NOOP("Resource", "Files, repositories, memory"),
             .kind = FieldKind::Json,
             .onEdit = false,
             .clearing = Clearing::EmptyArray}};
}

namespace {

FieldDescriptor packages(const char *manager, const char *label)
{
    return {.path = std::string("config.packages.") + manager,
            .label = label,
            .kind = FieldKind::Lines,
            .clearing = Clearing::EmptyArray,
            .shownWhenPath = "config.type",
            .shownWhenWords = {QStringLiteral("cloud")},
            .sentWhole = "config"};
}

FieldDescriptor whileLimited(const char *member, const char *label, const char *help, FieldKind kind)
{
    return {.path = std::string("config.networking.") + member,
            .label = label,
            .help = help,
            .kind = kind,
            .clearing = kind == FieldKind::Lines ? Clearing::EmptyArray : Clearing::NotClearable,
            .shownWhenPath = "config.networking.type",
            .shownWhenWords = {QStringLiteral("limited")},
            .sentWhole = "config"};
}

FieldDescriptor networkingField()
{
    return {.path = "config.networking.type",
            .label = QT_TRANSLATE_NOOP("Resource", "Network"),
            .help = QT_TRANSLATE_NOOP("Resource", "What programs in the environment may reach."),
            .kind = FieldKind::Choice,
            .clearing = Clearing::NotClearable,
            .choices = {{QStringLiteral("unrestricted"), QT_TRANSLATE_NOOP("Resource", "Everything")},
                        {QStringLiteral("limited"), QT_TRANSLATE_NOOP("Resource", "Only what is listed")}},
            .shownWhenPath = "config.type",
            .shownWhenWords = {QStringLiteral("cloud")},
            .initial = QStringLiteral("unrestricted"),
            .sentWhole = "config"};
}

FieldDescriptor hostingField(bool selfHosted)
{
    FieldDescriptor field{.path = "config.type",
                          .label = QT_TRANSLATE_NOOP("Resource", "Runs"),
                          .help = QT_TRANSLATE_NOOP("Resource", "Cannot be changed later."),
                          .kind = FieldKind::Choice,
                          .required = true,
                          .onEdit = false,
                          .clearing = Clearing::NotClearable,
                          .choices = {{QStringLiteral("cloud"), QT_TRANSLATE_NOOP("Resource", "In the platform's cloud")}},
                          .initial = QStringLiteral("cloud"),
                          .sentWhole = "config"};
    if (selfHosted)
        field.choices.push_back({QStringLiteral("self_hosted"), QT_TRANSLATE_NOOP("Resource", "On machines of your own")});
    return field;
}

} // namespace

std::vector<FieldDescriptor> environmentFields(bool selfHosted)
{
    return {hostingField(selfHosted),
            networkingField(),
            whileLimited("allowed_hosts", QT_TRANSLATE_NOOP("Resource", "Allowed hosts"),
                         QT_TRANSLATE_NOOP("Resource", "One host name a line, without scheme or port."), FieldKind::Lines),
            whileLimited("allow_mcp_servers", QT_TRANSLATE_NOOP("Resource", "Allow MCP servers"), "", FieldKind::Toggle),
            whileLimited("allow_package_managers", QT_TRANSLATE_NOOP("Resource", "Allow package managers"),
                         QT_TRANSLATE_NOOP("Resource", "Needed when packages are listed below."), FieldKind::Toggle),
            packages("apt", QT_TRANSLATE_NOOP("Resource", "apt packages")),
            packages("pip", QT_TRANSLATE_NOOP("Resource", "pip packages")),
            packages("npm", QT_TRANSLATE_NOOP("Resource", "npm packages")),
            packages("cargo", QT_TRANSLATE_NOOP("Resource", "cargo packages")),
            packages("gem", QT_TRANSLATE_NOOP("Resource", "gem packages")),
            packages("go", QT_TRANSLATE_NOOP("Resource", "go packages"))};
}

} // namespace backends
