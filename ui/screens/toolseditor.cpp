#include "ui/screens/toolseditor.h"

#include "ui/screens/choicebox.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/textarea.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

ToolsEditor::ToolsEditor(const QString &name, const base::Json &initial, QWidget *parent)
    : QWidget(parent), m_initial(initial), m_tools(base::Json(), initial)
{
    setObjectName(name);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    rebuild();
}

void ToolsEditor::setTools(const base::Json &tools)
{
    const AgentTools wanted(tools, m_initial);
    if (wanted.json() == m_tools.json())
        return;
    m_tools = wanted;
    rebuild();
}

void ToolsEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_body->setEnabled(!readOnly);
}

QString ToolsEditor::problem() const
{
    return m_brokenSchemas > 0 ? tr("A schema cannot be read as JSON.") : QString();
}

void ToolsEditor::change(const std::function<void(AgentTools &)> &edit, bool structural)
{
    edit(m_tools);
    if (structural) {
        const QWidget *focused = focusWidget();
        const QString name = focused ? focused->objectName() : QString();
        rebuild();
        if (auto *again = name.isEmpty() ? nullptr : findChild<QWidget *>(name))
            again->setFocus();
    }
    Q_EMIT edited();
}

void ToolsEditor::rebuild()
{
    // The sender of the click that led here may be inside.
    if (m_body) {
        m_body->hide();
        for (QWidget *inside : m_body->findChildren<QWidget *>())
            inside->setObjectName(QString());
        m_body->deleteLater();
    }
    m_brokenSchemas = 0;
    m_body = new QWidget;
    m_body->setEnabled(!m_readOnly);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::m);
    addBuiltIns(column);
    addMcp(column);
    int number = 0;
    for (const AgentTools::Custom &tool : m_tools.customs())
        addCustom(column, number++, tool);
    for (const QString &type : m_tools.otherTypes()) {
        auto *other = new widgets::PlainLabel(tr("Also: %1 (kept as it is; edit it in Raw JSON)").arg(type));
        other->setToken(theme::Token::Muted);
        column->addWidget(other);
    }
    auto *add = new QPushButton(theme::icon(QStringLiteral("plus")), tr("Add custom tool"));
    add->setObjectName(objectName() + QStringLiteral(".addCustom"));
    add->setAccessibleName(add->text());
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, &ToolsEditor::newCustom);
    column->addWidget(add, 0, Qt::AlignLeft);
    layout()->addWidget(m_body);
}

ChoiceBox *ToolsEditor::policyBox(const QString &name, const QString &label, const QString &emptyLabel, const QString &word)
{
    auto *box = new ChoiceBox;
    box->setObjectName(objectName() + QLatin1Char('.') + name);
    box->setAccessibleName(label);
    box->setAccessibleDescription(label); // a combo box without a label goes by what it shows
    box->addWord({}, emptyLabel);
    for (const QString &known : AgentTools::knownPolicies())
        box->addWord(known, AgentTools::policyLabel(known));
    box->setWord(word);
    return box;
}

void ToolsEditor::addBuiltIns(QVBoxLayout *column)
{
    auto *top = new QHBoxLayout;
    auto *all = new QCheckBox(tr("Built-in tools"));
    all->setObjectName(objectName() + QStringLiteral(".builtIns"));
    all->setAccessibleName(all->text());
    all->setChecked(m_tools.hasBuiltIns());
    connect(all, &QCheckBox::clicked, this, [this](bool on) { change([on](AgentTools &tools) { tools.setBuiltIns(on); }, true); });
    top->addWidget(all, 1);
    column->addLayout(top);
    setFocusProxy(all);
    if (!m_tools.hasBuiltIns())
        return;
    auto *word = new widgets::PlainLabel(tr("Permission unless set below"));
    word->setToken(theme::Token::Muted);
    top->addWidget(word);
    ChoiceBox *policy = policyBox(QStringLiteral("default"), word->text(), tr("Server's default"), m_tools.defaultPolicy());
    connect(policy, &ChoiceBox::wordChosen, this,
            [this](const QString &chosen) { change([&chosen](AgentTools &tools) { tools.setDefaultPolicy(chosen); }, false); });
    top->addWidget(policy);

    auto *card = new QWidget;
    theme::setBackground(card, theme::Token::Raised);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(theme::space::m, theme::space::s, theme::space::m, theme::space::s);
    grid->setVerticalSpacing(theme::space::xs);
    grid->setHorizontalSpacing(theme::space::l);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const AgentTools::BuiltIn &tool : m_tools.builtIns())
        addBuiltInRow(grid, row++, tool);
    column->addWidget(card);
}

