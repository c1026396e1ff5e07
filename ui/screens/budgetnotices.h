#pragma once

#include <QObject>

namespace accounts {
class Settings;
}
namespace models {
class Budgets;
struct BudgetUse;
}

namespace screens {

class Notifier;
class Sidebar;

//! Tells somebody that a budget has reached a level, and marks the way to the cost page while one is nearly used up.
class BudgetNotices final : public QObject
{
    Q_OBJECT
public:
    //! `budgets` and `notifier` may be null. All of it outlives this.
    BudgetNotices(models::Budgets *budgets, accounts::Settings *settings, Notifier *notifier, Sidebar *sidebar, QObject *parent);

    //! Its pages were made anew.
    void mark();

Q_SIGNALS:
    //! A notification was clicked.
    void pageRequested(const QString &pageId);

private:
    void tell(const models::BudgetUse &use);

    models::Budgets *m_budgets;
    accounts::Settings *m_settings;
    Notifier *m_notifier;
    Sidebar *m_sidebar;
};

} // namespace screens
