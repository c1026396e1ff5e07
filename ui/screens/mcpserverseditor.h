#pragma once

#include "base/json.h"

#include <QWidget>

class QVBoxLayout;

namespace screens {

//! An agent's MCP servers: name and address a row. What else a server's entry holds stays in it.
class McpServersEditor : public QWidget
{
    Q_OBJECT
public:
    //! Names inside: `<name>.<row>.name`, `.url`, `.remove`, and `<name>.add`.
    explicit McpServersEditor(const QString &name, QWidget *parent = nullptr);
    void setServers(const base::Json &servers);
    const base::Json &servers() const { return m_servers; }
    QStringList serverNames() const;
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    //! `before` and `after` are the names, row by row.
    void edited(const QStringList &before, const QStringList &after);

private:
    void rebuild();
    void addRow(std::size_t index);
    void set(std::size_t index, const char *member, const QString &text);

    base::Json m_servers = base::Json::array();
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column = nullptr;
    bool m_readOnly = false;
};

} // namespace screens
