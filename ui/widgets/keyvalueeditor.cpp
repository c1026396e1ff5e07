#include "ui/widgets/keyvalueeditor.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

namespace widgets {

KeyValueEditor::KeyValueEditor(const QString &name, QWidget *parent)
    : QWidget(parent), m_column(new QVBoxLayout), m_add(new QPushButton(tr("Add pair"))), m_problem(new PlainLabel)
{
    setObjectName(name);
    m_add->setObjectName(name + QStringLiteral(".add"));
    m_add->setIcon(theme::icon(QStringLiteral("plus")));
    m_add->setAccessibleName(tr("Add a key and value"));
    m_add->setAutoDefault(false);
    m_problem->setRole(theme::Role::Small);
    m_problem->setToken(theme::Token::Fail);
    m_problem->setObjectName(name + QStringLiteral(".problem"));
    m_problem->hide();
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(theme::space::xs);
    m_column->setSpacing(theme::space::xs);
    outer->addLayout(m_column);
    outer->addWidget(m_problem);
    outer->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] { addRow({}, {}, true); });
}

void KeyValueEditor::setLimits(const Limits &limits)
{
    m_limits = limits;
    rowsChanged();
}

void KeyValueEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_add->setVisible(!readOnly);
    for (const Row &row : m_rows) {
        row.key->setReadOnly(readOnly);
        row.value->setReadOnly(readOnly);
        row.remove->setVisible(!readOnly);
    }
}

void KeyValueEditor::setPairs(const Pairs &pairs)
{
    if (pairs == this->pairs())
        return;
    while (!m_rows.empty()) {
        m_rows.back().widget->hide();
        m_rows.back().widget->deleteLater();
        m_rows.pop_back();
    }
    for (const auto &[key, value] : pairs)
        addRow(key, value, false);
    rowsChanged();
}

KeyValueEditor::Pairs KeyValueEditor::pairs() const
{
    Pairs result;
    for (const Row &row : m_rows) {
        const QString key = row.key->text();
        if (key.isEmpty())
            continue;
        result.removeIf([&key](const auto &pair) { return pair.first == key; });
        result.append({key, row.value->text()});
    }
    return result;
}

QString KeyValueEditor::problem() const
{
    QSet<QString> seen;
    for (const Row &row : m_rows) {
        const QString key = row.key->text();
        if (key.isEmpty() && !row.value->text().isEmpty())
            return tr("A value needs a key.");
        if (seen.contains(key) && !key.isEmpty())
            return tr("A key is there twice; the last one counts.");
        seen.insert(key);
        if (m_limits.key > 0 && key.size() > m_limits.key)
            return tr("A key may have %n characters.", nullptr, m_limits.key);
        if (m_limits.value > 0 && row.value->text().size() > m_limits.value)
            return tr("A value may have %n characters.", nullptr, m_limits.value);
    }
    return {};
}

void KeyValueEditor::addRow(const QString &key, const QString &value, bool focus)
{
    Row row{new QWidget(this), new QLineEdit(key), new QLineEdit(value), new QPushButton};
    row.key->setPlaceholderText(tr("Key"));
    row.value->setPlaceholderText(tr("Value"));
    row.remove->setIcon(theme::icon(QStringLiteral("x"), theme::Token::Muted));
    row.remove->setAutoDefault(false);
    theme::setButtonKind(row.remove, theme::ButtonKind::Quiet);
    row.key->setReadOnly(m_readOnly);
    row.value->setReadOnly(m_readOnly);
    row.remove->setVisible(!m_readOnly);
    auto *line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::space::xs);
    line->addWidget(row.key, 2);
    line->addWidget(row.value, 3);
    line->addWidget(row.remove);
    m_column->addWidget(row.widget);
    m_rows.push_back(row);
    const auto edit = [this] {
        rowsChanged();
        Q_EMIT edited();
    };
    connect(row.key, &QLineEdit::textEdited, this, edit);
    connect(row.value, &QLineEdit::textEdited, this, edit);
    connect(row.remove, &QPushButton::clicked, this, [this, widget = row.widget] { removeRow(widget); });
    QWidget *before = m_rows.size() > 1 ? static_cast<QWidget *>(m_rows[m_rows.size() - 2].remove) : nullptr;
    if (before)
        QWidget::setTabOrder(before, row.key);
    QWidget::setTabOrder(row.key, row.value);
    QWidget::setTabOrder(row.value, row.remove);
    QWidget::setTabOrder(row.remove, m_add);
    rowsChanged();
    if (focus)
        row.key->setFocus();
}

void KeyValueEditor::removeRow(QWidget *widget)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [widget](const Row &row) { return row.widget == widget; });
    if (found == m_rows.end())
        return;
    m_add->setFocus();
    m_rows.erase(found);
    widget->hide();
    widget->deleteLater();
    rowsChanged();
    Q_EMIT edited();
}

void KeyValueEditor::rowsChanged()
{
    name();
    m_add->setEnabled(m_limits.pairs <= 0 || int(m_rows.size()) < m_limits.pairs);
    m_add->setToolTip(m_add->isEnabled() ? QString() : tr("There can be %n pairs.", nullptr, m_limits.pairs));
    const QString text = problem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void KeyValueEditor::name()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QString base = QStringLiteral("%1.%2.").arg(objectName()).arg(i);
        m_rows[i].key->setObjectName(base + QStringLiteral("key"));
        m_rows[i].value->setObjectName(base + QStringLiteral("value"));
        m_rows[i].remove->setObjectName(base + QStringLiteral("remove"));
        m_rows[i].key->setAccessibleName(tr("Key %1").arg(i + 1));
        m_rows[i].value->setAccessibleName(tr("Value %1").arg(i + 1));
        m_rows[i].remove->setAccessibleName(tr("Remove pair %1").arg(i + 1));
    }
}

} // namespace widgets
