#include "ui/screens/mcpserverseditor.h"

#include "base/record.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

namespace {

constexpr int mostServers = 20; // managed-agents.md §3.2

} // namespace

McpServersEditor::McpServersEditor(const QString &name, QWidget *parent) : QWidget(parent)
{
    setObjectName(name);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    rebuild();
}

void McpServersEditor::setServers(const base::Json &servers)
{
    const base::Json wanted = servers.is_array() ? servers : base::Json::array();
    if (wanted == m_servers)
        return;
    m_servers = wanted;
    rebuild();
}

QStringList McpServersEditor::serverNames() const
{
    QStringList names;
    for (const base::Json &server : m_servers)
        names << base::Record(server).string("name");
    return names;
}

void McpServersEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_body->setEnabled(!readOnly);
}

void McpServersEditor::rebuild()
{
    if (m_body) {
        m_body->hide();
        for (QWidget *inside : m_body->findChildren<QWidget *>())
            inside->setObjectName(QString());
        m_body->deleteLater();
    }
    m_body = new QWidget;
    m_body->setEnabled(!m_readOnly);
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme::space::xs);
    for (std::size_t i = 0; i < m_servers.size(); ++i)
        addRow(i);
    auto *add = new QPushButton(theme::icon(QStringLiteral("plus")), tr("Add MCP server"));
    add->setObjectName(objectName() + QStringLiteral(".add"));
    add->setAccessibleName(add->text());
    add->setAutoDefault(false);
    add->setEnabled(int(m_servers.size()) < mostServers);
    connect(add, &QPushButton::clicked, this, [this] {
        const QStringList before = serverNames();
        m_servers.push_back({{"type", "url"}, {"name", ""}, {"url", "https://"}});
        rebuild();
        if (auto *name = findChild<QLineEdit *>(QStringLiteral("%1.%2.name").arg(objectName()).arg(m_servers.size() - 1)))
            name->setFocus();
        Q_EMIT edited(before, serverNames());
    });
    m_column->addWidget(add, 0, Qt::AlignLeft);
    setFocusProxy(add);
    layout()->addWidget(m_body);
}

void McpServersEditor::addRow(std::size_t index)
{
    const base::Record server(m_servers[index]);
    const QString base = QStringLiteral("%1.%2.").arg(objectName()).arg(index);
    auto *name = new QLineEdit(server.string("name"));
    name->setObjectName(base + QStringLiteral("name"));
    name->setAccessibleName(tr("Name of server %1").arg(index + 1));
    name->setPlaceholderText(tr("Name"));
    auto *url = new QLineEdit(server.string("url"));
    url->setObjectName(base + QStringLiteral("url"));
    url->setAccessibleName(tr("Address of server %1").arg(index + 1));
    url->setPlaceholderText(QStringLiteral("https://"));
    auto *remove = new QPushButton(theme::icon(QStringLiteral("x"), theme::Token::Muted), QString());
    remove->setObjectName(base + QStringLiteral("remove"));
    remove->setAccessibleName(tr("Remove server %1").arg(index + 1));
    remove->setAutoDefault(false);
    theme::setButtonKind(remove, theme::ButtonKind::Quiet);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::xs);
    row->addWidget(name, 2);
    row->addWidget(url, 5);
    row->addWidget(remove);
    m_column->addLayout(row);
    connect(name, &QLineEdit::textEdited, this, [this, index](const QString &text) { set(index, "name", text); });
    connect(url, &QLineEdit::textEdited, this, [this, index](const QString &text) { set(index, "url", text); });
    connect(remove, &QPushButton::clicked, this, [this, index] {
        const QStringList before = serverNames();
        m_servers.erase(index);
        rebuild();
        Q_EMIT edited(before, serverNames());
    });
}

void McpServersEditor::set(std::size_t index, const char *member, const QString &text)
{
    const QStringList before = serverNames();
    m_servers[index][member] = base::fromQString(text);
    Q_EMIT edited(before, serverNames());
}

} // namespace screens
