#pragma once

#include "base/json.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace screens {

//! An agent's `tools` as a form sees them (managed-agents.md §3.3): the built-in set, custom tools, one set for each MCP server. Every change is made
//! inside the JSON it came from, so whatever this class does not know stays as it is.
class AgentTools
{
public:
    struct BuiltIn
    {
        QString name;
        bool enabled = true;
        QString policy;      //!< the server's word; empty: as the set's default
    };
    struct Custom
    {
        std::size_t index;   //!< in the array
        QString name;
        QString description;
        base::Json schema;
    };
    struct McpSet
    {
        std::size_t index;
        QString server;
        bool enabled = true;
        QString policy;
    };

    //! `tools` may be null. `template` names the set to add when there is none (a field's initial value); may be null.
    explicit AgentTools(base::Json tools, const base::Json &initial = {});
    const base::Json &json() const { return m_tools; }

    bool hasBuiltIns() const { return setIndex() >= 0; }
    void setBuiltIns(bool on);
    //! Known names first, then those the record names beside.
    std::vector<BuiltIn> builtIns() const;
    QString defaultPolicy() const;                       //!< empty: the server's own default
    void setDefaultPolicy(const QString &word);
    void setEnabled(const QString &name, bool on);
    void setPolicy(const QString &name, const QString &word);

    std::vector<Custom> customs() const;
    void addCustom(const QString &name);
    void removeAt(std::size_t index);
    //! Custom tools: "name", "description" or "input_schema".
    void setMember(std::size_t index, const char *member, const base::Json &value);

    std::vector<McpSet> mcpSets() const;
    void addMcpSet(const QString &server);
    void renameMcpSet(std::size_t index, const QString &server);
    //! Every MCP server must be named by a set or the server refuses the agent (§3.2): follows a change of the servers' names, row by row.
    void followServers(const QStringList &before, const QStringList &after);
    void setMcpEnabled(std::size_t index, bool on);
    void setMcpPolicy(std::size_t index, const QString &word);
    //! Entries of other types, as the server spells the type.
    QStringList otherTypes() const;

    static QStringList knownBuiltIns();
    static QStringList knownPolicies();                  //!< words of permission policies
    static QString policyLabel(const QString &word);     //!< translated; an unknown word as it is
    static QString builtInHelp(const QString &name);     //!< what the tool does, one clause; empty when unknown

private:
    int setIndex() const;
    base::Json *configOf(const QString &name, bool create);
    static QString typeOf(const base::Json &entry);
    static void writePolicy(base::Json &config, const QString &word);

    base::Json m_tools;
    base::Json m_template;
};

} // namespace screens
