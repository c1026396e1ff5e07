#include "ui/screens/budgetnotices.h"

#include "accounts/settings.h"
#include "models/budgets.h"
#include "ui/screens/budgetstrip.h"
#include "ui/screens/notifier.h"
#include "ui/screens/sidebar.h"
#include "ui/widgets/amounttext.h"

namespace screens {

using models::Budgets;
using models::BudgetUse;

namespace {

const QString budgetMark = QStringLiteral("budget:");
const QString costPage = QStringLiteral("cost");

} // namespace

BudgetNotices::BudgetNotices(Budgets *budgets, accounts::Settings *settings, Notifier *notifier, Sidebar *sidebar, QObject *parent)
    : QObject(parent), m_budgets(budgets), m_settings(settings), m_notifier(notifier), m_sidebar(sidebar)
{
    if (!budgets)
        return;
    connect(budgets, &Budgets::reached, this, &BudgetNotices::tell);
    connect(budgets, &Budgets::changed, this, &BudgetNotices::mark);
    if (notifier) {
        connect(notifier, &Notifier::activated, this, [this](const QString &, const QString &id) {
            if (id.startsWith(budgetMark))
                Q_EMIT pageRequested(costPage);
        });
    }
}

void BudgetNotices::mark()
{
    const int marked = m_budgets ? m_budgets->marked() : 0;
    m_sidebar->setMark(costPage, marked > 0 ? tr("%n budget(s) over 80 %", nullptr, marked) : QString());
}

void BudgetNotices::tell(const BudgetUse &use)
{
    if (!m_notifier || !m_settings->notifications())
        return;
    const QString title = use.level >= 100 ? tr("The budget is used up: %1").arg(BudgetStrip::nameOf(use))
                                           : tr("%1 % of the budget is used: %2").arg(use.level).arg(BudgetStrip::nameOf(use));
    QString body = BudgetStrip::useText(use);
    if (use.forecast && use.level < 100)
        body += QLatin1Char('\n') + tr("Forecast for the whole month: %1").arg(widgets::amountText(*use.forecast, use.budget.unit));
    m_notifier->notify({{}, budgetMark + use.budget.id, title, body, use.level >= 100});
}

} // namespace screens
