#include "ui/screens/budgetstrip.h"

#include "base/plaintext.h"
#include "models/budgets.h"
#include "models/budgettargets.h"
#include "models/monthcosts.h"
#include "models/workspace.h"
#include "ui/screens/budgetrow.h"
#include "ui/screens/budgetsdialog.h"
#include "ui/screens/usagetext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/amounttext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statuschip.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <memory>

namespace screens {

using models::BudgetUse;
using store::Budget;

namespace {

constexpr int barWidth = 120;
constexpr int budgetNameWidth = 260;

widgets::Tone toneOfLevel(int level)
{
    return level >= 100 ? widgets::Tone::Fail : level >= models::Budgets::markedFrom ? widgets::Tone::Wait : widgets::Tone::Ok;
}

} // namespace

BudgetStrip::BudgetStrip(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_budgets(context.budgets),
      m_month(new models::MonthCosts(context.costs, context.workspace->profile().id, context.clock, this)), m_text(new widgets::PlainLabel(this)),
      m_forecast(new widgets::PlainLabel(this)), m_rows(new QVBoxLayout)
{
    build();
    connect(m_month, &models::MonthCosts::changed, this, &BudgetStrip::refresh);
    if (m_budgets)
        connect(m_budgets, &models::Budgets::changed, this, &BudgetStrip::refresh);
    refresh();
}

void BudgetStrip::build()
{
    setObjectName(QStringLiteral("month"));
    setAccessibleName(tr("This month and budgets"));
    m_text->setObjectName(QStringLiteral("month.text"));
    m_forecast->setObjectName(QStringLiteral("month.forecast"));
    m_forecast->setToken(theme::Token::Muted);
    m_forecast->setElideMode(Qt::ElideRight);
    auto *edit = new QPushButton(tr("Budgets…"), this);
    edit->setObjectName(QStringLiteral("month.budgets"));
    edit->setAccessibleName(tr("Budgets"));
    edit->setVisible(m_budgets);
    theme::setButtonKind(edit, theme::ButtonKind::Quiet);
    connect(edit, &QPushButton::clicked, this, [this] { BudgetsDialog::open(m_budgets, this); });
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_text);
    words->addWidget(m_forecast);
    auto *first = new QHBoxLayout;
    first->addLayout(words, 1);
    first->addWidget(edit, 0, Qt::AlignTop);
    m_rows->setSpacing(theme::space::xs);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::xs);
    column->addLayout(first);
    column->addLayout(m_rows);
}

void BudgetStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_month->setLive(true);
    if (m_budgets)
        m_budgets->look();
}

void BudgetStrip::hideEvent(QHideEvent *event)
{
    m_month->setLive(false);
    QWidget::hideEvent(event);
}

void BudgetStrip::refresh()
{
    showMonth();
    showBudgets();
}

QStringList BudgetStrip::forecasts(const std::vector<store::LedgerMoney> &money, bool estimated) const
{
    QStringList words;
    for (const store::LedgerMoney &one : money) {
        if (const auto forecast = models::forecastToMonthEnd(one.amount, *m_month->month()))
            words.append((estimated ? tr("≈ %1 estimated") : tr("%1 reported")).arg(widgets::amountText(*forecast, one.unit)));
    }
    return words;
}

