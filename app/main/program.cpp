#include "main/program.h"

#include "accounts/keychainsecretstore.h"
#include "main/desktopnotifier.h"

#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QStandardPaths>

namespace app {

using accounts::Settings;

namespace {

theme::Mode modeOf(Settings::Theme theme)
{
    switch (theme) {
    case Settings::Theme::Light:
        return theme::Mode::Light;
    case Settings::Theme::Dark:
        return theme::Mode::Dark;
    case Settings::Theme::System:
        break;
    }
    return theme::Mode::System;
}

theme::Density densityOf(Settings::Density density)
{
    return density == Settings::Density::Compact ? theme::Density::Compact : theme::Density::Normal;
}

//! Makes a folder that only this person can read.
QString privateFolder(const QString &path)
{
    if (!QDir(path).exists() && QDir().mkpath(path))
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

std::unique_ptr<accounts::SecretStore> secretsOf(Program::Setup &setup, base::Clock *clock)
{
    if (setup.secrets)
        return std::move(setup.secrets);
    return std::make_unique<accounts::KeychainSecretStore>(clock, accounts::KeychainSecretStore::Deadlines{}, nullptr);
}

} // namespace

Program::Setup Program::usual(const QString &profileDir)
{
    Setup setup;
    if (profileDir.isEmpty()) {
        setup.configFolder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
        setup.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    } else {
        setup.configFolder = profileDir + QStringLiteral("/config");
        setup.dataFolder = profileDir + QStringLiteral("/data");
    }
    return setup;
}

Program::Program(Setup setup, QObject *parent)
    : QObject(parent), m_environment(std::move(setup.environment)), m_settings(setup.configFolder, nullptr), m_language(m_settings.language()),
      m_profiles(setup.configFolder, nullptr), m_secrets(secretsOf(setup, &m_clock)),
      m_theme(modeOf(m_settings.theme()), densityOf(m_settings.density())), m_traffic(&m_log, &m_clock), m_wake(&m_clock), m_day(&m_clock),
      m_database(privateFolder(setup.dataFolder) + QStringLiteral("/muster.sqlite")), m_drafts(&m_database, &m_clock), m_outbox(&m_database, &m_clock),
      m_events(setup.dataFolder + QStringLiteral("/events.sqlite"), &m_clock),
      m_ledger(setup.dataFolder + QStringLiteral("/usage.sqlite"), &m_clock), m_prices(setup.configFolder + QStringLiteral("/prices.json")),
      m_costs(&m_ledger, &m_prices, &m_settings),
      m_budgetFile(setup.configFolder + QStringLiteral("/budgets.json")), m_budgets(&m_budgetFile, &m_costs, &m_profiles, &m_clock), m_lists(&m_events), m_marks(&m_database), m_disk(&m_database, &m_events, &m_ledger), m_kept(&m_events)
{
    m_theme.setTextScale(m_settings.textZoom());
    limitTranscripts();
    connect(&m_settings, &Settings::changed, this, &Program::settingChanged);
    if (setup.demo.databaseFile.isEmpty())
        setup.demo.databaseFile = setup.dataFolder + (setup.demo.wire == demo::Wire::Openma ? QStringLiteral("/demo-openma.sqlite")
                                                                                              : QStringLiteral("/demo.sqlite"));
    LiveConnections::Parts parts;
    parts.profiles = &m_profiles;
    parts.secrets = m_secrets.get();
    parts.clock = &m_clock;
    parts.log = &m_log;
    parts.stores = {&m_drafts, &m_outbox, &m_events, &m_lists, &m_marks};
    parts.costs = &m_costs;
    parts.demo = setup.demo;
    parts.environment = &m_environment;
    parts.openBrowser = setup.openBrowser ? setup.openBrowser : [](const QUrl &page) { return QDesktopServices::openUrl(page); };
    m_connections = std::make_unique<LiveConnections>(parts);
    if (setup.notifier)
        m_notifier = std::move(setup.notifier);
    else if (setup.notifications)
        m_notifier = std::make_unique<DesktopNotifier>();
    m_window = std::make_unique<screens::MainWindow>(windowParts(setup));
    connect(m_window.get(), &screens::MainWindow::firstPainted, &m_wake, &WakeWatch::start); // it asks the system, which may take its time
    connect(&m_wake, &WakeWatch::woke, m_connections.get(), &LiveConnections::dropConnections);
    connect(&m_wake, &WakeWatch::woke, &m_day, &screens::DayWatch::look);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, &m_day, &screens::DayWatch::look); // its clock or time zone may have been set
    connect(&m_day, &screens::DayWatch::dayChanged, m_window.get(), &screens::MainWindow::setToday);
    connect(&m_day, &screens::DayWatch::dayChanged, &m_budgets, &models::Budgets::look); // a month may have begun
}

Program::~Program() = default;

screens::MainWindow::Parts Program::windowParts(const Setup &setup)
{
    screens::MainWindow::Parts parts;
    parts.connections = m_connections.get();
    parts.profiles = &m_profiles;
    parts.secrets = m_secrets.get();
    parts.settings = &m_settings;
    parts.clock = &m_clock;
    parts.notifier = m_notifier.get();
    parts.traffic = &m_traffic;
    parts.disk = &m_disk;
    parts.kept = &m_kept;
    parts.costs = &m_costs;
    parts.budgets = &m_budgets;
    parts.places = {{tr("Settings"), m_settings.fileName()},
                    {tr("Connections, without keys"), m_profiles.fileName()},
                    {tr("Keys"), tr("In the keychain of your system, never in a file")},
                    {tr("Drafts and messages under way"), m_database.file()},
                    {tr("Transcripts kept to be read offline"), m_events.file()},
                    {tr("What was used and what it cost"), m_ledger.database()->file()},
                    {tr("Your prices and budgets"), setup.configFolder},
                    {tr("The demo's data"), setup.demo.databaseFile}};
    return parts;
}

void Program::end()
{
    m_window->closeNow();
    Q_EMIT ended();
}

void Program::show()
{
    m_window->show();
}

void Program::settingChanged(Settings::Name name)
{
    switch (name) {
    case Settings::Name::Theme:
        m_theme.setMode(modeOf(m_settings.theme()));
        break;
    case Settings::Name::Density:
        m_theme.setDensity(densityOf(m_settings.density()));
        break;
    case Settings::Name::TextZoom:
        m_theme.setTextScale(m_settings.textZoom());
        break;
    case Settings::Name::TranscriptLimit:
        limitTranscripts();
        break;
    default:
        break;
    }
}

void Program::limitTranscripts()
{
    const int megabytes = m_settings.transcriptLimit();
    m_events.setLimit(megabytes == 0 ? std::numeric_limits<qint64>::max() : qint64(megabytes) * 1024 * 1024);
}

} // namespace app