void ToolsEditor::addBuiltInRow(QGridLayout *grid, int row, const AgentTools::BuiltIn &tool)
{
    const QString name = tool.name;
    auto *enabled = new QCheckBox(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")));
    enabled->setObjectName(objectName() + QLatin1Char('.') + name + QStringLiteral(".enabled"));
    enabled->setAccessibleName(tr("Use %1").arg(name));
    enabled->setFont(theme::font(theme::Role::Code));
    enabled->setChecked(tool.enabled);
    auto *help = new widgets::PlainLabel(AgentTools::builtInHelp(name));
    help->setToken(theme::Token::Muted);
    ChoiceBox *policy = policyBox(name + QStringLiteral(".policy"), tr("Permission for %1").arg(name), tr("As above"), tool.policy);
    policy->setEnabled(tool.enabled);
    connect(enabled, &QCheckBox::clicked, this, [this, name, policy](bool on) {
        policy->setEnabled(on);
        change([&](AgentTools &tools) { tools.setEnabled(name, on); }, false);
    });
    connect(policy, &ChoiceBox::wordChosen, this,
            [this, name](const QString &word) { change([&](AgentTools &tools) { tools.setPolicy(name, word); }, false); });
    grid->addWidget(enabled, row, 0);
    grid->addWidget(help, row, 1);
    grid->addWidget(policy, row, 2);
}

void ToolsEditor::addMcp(QVBoxLayout *column)
{
    for (const AgentTools::McpSet &set : m_tools.mcpSets()) {
        const std::size_t index = set.index;
        const QString base = QStringLiteral("mcp.%1.").arg(set.server);
        auto *row = new QHBoxLayout;
        auto *enabled = new QCheckBox(tr("Tools of %1").arg(QString(set.server).replace(QLatin1Char('&'), QLatin1String("&&"))));
        enabled->setObjectName(objectName() + QLatin1Char('.') + base + QStringLiteral("enabled"));
        enabled->setAccessibleName(enabled->text());
        enabled->setChecked(set.enabled);
        ChoiceBox *policy = policyBox(base + QStringLiteral("policy"), tr("Permission for the tools of %1").arg(set.server),
                                      tr("Server's default"), set.policy);
        connect(enabled, &QCheckBox::clicked, this,
                [this, index](bool on) { change([&](AgentTools &tools) { tools.setMcpEnabled(index, on); }, false); });
        connect(policy, &ChoiceBox::wordChosen, this,
                [this, index](const QString &word) { change([&](AgentTools &tools) { tools.setMcpPolicy(index, word); }, false); });
        row->addWidget(enabled, 1);
        row->addWidget(policy);
        column->addLayout(row);
    }
}

void ToolsEditor::addCustom(QVBoxLayout *column, int number, const AgentTools::Custom &tool)
{
    const std::size_t index = tool.index;
    const QString base = objectName() + QStringLiteral(".custom.%1.").arg(number);
    auto *card = new QWidget;
    theme::setBackground(card, theme::Token::Raised);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(theme::space::m, theme::space::m, theme::space::m, theme::space::m);
    inside->setSpacing(theme::space::s);
    auto *name = new QLineEdit(tool.name);
    name->setObjectName(base + QStringLiteral("name"));
    name->setAccessibleName(tr("Name of custom tool %1").arg(number + 1));
    name->setPlaceholderText(tr("Name: letters, digits, _ and -"));
    name->setFont(theme::font(theme::Role::Code));
    auto *remove = new QPushButton(theme::icon(QStringLiteral("trash-2"), theme::Token::Muted), QString());
    remove->setObjectName(base + QStringLiteral("remove"));
    remove->setAccessibleName(tr("Remove custom tool %1").arg(number + 1));
    remove->setToolTip(tr("Remove this tool"));
    remove->setAutoDefault(false);
    auto *description = new widgets::TextArea(2, 6);
    description->setObjectName(base + QStringLiteral("description"));
    description->setAccessibleName(tr("Description of custom tool %1").arg(number + 1));
    description->setPlaceholderText(tr("What it does and when to use it: the model reads this"));
    description->setPlainText(tool.description);
    auto *schema = new widgets::JsonEditor(base + QStringLiteral("schema"));
    schema->setAccessibleName(tr("Input schema of custom tool %1").arg(number + 1));
    schema->setLineRange(4, 18);
    schema->setText(QString::fromUtf8(base::prettyJson(tool.schema.is_null() ? base::Json::object() : tool.schema)));

    connect(name, &QLineEdit::textEdited, this,
            [this, index](const QString &text) { change([&](AgentTools &tools) { tools.setMember(index, "name", base::fromQString(text)); }, false); });
    connect(description, &QPlainTextEdit::textChanged, this, [this, index, description] {
        change([&](AgentTools &tools) { tools.setMember(index, "description", base::fromQString(description->toPlainText())); }, false);
    });
    connect(remove, &QPushButton::clicked, this, [this, index] { change([index](AgentTools &tools) { tools.removeAt(index); }, true); });
    connect(schema, &widgets::JsonEditor::edited, this, [this, index, schema] {
        const auto parsed = base::parseJson(schema->text().toUtf8());
        const bool wasBroken = !schema->errorText().isEmpty();
        m_brokenSchemas += int(!parsed.ok()) - int(wasBroken);
        if (!parsed.ok()) {
            schema->setError(-1, tr("This is not readable as JSON: %1").arg(parsed.error().detail));
            Q_EMIT edited();
            return;
        }
        schema->clearError();
        change([&](AgentTools &tools) { tools.setMember(index, "input_schema", *parsed); }, false);
    });
    auto *top = new QHBoxLayout;
    top->addWidget(name, 1);
    top->addWidget(remove);
    inside->addLayout(top);
    inside->addWidget(description);
    inside->addWidget(schema);
    column->addWidget(card);
}

void ToolsEditor::newCustom()
{
    const int number = int(m_tools.customs().size());
    change([](AgentTools &tools) { tools.addCustom({}); }, true);
    if (auto *name = findChild<QLineEdit *>(objectName() + QStringLiteral(".custom.%1.name").arg(number)))
        name->setFocus();
}

} // namespace screens