void BudgetStrip::showMonth()
{
    const auto &month = m_month->month();
    if (!month) {
        m_text->setText(tr("Adding up this month…"));
        m_forecast->setText(QString());
        return;
    }
    QStringList so;
    if (!month->reported.empty())
        so.append(tr("%1 reported").arg(amountsText(month->reported, false)));
    if (!month->estimated.empty())
        so.append(tr("%1 estimated").arg(amountsText(month->estimated, true)));
    const QDate day = month->now.toLocalTime().date();
    const QString name = QLocale().standaloneMonthName(day.month());
    m_text->setText(so.isEmpty() ? tr("%1 so far: nothing that costs money").arg(name) : tr("%1 so far: %2").arg(name, so.join(QStringLiteral(" · "))));
    const QStringList ahead = forecasts(month->reported, false) + forecasts(month->estimated, true);
    const int days = int(month->since.daysTo(month->now)) + 1;
    if (!ahead.isEmpty())
        m_forecast->setText(tr("Forecast for the whole month: %1, if it goes on as in the last %n day(s).", nullptr, days).arg(ahead.join(QStringLiteral(" · "))));
    else if (so.isEmpty())
        m_forecast->setText(QString());
    else
        m_forecast->setText(tr("A forecast needs three days of use in this month."));
}

bool BudgetStrip::concerns(const BudgetUse &use) const
{
    const models::UsageReading *reading = m_context.workspace->usageReading();
    switch (use.budget.scope) {
    case Budget::Scope::Everything: return !m_context.isDemo;
    case Budget::Scope::Profile: return use.budget.of == m_context.workspace->profile().id;
    case Budget::Scope::Agent: return reading && use.budget.server == reading->source().server;
    }
    return false;
}

void BudgetStrip::showBudgets()
{
    while (const std::unique_ptr<QLayoutItem> item{m_rows->takeAt(0)}) {
        item->widget()->hide();
        item->widget()->setObjectName(QString());
        item->widget()->deleteLater();
    }
    m_shown = 0;
    if (!m_budgets)
        return;
    for (const BudgetUse &use : m_budgets->use()) {
        if (concerns(use))
            addBudget(use);
    }
}

QString BudgetStrip::nameOf(const BudgetUse &use)
{
    return BudgetRow::labelOf({use.budget.scope, use.budget.server, use.budget.of, use.budget.name});
}

QString BudgetStrip::useText(const BudgetUse &use)
{
    const bool estimated = use.budget.basis == Budget::Basis::Estimated;
    const QString amount = widgets::amountText(use.budget.amount, use.budget.unit);
    const QString percent = (use.percent < models::Budgets::mostPercent ? QString() : QStringLiteral("> ")) + QLocale().toString(use.percent);
    return estimated ? tr("%1 % of %2 a month, estimated").arg(percent, amount) : tr("%1 % of %2 a month, reported").arg(percent, amount);
}

void BudgetStrip::addBudget(const BudgetUse &use)
{
    const int number = m_shown++;
    auto *line = new QWidget(this);
    line->setObjectName(QStringLiteral("month.budget.%1").arg(number));
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space::m);
    auto *name = new widgets::PlainLabel(nameOf(use), line);
    name->setMaximumWidth(budgetNameWidth);
    name->setMinimumWidth(budgetNameWidth / 2);
    auto *bar = new QProgressBar(line);
    bar->setObjectName(QStringLiteral("month.bar.%1").arg(number));
    bar->setAccessibleName(nameOf(use));
    bar->setTextVisible(false);
    bar->setFixedSize(barWidth, 6);
    bar->setRange(0, 100);
    bar->setValue(std::min(use.percent, 100));
    auto *chip = new widgets::StatusChip(line);
    chip->setStatus(use.level >= 100 ? tr("used up") : use.level > 0 ? tr("over %1 %").arg(use.level) : tr("on track"), toneOfLevel(use.level));
    QString words = useText(use);
    if (use.forecast)
        words += tr(" · forecast %1").arg(widgets::amountText(*use.forecast, use.budget.unit));
    if (use.unpricedTokens > 0)
        words += tr(" · some tokens have no price");
    auto *text = new widgets::PlainLabel(words, line);
    text->setObjectName(QStringLiteral("month.use.%1").arg(number));
    text->setToken(theme::Token::Muted);
    row->addWidget(name, 2);
    row->addWidget(bar);
    row->addWidget(chip);
    row->addWidget(text, 3);
    m_rows->addWidget(line);
}

} // namespace screens
