#include "ui/screens/agenttools.h"

#include "base/record.h"

#include <QCoreApplication>

namespace screens {

using base::Json;

namespace {

//! What lupdate recognises as sentences of this place.
struct Sentence
{
    Q_DECLARE_TR_FUNCTIONS(screens::AgentTools)
};

QString text(const Json &json, std::string_view path)
{
    const Json *found = base::findPath(json, path);
    return found ? base::toQString(*found) : QString();
}

bool flag(const Json &json, std::string_view path, bool fallback)
{
    const Json *found = base::findPath(json, path);
    return found && found->is_boolean() ? found->get<bool>() : fallback;
}

} // namespace

AgentTools::AgentTools(Json tools, const Json &initial) : m_tools(std::move(tools))
{
    if (!m_tools.is_array())
        m_tools = Json::array();
    m_template = {{"type", "agent_toolset_20260401"}}; // managed-agents.md §3.3
    if (initial.is_array()) {
        for (const Json &entry : initial) {
            if (typeOf(entry).startsWith(QLatin1String("agent_toolset")))
                m_template = entry;
        }
    }
}

QString AgentTools::typeOf(const Json &entry)
{
    return text(entry, "type");
}

int AgentTools::setIndex() const
{
    for (std::size_t i = 0; i < m_tools.size(); ++i) {
        if (typeOf(m_tools[i]).startsWith(QLatin1String("agent_toolset")))
            return int(i);
    }
    return -1;
}

void AgentTools::setBuiltIns(bool on)
{
    const int at = setIndex();
    if (on && at < 0)
        m_tools.insert(m_tools.begin(), m_template);
    else if (!on && at >= 0)
        m_tools.erase(std::size_t(at));
}

QStringList AgentTools::knownBuiltIns()
{
    return {QStringLiteral("bash"), QStringLiteral("read"), QStringLiteral("write"), QStringLiteral("edit"),
            QStringLiteral("glob"), QStringLiteral("grep"), QStringLiteral("web_fetch"), QStringLiteral("web_search")};
}

std::vector<AgentTools::BuiltIn> AgentTools::builtIns() const
{
    std::vector<BuiltIn> result;
    const int at = setIndex();
    if (at < 0)
        return result;
    const Json &set = m_tools[std::size_t(at)];
    const bool byDefault = flag(set, "default_config.enabled", true);
    for (const QString &name : knownBuiltIns())
        result.push_back({name, byDefault, {}});
    const Json *configs = base::findPath(set, "configs");
    if (!configs || !configs->is_array())
        return result;
    for (const Json &config : *configs) {
        const QString name = text(config, "name");
        auto found = std::find_if(result.begin(), result.end(), [&name](const BuiltIn &tool) { return tool.name == name; });
        if (found == result.end()) {
            result.push_back({name, byDefault, {}});
            found = result.end() - 1;
        }
        found->enabled = flag(config, "enabled", byDefault);
        found->policy = text(config, "permission_policy.type");
    }
    return result;
}

QString AgentTools::defaultPolicy() const
{
    const int at = setIndex();
    return at < 0 ? QString() : text(m_tools[std::size_t(at)], "default_config.permission_policy.type");
}

void AgentTools::writePolicy(Json &config, const QString &word)
{
    if (word.isEmpty())
        config.erase("permission_policy");
    else
        config["permission_policy"] = {{"type", base::fromQString(word)}};
}

void AgentTools::setDefaultPolicy(const QString &word)
{
    const int at = setIndex();
    if (at < 0)
        return;
    Json &config = m_tools[std::size_t(at)]["default_config"];
    if (!config.is_object())
        config = Json::object();
    writePolicy(config, word);
    if (config.empty())
        m_tools[std::size_t(at)].erase("default_config");
}

Json *AgentTools::configOf(const QString &name, bool create)
{
    const int at = setIndex();
    if (at < 0)
        return nullptr;
    Json &set = m_tools[std::size_t(at)];
    if (!set.contains("configs") || !set["configs"].is_array()) {
        if (!create)
            return nullptr;
        set["configs"] = Json::array();
    }
    for (Json &config : set["configs"]) {
        if (text(config, "name") == name)
            return &config;
    }
    if (!create)
        return nullptr;
    set["configs"].push_back({{"name", base::fromQString(name)}});
    return &set["configs"].back();
}

void AgentTools::setEnabled(const QString &name, bool on)
{
    if (Json *config = configOf(name, true))
        (*config)["enabled"] = on;
}

void AgentTools::setPolicy(const QString &name, const QString &word)
{
    if (Json *config = configOf(name, !word.isEmpty()))
        writePolicy(*config, word);
}

std::vector<AgentTools::Custom> AgentTools::customs() const
{
    std::vector<Custom> result;
    for (std::size_t i = 0; i < m_tools.size(); ++i) {
        if (typeOf(m_tools[i]) != QLatin1String("custom"))
            continue;
        const Json *schema = base::findPath(m_tools[i], "input_schema");
        result.push_back({i, text(m_tools[i], "name"), text(m_tools[i], "description"), schema ? *schema : Json()});
    }
    return result;
}

void AgentTools::addCustom(const QString &name)
{
    m_tools.push_back({{"type", "custom"},
                       {"name", base::fromQString(name)},
                       {"description", ""},
                       {"input_schema", {{"type", "object"}, {"properties", Json::object()}, {"required", Json::array()}}}});
}

void AgentTools::removeAt(std::size_t index)
{
    if (index < m_tools.size())
        m_tools.erase(index);
}

void AgentTools::setMember(std::size_t index, const char *member, const Json &value)
{
    if (index < m_tools.size() && m_tools[index].is_object())
        m_tools[index][member] = value;
}

std::vector<AgentTools::McpSet> AgentTools::mcpSets() const
{
    std::vector<McpSet> result;
    for (std::size_t i = 0; i < m_tools.size(); ++i) {
        const Json &entry = m_tools[i];
        if (typeOf(entry) == QLatin1String("mcp_toolset"))
            result.push_back({i, text(entry, "mcp_server_name"), flag(entry, "default_config.enabled", true),
                              text(entry, "default_config.permission_policy.type")});
    }
    return result;
}

void AgentTools::addMcpSet(const QString &server)
{
    m_tools.push_back({{"type", "mcp_toolset"}, {"mcp_server_name", base::fromQString(server)}});
}

void AgentTools::renameMcpSet(std::size_t index, const QString &server)
{
    setMember(index, "mcp_server_name", base::fromQString(server));
}

void AgentTools::followServers(const QStringList &before, const QStringList &after)
{
    const auto setOf = [this](const QString &server) {
        for (const McpSet &set : mcpSets()) {
            if (set.server == server)
                return int(set.index);
        }
        return -1;
    };
    const bool sameRows = before.size() == after.size();
    for (qsizetype i = 0; i < after.size(); ++i) {
        const QString &now = after[i];
        if (now.isEmpty() || setOf(now) >= 0)
            continue;
        const QString was = sameRows ? before[i] : QString();
        const int renamed = was.isEmpty() || after.contains(was) ? -1 : setOf(was);
        if (renamed >= 0)
            renameMcpSet(std::size_t(renamed), now);
        else if (!before.contains(now))
            addMcpSet(now);
    }
    for (const QString &was : before) {
        const int at = after.contains(was) ? -1 : setOf(was);
        if (at >= 0)
            removeAt(std::size_t(at));
    }
}

void AgentTools::setMcpEnabled(std::size_t index, bool on)
{
    if (index >= m_tools.size())
        return;
    Json &config = m_tools[index]["default_config"];
    if (!config.is_object())
        config = Json::object();
    config["enabled"] = on;
}

void AgentTools::setMcpPolicy(std::size_t index, const QString &word)
{
    if (index >= m_tools.size())
        return;
    Json &config = m_tools[index]["default_config"];
    if (!config.is_object())
        config = Json::object();
    writePolicy(config, word);
    if (config.empty())
        m_tools[index].erase("default_config");
}

QStringList AgentTools::otherTypes() const
{
    QStringList result;
    for (const Json &entry : m_tools) {
        const QString type = typeOf(entry);
        if (!type.startsWith(QLatin1String("agent_toolset")) && type != QLatin1String("custom") && type != QLatin1String("mcp_toolset"))
            result << type;
    }
    return result;
}

QStringList AgentTools::knownPolicies()
{
    return {QStringLiteral("always_allow"), QStringLiteral("always_ask"), QStringLiteral("auto")};
}

QString AgentTools::policyLabel(const QString &word)
{
    if (word == QLatin1String("always_allow"))
        return Sentence::tr("Always allow");
    if (word == QLatin1String("always_ask"))
        return Sentence::tr("Ask first");
    if (word == QLatin1String("auto"))
        return Sentence::tr("Server decides");
    return word;
}

QString AgentTools::builtInHelp(const QString &name)
{
    static const std::pair<const char *, const char *> table[] = {
        {"bash", QT_TRANSLATE_NOOP("screens::AgentTools", "runs commands in the container")},
        {"read", QT_TRANSLATE_NOOP("screens::AgentTools", "reads files")},
        {"write", QT_TRANSLATE_NOOP("screens::AgentTools", "writes whole files")},
        {"edit", QT_TRANSLATE_NOOP("screens::AgentTools", "changes parts of files")},
        {"glob", QT_TRANSLATE_NOOP("screens::AgentTools", "finds files by name")},
        {"grep", QT_TRANSLATE_NOOP("screens::AgentTools", "finds text in files")},
        {"web_fetch", QT_TRANSLATE_NOOP("screens::AgentTools", "reads a page of the web")},
        {"web_search", QT_TRANSLATE_NOOP("screens::AgentTools", "searches the web")},
    };
    for (const auto &[known, help] : table) {
        if (name == QLatin1String(known))
            return Sentence::tr(help);
    }
    return {};
}

} // namespace screens
