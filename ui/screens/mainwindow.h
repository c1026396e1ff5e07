#pragma once

#include "accounts/profilestore.h"
#include "accounts/secretstore.h"
#include "accounts/settings.h"
#include "base/clock.h"
#include "ui/screens/connections.h"
#include "ui/screens/daywatch.h"
#include "ui/screens/settingspage.h"
#include "ui/screens/workspaceviews.h"

#include <QMainWindow>

class QStackedWidget;

namespace models {
class Budgets;
class Costs;
class DiskWatch;
class KeptTranscripts;
class TrafficModel;
class Workspace;
}

namespace widgets {
class MessageBar;
}

namespace screens {

class Attention;
class BudgetNotices;
class ConnectionDialogs;
class ConnectionPage;
class DemoBar;
class MainMenus;
class Notifier;
class PageLetters;
class PaletteCommands;
class ProductionBar;
class SessionVisits;
class SessionWindows;
class Sidebar;
class StatusLine;
class TrafficPlace;
class WindowStatus;

//! The main window: sidebar, the pages of the workspace in front, menus, status line. Opens no connection before it has been painted once.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    //! What the window works with; all of it outlives the window.
    struct Parts
    {
        Connections *connections = nullptr;
        accounts::ProfileStore *profiles = nullptr;
        accounts::SecretStore *secrets = nullptr;
        accounts::Settings *settings = nullptr;
        base::Clock *clock = nullptr;
        Notifier *notifier = nullptr;   //!< may be null
        models::TrafficModel *traffic = nullptr;
        models::DiskWatch *disk = nullptr;       //!< may be null
        models::KeptTranscripts *kept = nullptr; //!< may be null
        models::Costs *costs = nullptr;          //!< may be null
        models::Budgets *budgets = nullptr;      //!< may be null
        std::vector<SettingsPage::Place> places;
    };

    explicit MainWindow(const Parts &parts);
    ~MainWindow() override;

    //! The workspace in front; nullptr while it opens.
    WorkspaceView *view() const;
    ConnectionDialogs *dialogs() const { return m_dialogs; }
    SessionVisits *visits() const { return m_visits; }
    //! Closes without asking about what is not saved: the machine shuts down.
    void closeNow();
    void showProfile(const QString &profileId);
    QString profileId() const { return m_profileId; }
    //! Shows the workspace in front instead of the settings.
    void bringViewForward();
    //! Another day has begun: in every window of the program.
    void setToday(const QDate &today) { DayWatch::show(today); }

Q_SIGNALS:
    //! The window is on the screen for the first time.
    void firstPainted();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void connectMenus();
    void connectPalette();
    void connectSidebar();
    void profilesChanged();
    void stateChanged(const QString &profileId);
    void openView(const QString &profileId);
    void connectView(WorkspaceView *view);
    void closeView(const QString &profileId);
    void showStatus();
    void showPage(const QString &pageId);
    void showSettings();
    void viewChanged();
    void pageChanged();
    void sessionChanged();
    void openInWindow(const QString &sessionId);
    void arrange();
    bool isLookedAt(const models::Workspace *workspace) const;
    void restore();

    Parts m_parts;
    QString m_profileId;
    Sidebar *m_sidebar;
    ProductionBar *m_production;
    DemoBar *m_demoBar;
    widgets::MessageBar *m_notice;
    QStackedWidget *m_stack;
    ConnectionPage *m_connectionPage;
    SettingsPage *m_settingsPage = nullptr;
    StatusLine *m_status;
    MainMenus *m_menus;
    PageLetters *m_letters;
    TrafficPlace *m_traffic;
    PaletteCommands *m_commands;
    Attention *m_attention;
    ConnectionDialogs *m_dialogs;
    SessionWindows *m_windows;
    SessionVisits *m_visits;
    WindowStatus *m_says;
    BudgetNotices *m_budgets;
    WorkspaceViews m_views;
    bool m_painted = false;
    bool m_closing = false;
};

} // namespace screens
