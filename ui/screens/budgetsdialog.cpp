#include "ui/screens/budgetsdialog.h"

#include "base/plaintext.h"
#include "models/budgettargets.h"
#include "ui/screens/budgetrow.h"
#include "ui/screens/errortext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace screens {

using widgets::MessageBar;

BudgetsDialog::BudgetsDialog(models::Budgets *budgets, QWidget *parent)
    : QDialog(parent), m_budgets(budgets), m_targets(new models::BudgetTargets(budgets, this)),
      m_bar(new MessageBar(QStringLiteral("budgets.bar"), this)), m_grid(new QGridLayout), m_empty(new widgets::PlainLabel(this)),
      m_rowsPlace(new QWidget(this))
{
    setObjectName(QStringLiteral("budgets"));
    setWindowTitle(tr("Budgets"));
    setAttribute(Qt::WA_DeleteOnClose);
    theme::setBackground(this, theme::Token::Surface);
    build();
    read();
    connect(m_targets, &models::BudgetTargets::changed, this, [this] {
        for (BudgetRow *row : m_rows)
            row->setTargets(m_targets->targets());
    });
    resize(760, 420);
}

BudgetsDialog *BudgetsDialog::open(models::Budgets *budgets, QWidget *parent)
{
    QWidget *window = parent->window();
    auto *dialog = window->findChild<BudgetsDialog *>(QStringLiteral("budgets"), Qt::FindDirectChildrenOnly);
    if (!dialog)
        dialog = new BudgetsDialog(budgets, window);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

void BudgetsDialog::build()
{
    auto *about = new widgets::PlainLabel(tr("What you want to spend in a calendar month. Muster tells you at 50, 80 and 100 per cent, once each; nothing is "
                                             "stopped. Money that a server reports and estimates from tokens are never added up: choose which one counts."),
                                          this);
    about->setObjectName(QStringLiteral("budgets.about"));
    about->setMultiLine(true);
    about->setToken(theme::Token::Muted);
    m_empty->setText(tr("There is no budget yet."));
    m_empty->setObjectName(QStringLiteral("budgets.empty"));
    m_empty->setToken(theme::Token::Muted);
    m_grid->setHorizontalSpacing(theme::space::s);
    m_grid->setVerticalSpacing(theme::space::s);
    m_grid->setColumnStretch(0, 1);
    auto *inner = new QVBoxLayout(m_rowsPlace);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->addLayout(m_grid);
    inner->addWidget(m_empty);
    inner->addStretch(1);
    theme::setBackground(m_rowsPlace, theme::Token::Surface);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("budgets.scroll"));
    scroll->setAccessibleName(tr("Budgets"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_rowsPlace);
    auto *add = new QPushButton(theme::icon(QStringLiteral("plus")), tr("Add a budget"), this);
    add->setObjectName(QStringLiteral("budgets.add"));
    add->setAccessibleName(tr("Add a budget"));
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, &BudgetsDialog::addRow);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("budgets.save"));
    save->setAccessibleName(tr("Save the budgets"));
    theme::setButtonKind(save, theme::ButtonKind::Primary);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("budgets.cancel"));
    cancel->setAccessibleName(tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &BudgetsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *foot = new QHBoxLayout;
    foot->addWidget(add);
    foot->addStretch(1);
    foot->addWidget(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::m);
    column->setSpacing(theme::space::m);
    column->addWidget(about);
    column->addWidget(m_bar);
    column->addWidget(scroll, 1);
    column->addLayout(foot);
}

void BudgetsDialog::read()
{
    for (const store::Budget &budget : m_budgets->file()->budgets())
        makeRow()->setBudget(budget);
    showEmptiness();
    if (const base::Outcome &error = m_budgets->file()->error(); !error) {
        m_bar->showMessage(MessageBar::Kind::Wait, tr("Your budgets could not be read"),
                           tr("The file is left as it is until you save; then it is set aside. %1").arg(ErrorText::of(error.error()).text));
        m_bar->setDetails(error.error().detail);
    }
}

BudgetRow *BudgetsDialog::makeRow()
{
    auto *row = new BudgetRow(m_made++, m_rowsPlace);
    row->setTargets(m_targets->targets());
    row->addTo(m_grid, m_made);
    connect(row, &BudgetRow::removeRequested, this, [this, row] { removeRow(row); });
    m_rows.push_back(row);
    return row;
}

void BudgetsDialog::addRow()
{
    makeRow()->takeFocus();
    showEmptiness();
}

void BudgetsDialog::removeRow(BudgetRow *row)
{
    std::erase(m_rows, row);
    row->deleteLater();
    showEmptiness();
}

void BudgetsDialog::showEmptiness()
{
    m_empty->setVisible(m_rows.empty());
}

void BudgetsDialog::save()
{
    std::vector<store::Budget> budgets;
    for (BudgetRow *row : m_rows) {
        const BudgetRow::Mistake mistake = row->mistake();
        if (mistake == BudgetRow::Mistake::None) {
            budgets.push_back(row->budget());
            continue;
        }
        m_bar->showMessage(MessageBar::Kind::Wait, {},
                           mistake == BudgetRow::Mistake::Amount ? tr("An amount is a number above zero, as in 120 or 12.50.")
                                                                 : tr("A unit is a currency's letters or the server's own word, as in USD or credits."));
        m_bar->setDismissable(true);
        row->takeFocus(mistake);
        return;
    }
    const base::Outcome saved = m_budgets->file()->setBudgets(std::move(budgets));
    if (saved) {
        close();
        return;
    }
    m_bar->showMessage(MessageBar::Kind::Fail, tr("The budgets could not be saved"),
                       tr("Nothing was changed, and what you entered is still here. %1").arg(ErrorText::of(saved.error()).text));
    m_bar->setDetails(saved.error().detail);
}

} // namespace screens
