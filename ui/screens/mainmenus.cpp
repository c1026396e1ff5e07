#include "ui/screens/mainmenus.h"

#include "ui/screens/approvalbar.h"
#include "ui/screens/editactions.h"
#include "ui/screens/readingactions.h"
#include "ui/screens/sessionacts.h"
#include "ui/screens/sessionpage.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace screens {

namespace {

constexpr int zoomStep = 10;

} // namespace

MainMenus::MainMenus(QMainWindow *window, accounts::Settings *settings) : QObject(window), m_window(window), m_settings(settings)
{
    const auto add = [this](const char *name, const QString &title) {
        QMenu *menu = m_window->menuBar()->addMenu(title);
        menu->setObjectName(QLatin1String(name));
        m_menus.append(menu);
        return menu;
    };
    m_file = add("menu.file", tr("&File"));
    buildFile(m_file);
    QMenu *edit = add("menu.edit", tr("&Edit"));
    new EditActions(edit);
    buildView(add("menu.view", tr("&View")));
    QMenu *go = add("menu.go", tr("&Go"));
    m_reading = new ReadingActions(edit, go);
    go->addSeparator();
    pasteLink = make(go, "go.pasteLink", tr("Message of the copied link"), QStringLiteral("link"), QKeySequence(Qt::CTRL | Qt::Key_L));
    m_session = add("menu.session", tr("&Session"));
    buildSession(m_session);
    buildWindow(add("menu.window", tr("&Window")));
    buildHelp(add("menu.help", tr("&Help")));
    connect(m_settings, &accounts::Settings::changed, this, &MainMenus::readSettings);
    readSettings();
    setSession(nullptr, 0);
}

QAction *MainMenus::make(QMenu *menu, const char *name, const QString &text, const QString &icon, const QKeySequence &keys)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(QLatin1String(name));
    if (!icon.isEmpty())
        action->setIcon(theme::icon(icon));
    if (!keys.isEmpty())
        action->setShortcut(keys);
    return action;
}

