#pragma once

#include "accounts/environmentkeys.h"
#include "accounts/profilestore.h"
#include "accounts/secretstore.h"
#include "accounts/settings.h"
#include "base/clock.h"
#include "main/language.h"
#include "main/liveconnections.h"
#include "main/wakewatch.h"
#include "models/budgets.h"
#include "models/costs.h"
#include "models/diskwatch.h"
#include "models/kepttranscripts.h"
#include "models/trafficmodel.h"
#include "net/trafficlog.h"
#include "store/database.h"
#include "store/drafts.h"
#include "store/eventlog.h"
#include "store/ledger.h"
#include "store/listcache.h"
#include "store/marks.h"
#include "store/outbox.h"
#include "store/pricefile.h"
#include "ui/screens/daywatch.h"
#include "ui/screens/mainwindow.h"
#include "ui/screens/notifier.h"
#include "ui/theme/theme.h"

#include <QObject>

#include <memory>

namespace app {

//! The running program: makes every long-lived part once, hands each what it needs, and takes them apart in the other order.
class Program final : public QObject
{
    Q_OBJECT
public:
    //! How to put it together.
    struct Setup
    {
        QString configFolder;   //!< settings and profiles
        QString dataFolder;     //!< drafts, outbox, the demo's data
        demo::Options demo;     //!< its database file is set by the program when it is empty
        std::unique_ptr<accounts::SecretStore> secrets; //!< null: the system's keychain
        bool notifications = true;                      //!< false: the desktop is not told anything
        std::unique_ptr<screens::Notifier> notifier;    //!< null: the desktop's
        accounts::EnvironmentKeys environment;          //!< what may be offered; nothing unless main() read it
        BrowserSignIn::Opener openBrowser;              //!< empty: the system's
    };

    //! The usual folders of this system, or two below `profileDir`.
    static Setup usual(const QString &profileDir);

    explicit Program(Setup setup, QObject *parent = nullptr);
    ~Program() override;

    screens::MainWindow *window() const { return m_window.get(); }
    accounts::Settings *settings() { return &m_settings; }
    accounts::ProfileStore *profiles() { return &m_profiles; }
    accounts::SecretStore *secrets() { return m_secrets.get(); }
    LiveConnections *connections() { return m_connections.get(); }
    theme::Theme *theme() { return &m_theme; }
    void show();
    net::TrafficLog *log() { return &m_log; }
    store::EventLog *transcripts() { return &m_events; }
    models::KeptTranscripts *transcriptUse() { return &m_kept; }
    models::Costs *costs() { return &m_costs; }
    models::Budgets *budgets() { return &m_budgets; }
    WakeWatch *wake() { return &m_wake; }
    //! Closes without asking; what is typed is on the disk when the program is gone.
    void end();

Q_SIGNALS:
    //! By end(): nothing is shown any more.
    void ended();

private:
    void limitTranscripts();
    void settingChanged(accounts::Settings::Name name);
    screens::MainWindow::Parts windowParts(const Setup &setup);

    base::SystemClock m_clock;
    accounts::EnvironmentKeys m_environment;
    accounts::Settings m_settings;
    Language m_language;
    accounts::ProfileStore m_profiles;
    std::unique_ptr<accounts::SecretStore> m_secrets;
    theme::Theme m_theme;
    net::TrafficLog m_log;
    models::TrafficModel m_traffic;
    WakeWatch m_wake;
    screens::DayWatch m_day;
    store::Database m_database;
    store::Drafts m_drafts;
    store::Outbox m_outbox;
    store::EventLog m_events;
    store::Ledger m_ledger;
    store::PriceFile m_prices;
    models::Costs m_costs;
    store::BudgetFile m_budgetFile;
    models::Budgets m_budgets;
    store::ListCache m_lists;
    store::Marks m_marks;
    models::DiskWatch m_disk;
    models::KeptTranscripts m_kept;
    std::unique_ptr<LiveConnections> m_connections;
    std::unique_ptr<screens::Notifier> m_notifier;
    std::unique_ptr<screens::MainWindow> m_window;
};

} // namespace app
