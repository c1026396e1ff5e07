#pragma once

#include "ui/screens/sessionpage.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace screens {

//! The open sessions, a tab each.
class SessionTabs final : public QWidget
{
    Q_OBJECT
public:
    SessionTabs(models::Workspace *workspace, accounts::Settings *settings, base::Clock *clock, QWidget *parent = nullptr);

    //! Opens the session's tab, or makes one, and goes to it.
    SessionPage *open(const base::Record &session);
    SessionPage *current() const;
    SessionPage *find(const QString &sessionId) const;
    QList<SessionPage *> pages() const;
    int count() const;
    void goTo(int index);
    //! +1: the next, -1: the one before; goes round.
    void step(int by);
    void closeCurrent();
    void close(const QString &sessionId);
    //! Hands the page over without closing its conversation; nullptr: it has no tab.
    SessionPage *take(const QString &sessionId);
    void setBackShown(bool shown);

Q_SIGNALS:
    void currentChanged();
    void countChanged();
    void windowRequested(const QString &sessionId);
    void pageAdded(screens::SessionPage *page);

private:
    void buildBar();
    void closeAt(int index);
    SessionPage *takeAt(int index);
    void showTitle(const SessionPage *page);
    void showMenu(const QPoint &at);
    int indexOf(const SessionPage *page) const;
    SessionPage *at(int index) const;

    models::Workspace *m_workspace;
    accounts::Settings *m_settings;
    base::Clock *m_clock;
    QTabBar *m_bar;
    QStackedWidget *m_stack;
    bool m_backShown = false;
};

} // namespace screens