void MainMenus::buildFile(QMenu *menu)
{
    newSession = make(menu, "action.newSession", tr("New session…"), QStringLiteral("message-square"), QKeySequence(Qt::CTRL | Qt::Key_N));
    m_afterCreatable = menu->addSeparator();
    connectWorkspace = make(menu, "action.connect", tr("Connect a workspace…"), QStringLiteral("plug"));
    settings = make(menu, "action.settings", tr("Settings"), QStringLiteral("settings"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    settings->setMenuRole(QAction::PreferencesRole);
    menu->addSeparator();
    closeTab = make(menu, "action.closeTab", tr("Close tab"), QString(), QKeySequence(Qt::CTRL | Qt::Key_W));
    quit = make(menu, "action.quit", tr("Quit"), QStringLiteral("log-out"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
}

void MainMenus::setCreatable(const QList<std::pair<QString, QString>> &resources)
{
    for (QAction *action : std::as_const(m_creatable)) {
        m_file->removeAction(action);
        action->deleteLater();
    }
    m_creatable.clear();
    for (const auto &[title, id] : resources) {
        auto *action = new QAction(theme::icon(QStringLiteral("plus")), title, this);
        action->setObjectName(QStringLiteral("action.new.") + id);
        connect(action, &QAction::triggered, this, [this, id = id] { Q_EMIT newRecordRequested(id); });
        m_file->insertAction(m_afterCreatable, action);
        m_creatable.append(action);
    }
}

QMenu *MainMenus::addChoices(QMenu *menu, const char *name, const QString &title, const QStringList &labels, int current,
                             std::function<void(int)> choose)
{
    QMenu *choices = menu->addMenu(title);
    choices->setObjectName(QLatin1String(name));
    auto *group = new QActionGroup(choices);
    for (int i = 0; i < labels.size(); ++i) {
        QAction *action = choices->addAction(labels.at(i));
        action->setObjectName(QStringLiteral("%1.%2").arg(QLatin1String(name)).arg(i));
        action->setCheckable(true);
        action->setChecked(i == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [choose, i] { choose(i); });
    }
    return choices;
}

void MainMenus::buildView(QMenu *menu)
{
    using accounts::Settings;
    palette = make(menu, "action.palette", tr("Go to…"), QStringLiteral("command"), QKeySequence(Qt::CTRL | Qt::Key_K));
    search = make(menu, "action.search", tr("Search all sessions…"), QStringLiteral("search"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    reload = make(menu, "action.reload", tr("Read again"), QStringLiteral("refresh-cw"), QKeySequence(Qt::Key_F5));
    menu->addSeparator();
    sidebar = make(menu, "action.sidebar", tr("Sidebar with names"), QStringLiteral("panel-left"), QKeySequence(Qt::CTRL | Qt::Key_B));
    sidebar->setCheckable(true);
    m_densityMenu = addChoices(menu, "menu.density", tr("Rows"), {tr("Comfortable"), tr("Compact")}, int(m_settings->density()),
                               [this](int i) { m_settings->setDensity(Settings::Density(i)); });
    m_themeMenu = addChoices(menu, "menu.theme", tr("Theme"), {tr("As the system"), tr("Light"), tr("Dark")}, int(m_settings->theme()),
                             [this](int i) { m_settings->setTheme(Settings::Theme(i)); });
    menu->addSeparator();
    zoomIn = make(menu, "action.zoomIn", tr("Larger text"), QString(), QKeySequence(Qt::CTRL | Qt::Key_Plus));
    zoomIn->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    zoomOut = make(menu, "action.zoomOut", tr("Smaller text"), QString(), QKeySequence(Qt::CTRL | Qt::Key_Minus));
    zoomReset = make(menu, "action.zoomReset", tr("Normal text"), QString(), QKeySequence(Qt::CTRL | Qt::Key_0));
    menu->addSeparator();
    traffic = make(menu, "action.traffic", tr("Traffic log"), QStringLiteral("network"), QKeySequence(Qt::Key_F12));
    traffic->setCheckable(true);
    connect(zoomIn, &QAction::triggered, this, [this] { m_settings->setTextZoom(m_settings->textZoom() + zoomStep); });
    connect(zoomOut, &QAction::triggered, this, [this] { m_settings->setTextZoom(m_settings->textZoom() - zoomStep); });
    connect(zoomReset, &QAction::triggered, this, [this] { m_settings->setTextZoom(100); });
    connect(sidebar, &QAction::triggered, this, [this](bool shown) { m_settings->setSidebarCollapsed(!shown); });
}

void MainMenus::buildSession(QMenu *menu)
{
    allow = make(menu, "action.allow", tr("Allow the call"), QStringLiteral("check"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    deny = make(menu, "action.deny", tr("Deny the call"), QStringLiteral("x"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    // A key that is held down must not answer one request after the other (S12).
    allow->setAutoRepeat(false);
    deny->setAutoRepeat(false);
    m_sessionPlace = menu->addSeparator();
    detach = make(menu, "action.detach", tr("Move to a window of its own"), QStringLiteral("external-link"));
}

void MainMenus::setSession(SessionPage *page, int openTabs)
{
    for (QAction *action : std::as_const(m_sessionActions))
        m_session->removeAction(action);
    m_sessionActions = page ? page->acts()->actions() : QList<QAction *>();
    for (QAction *action : std::as_const(m_sessionActions))
        m_session->insertAction(detach, action);
    m_reading->setSession(page);
    const bool armed = page && page->approvalBar()->isArmed();
    allow->setEnabled(armed);
    deny->setEnabled(armed);
    detach->setEnabled(page != nullptr);
    closeTab->setEnabled(page != nullptr);
    nextTab->setEnabled(openTabs > 1);
    previousTab->setEnabled(openTabs > 1);
}

void MainMenus::setCanCreateSession(bool can)
{
    newSession->setEnabled(can);
}

void MainMenus::buildWindow(QMenu *menu)
{
    nextTab = make(menu, "action.nextTab", tr("Next tab"), QString(), QKeySequence(Qt::CTRL | Qt::Key_Tab));
    previousTab = make(menu, "action.previousTab", tr("Previous tab"), QString(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab));
    menu->addSeparator();
    nextPane = make(menu, "action.nextPane", tr("Next pane"), QString(), QKeySequence(Qt::Key_F6));
    previousPane = make(menu, "action.previousPane", tr("Previous pane"), QString(), QKeySequence(Qt::SHIFT | Qt::Key_F6));
}

void MainMenus::buildHelp(QMenu *menu)
{
    shortcuts = make(menu, "action.shortcuts", tr("Keyboard shortcuts"), QStringLiteral("keyboard"), QKeySequence(Qt::CTRL | Qt::Key_Slash));
    about = make(menu, "action.about", tr("About Muster"), QStringLiteral("info"));
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction *> MainMenus::all() const
{
    QList<QAction *> list;
    for (const QMenu *menu : m_menus) {
        for (QAction *action : menu->actions()) {
            if (!action->isSeparator() && !action->menu())
                list.append(action);
        }
    }
    return list;
}

QString MainMenus::menuOf(const QAction *action) const
{
    for (const QMenu *menu : m_menus) {
        if (menu->actions().contains(const_cast<QAction *>(action)))
            return menu->title().remove(QLatin1Char('&'));
    }
    return {};
}

void MainMenus::readSettings()
{
    sidebar->setChecked(!m_settings->sidebarCollapsed());
    const auto check = [](const QMenu *menu, int index) {
        if (QAction *action = menu->actions().value(index))
            action->setChecked(true);
    };
    check(m_themeMenu, int(m_settings->theme()));
    check(m_densityMenu, int(m_settings->density()));
}

} // namespace screens
