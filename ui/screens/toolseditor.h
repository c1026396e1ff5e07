#pragma once

#include "ui/screens/agenttools.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace screens {

class ChoiceBox;

//! An agent's tools: built-in ones with a switch and a permission each, custom ones with their schema, the tools of MCP servers.
//!
//! Names inside: `<name>.builtIns`, `<name>.default`, `<name>.<tool>.enabled`, `<name>.<tool>.policy`, `<name>.addCustom`,
//! `<name>.custom.<n>.name|description|schema|remove`, `<name>.mcp.<server>.enabled|policy`.
class ToolsEditor : public QWidget
{
    Q_OBJECT
public:
    ToolsEditor(const QString &name, const base::Json &initial, QWidget *parent = nullptr);

    //! Does nothing when it is what is shown.
    void setTools(const base::Json &tools);
    const base::Json &tools() const { return m_tools.json(); }
    void setReadOnly(bool readOnly);
    //! A schema that cannot be read yet; empty: everything can be used.
    QString problem() const;

Q_SIGNALS:
    void edited();

private:
    void rebuild();
    void addBuiltIns(QVBoxLayout *column);
    void addBuiltInRow(QGridLayout *grid, int row, const AgentTools::BuiltIn &tool);
    void addCustom(QVBoxLayout *column, int number, const AgentTools::Custom &tool);
    void addMcp(QVBoxLayout *column);
    ChoiceBox *policyBox(const QString &name, const QString &label, const QString &emptyLabel, const QString &word);
    void change(const std::function<void(AgentTools &)> &edit, bool structural);
    void newCustom();

    base::Json m_initial;
    AgentTools m_tools;
    QWidget *m_body = nullptr;
    bool m_readOnly = false;
    int m_brokenSchemas = 0;
};

} // namespace screens
