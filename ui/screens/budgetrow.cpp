#include "ui/screens/budgetrow.h"

#include "base/plaintext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

namespace screens {

using models::BudgetTarget;
using store::Budget;

namespace {

//! What a person typed: the viewer's own spelling, or a plain number.
std::optional<base::Decimal> amountOf(QString typed)
{
    typed = typed.trimmed();
    if (typed.count(QLatin1Char(',')) == 1 && !typed.contains(QLatin1Char('.')) && typed.size() - typed.indexOf(QLatin1Char(',')) != 4)
        typed.replace(QLatin1Char(','), QLatin1Char('.')); // "12,50"; "1,000" is another matter, and asked for
    return base::Decimal::parse(typed.toUtf8());
}

} // namespace

BudgetRow::BudgetRow(int number, QWidget *place)
    : QObject(place), m_of(new QComboBox(place)), m_amount(new QLineEdit(place)), m_unit(new QLineEdit(place)), m_basis(new QComboBox(place)),
      m_remove(new QToolButton(place))
{
    const auto name = [number](QWidget *field, const char *part, const QString &accessible) {
        field->setObjectName(QStringLiteral("budgets.%1.%2").arg(QLatin1String(part)).arg(number));
        field->setAccessibleName(accessible);
    };
    name(m_of, "of", tr("What the budget is of"));
    name(m_amount, "amount", tr("Amount a month"));
    name(m_unit, "unit", tr("Currency or unit"));
    name(m_basis, "basis", tr("Which money counts"));
    name(m_remove, "remove", tr("Remove this budget"));
    m_of->setMinimumWidth(220);
    m_amount->setFixedWidth(110);
    m_amount->setAlignment(Qt::AlignRight);
    m_unit->setFixedWidth(90);
    m_unit->setText(QString::fromLatin1(Budget().unit));
    m_unit->setMaxLength(12);
    m_basis->addItem(tr("Reported by the server"), int(Budget::Basis::Reported));
    m_basis->addItem(tr("Estimated from tokens"), int(Budget::Basis::Estimated));
    m_remove->setIcon(theme::icon(QStringLiteral("trash-2"), theme::Token::Muted));
    m_remove->setToolTip(tr("Remove this budget"));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::TabFocus);
    connect(m_remove, &QToolButton::clicked, this, &BudgetRow::removeRequested);
    connect(m_of, &QComboBox::activated, this, &BudgetRow::choose);
}

BudgetRow::~BudgetRow()
{
    for (QWidget *field : {static_cast<QWidget *>(m_of), static_cast<QWidget *>(m_amount), static_cast<QWidget *>(m_unit), static_cast<QWidget *>(m_basis),
                           static_cast<QWidget *>(m_remove)}) {
        field->hide();
        field->deleteLater(); // one of them may be the sender
    }
}

void BudgetRow::addTo(QGridLayout *grid, int line)
{
    int column = 0;
    for (QWidget *field : {static_cast<QWidget *>(m_of), static_cast<QWidget *>(m_amount), static_cast<QWidget *>(m_unit), static_cast<QWidget *>(m_basis),
                           static_cast<QWidget *>(m_remove)}) {
        grid->addWidget(field, line, column++);
        field->show(); // at once: it is to be written in
    }
}

QString BudgetRow::labelOf(const BudgetTarget &target)
{
    const QString name = base::plainLine(target.name.isEmpty() ? target.of : target.name, 60);
    switch (target.scope) {
    case Budget::Scope::Profile: return tr("Workspace: %1").arg(name);
    case Budget::Scope::Agent: return tr("Agent: %1").arg(name);
    case Budget::Scope::Everything: break;
    }
    return tr("All workspaces, without the demo");
}

void BudgetRow::setTargets(const std::vector<BudgetTarget> &targets)
{
    m_targets = targets;
    m_of->clear();
    int current = 0;
    for (const BudgetTarget &target : targets) {
        m_of->addItem(labelOf(target));
        if (target.isOf(m_budget))
            current = m_of->count() - 1;
    }
    m_of->setCurrentIndex(current);
}

void BudgetRow::choose()
{
    const BudgetTarget &target = m_targets[std::size_t(m_of->currentIndex())];
    m_budget.scope = target.scope;
    m_budget.server = target.server;
    m_budget.of = target.of;
    m_budget.name = target.name;
}

void BudgetRow::setBudget(const Budget &budget)
{
    m_budget = budget;
    m_amount->setText(QString::fromLatin1(budget.amount.text(2)));
    m_unit->setText(QString::fromLatin1(budget.unit));
    m_basis->setCurrentIndex(m_basis->findData(int(budget.basis)));
    setTargets(m_targets);
}

Budget BudgetRow::budget() const
{
    Budget budget = m_budget;
    budget.amount = amountOf(m_amount->text()).value_or(base::Decimal());
    budget.unit = m_unit->text().trimmed().toUtf8();
    if (budget.unit.size() == 3)
        budget.unit = budget.unit.toUpper(); // an ISO code
    budget.basis = Budget::Basis(m_basis->currentData().toInt());
    return budget;
}

BudgetRow::Mistake BudgetRow::mistake() const
{
    Budget budget = this->budget();
    if (store::BudgetFile::isSound(budget))
        return Mistake::None;
    budget.unit = "USD";
    return store::BudgetFile::isSound(budget) ? Mistake::Unit : Mistake::Amount;
}

void BudgetRow::takeFocus(Mistake at)
{
    QWidget *field = at == Mistake::Amount ? m_amount : at == Mistake::Unit ? m_unit : static_cast<QWidget *>(m_of);
    field->setFocus(Qt::OtherFocusReason);
}

QWidget *BudgetRow::lastField() const
{
    return m_remove;
}

} // namespace screens
