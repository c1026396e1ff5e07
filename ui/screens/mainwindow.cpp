#include "ui/screens/mainwindow.h"

#include "ui/screens/aboutdialog.h"
#include "ui/screens/attention.h"
#include "ui/screens/budgetnotices.h"
#include "ui/screens/connectiondialogs.h"
#include "ui/screens/connectionpage.h"
#include "ui/screens/demobar.h"
#include "ui/screens/diskbar.h"
#include "ui/screens/keyoffer.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/notifier.h"
#include "ui/screens/pageletters.h"
#include "ui/screens/palettecommands.h"
#include "ui/screens/panewalk.h"
#include "ui/screens/productionbar.h"
#include "ui/screens/sessionsarea.h"
#include "ui/screens/sessionvisits.h"
#include "ui/screens/sessionwindows.h"
#include "ui/screens/shortcutsheet.h"
#include "ui/screens/sidebar.h"
#include "ui/screens/statusline.h"
#include "ui/screens/trafficplace.h"
#include "ui/screens/usagetext.h"
#include "ui/screens/viewacts.h"
#include "ui/screens/windowstatus.h"
#include "ui/screens/workspaceview.h"
#include "ui/theme/space.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace screens {

namespace {

const QString mainWindowName = QStringLiteral("mainWindow");
const QString settingsId = QStringLiteral("settings");

} // namespace

MainWindow::MainWindow(const Parts &parts)
    : m_parts(parts), m_profileId(parts.connections->currentId()), m_sidebar(new Sidebar(this)), m_production(new ProductionBar(this)),
      m_demoBar(new DemoBar(this)), m_notice(new widgets::MessageBar(QStringLiteral("window.notice"), this)),
      m_stack(new QStackedWidget(this)), m_connectionPage(new ConnectionPage(this)), m_status(new StatusLine(this)),
      m_menus(new MainMenus(this, parts.settings)), m_letters(new PageLetters(this)),
      m_traffic(new TrafficPlace({parts.traffic, parts.connections, parts.settings}, m_menus->traffic, this)),
      m_commands(new PaletteCommands(m_menus, this)),
      m_attention(new Attention(parts.settings, parts.notifier, this, [this](const models::Workspace *workspace) { return isLookedAt(workspace); })),
      m_dialogs(new ConnectionDialogs({parts.connections, parts.profiles, parts.secrets}, this)), m_windows(new SessionWindows(parts.settings, this)),
      m_visits(new SessionVisits(this, m_windows)), m_says(new WindowStatus({parts.connections, m_status, m_sidebar, m_menus}, this)),
      m_budgets(new BudgetNotices(parts.budgets, parts.settings, parts.notifier, m_sidebar, this))
{
    build();
    m_dialogs->serve(m_connectionPage);
    connectMenus();
    connectPalette();
    connectSidebar();
    Connections *connections = m_parts.connections;
    connect(m_traffic, &TrafficPlace::said, m_status, &StatusLine::say);
    connect(m_budgets, &BudgetNotices::pageRequested, this, &MainWindow::showPage);
    if (m_parts.costs)
        connect(m_parts.costs, &models::Costs::shownChanged, this, &MainWindow::viewChanged);
    connect(m_demoBar, &DemoBar::connectRequested, this, [this] { m_dialogs->open(); });
    connect(connections, &Connections::profilesChanged, this, &MainWindow::profilesChanged);
    connect(connections, &Connections::stateChanged, this, &MainWindow::stateChanged);
    connect(connections, &Connections::workspaceClosing, this, &MainWindow::closeView);
    connect(m_parts.settings, &accounts::Settings::changed, this, &MainWindow::arrange);
    if (m_parts.notifier)
        connect(m_parts.notifier, &Notifier::activated, m_visits, &SessionVisits::showSession);
    profilesChanged();
    viewChanged();
    restore();
    connect(m_dialogs, &ConnectionDialogs::saved, this, &MainWindow::showProfile);
    auto *offer = new KeyOffer(connections, m_notice, this);
    connect(offer, &KeyOffer::accepted, this, [this](const QString &variable) { m_dialogs->openWithOffer(variable); });
    offer->showIfNew();
}

MainWindow::~MainWindow() { m_views.clear(); } // what they still ask for ends, which the status line is told

void MainWindow::build()
{
    setObjectName(mainWindowName);
    setMinimumSize(560, 420);
    m_stack->setObjectName(QStringLiteral("content"));
    m_stack->addWidget(m_connectionPage);
    auto *content = new QWidget(this);
    auto *pages = new QVBoxLayout;
    pages->setContentsMargins(0, 0, 0, 0);
    pages->setSpacing(0);
    pages->addWidget(m_demoBar);
    pages->addWidget(new DiskBar(m_parts.disk, content));
    pages->addWidget(m_notice);
    pages->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(pages, 1);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_production);
    column->addLayout(row, 1);
    setCentralWidget(content);
    setStatusBar(m_status);
}

void MainWindow::restore()
{
    if (!restoreGeometry(m_parts.settings->windowGeometry(mainWindowName)))
        resize(1280, 820);
    arrange();
}

WorkspaceView *MainWindow::view() const
{
    return m_views.find(m_profileId);
}

void MainWindow::profilesChanged()
{
    Connections *connections = m_parts.connections;
    const QList<api::Profile> all = connections->profiles();
    QString demoId;
    bool known = false;
    for (const api::Profile &profile : all) {
        known = known || profile.id == m_profileId;
        if (connections->isDemo(profile.id))
            demoId = profile.id;
    }
    if (!known) {
        showProfile(connections->currentId()); // comes back here
        return;
    }
    m_sidebar->switcher()->setProfiles(all, m_profileId, demoId);
    const api::Profile current = m_parts.connections->profile(m_profileId);
    m_production->setProduction(current.production, current.hue);
    m_demoBar->setVisible(connections->isDemo(m_profileId));
}

void MainWindow::showProfile(const QString &profileId)
{
    m_profileId = profileId;
    m_parts.connections->setCurrent(profileId);
    if (m_painted)
        m_parts.connections->open(profileId);
    profilesChanged();
    stateChanged(profileId);
}

void MainWindow::stateChanged(const QString &profileId)
{
    const ConnectionState state = m_parts.connections->state(profileId);
    if (state.stage == ConnectionState::Stage::Open && (profileId == m_profileId || m_views.find(profileId)))
        openView(profileId);
    if (profileId == m_profileId)
        viewChanged();
}

void MainWindow::openView(const QString &profileId)
{
    if (m_views.find(profileId))
        return;
    Connections *connections = m_parts.connections;
    WorkspaceView *view = m_views.add(profileId, {connections->workspace(profileId), m_parts.settings, m_parts.clock,
                                                  [connections](const QString &id) { return connections->profile(id).name; }, m_parts.costs,
                                                  connections->isDemo(profileId), m_parts.budgets});
    m_stack->addWidget(view);
    connectView(view);
    m_attention->watch(view->workspace());
    view->showPage(view->firstPage());
    m_visits->viewOpened(profileId, view);
    if (profileId == m_profileId && (!focusWidget() || m_sidebar->isAncestorOf(focusWidget())))
        view->takeFocus();
}

void MainWindow::connectView(WorkspaceView *view)
{
    models::Workspace *workspace = view->workspace();
    connect(view, &WorkspaceView::currentPageChanged, this, &MainWindow::pageChanged);
    connect(view, &WorkspaceView::currentSessionChanged, this, &MainWindow::sessionChanged);
    connect(view, &WorkspaceView::windowRequested, this, &MainWindow::openInWindow);
    connect(view, &WorkspaceView::placeRequested, m_visits, &SessionVisits::showPlace);
    connect(view, &WorkspaceView::said, m_status, &StatusLine::say);
    connect(view, &WorkspaceView::linkHovered, m_status, &StatusLine::setLinkHost);
    connect(view, &WorkspaceView::connectionSettingsRequested, this,
            [this, workspace](const QString &why) { m_dialogs->open(workspace->profile().id, why); });
    connect(workspace, &models::Workspace::requestsInFlightChanged, this, &MainWindow::showStatus);
    connect(workspace, &models::Workspace::keyRefusedChanged, this, &MainWindow::showStatus);
    connect(workspace, &models::Workspace::waitingCallsChanged, this, &MainWindow::showStatus);
    connect(&workspace->client(), &api::Client::refusalChanged, this, &MainWindow::showStatus);
}

void MainWindow::closeView(const QString &profileId)
{
    m_windows->endOf(profileId);
    const bool front = profileId == m_profileId;
    m_views.remove(profileId);
    if (front)
        viewChanged();
}

void MainWindow::viewChanged()
{
    WorkspaceView *current = view();
    const std::vector<Sidebar::Page> pages = current ? current->pages() : std::vector<Sidebar::Page>{};
    m_sidebar->setPages(pages);
    m_letters->setPages(pages);
    m_budgets->mark();
    if (!current)
        m_connectionPage->showState(m_parts.connections->state(m_profileId), m_parts.connections->profile(m_profileId), m_parts.connections->isDemo(m_profileId),
                                    m_parts.connections->offeredKeys());
    if (!m_settingsPage || m_stack->currentWidget() != m_settingsPage)
        m_stack->setCurrentWidget(current ? static_cast<QWidget *>(current) : m_connectionPage);
    arrange();
    pageChanged();
}

void MainWindow::pageChanged()
{
    const WorkspaceView *current = view();
    m_sidebar->setCurrent(current && m_stack->currentWidget() == current ? current->currentPage()
                              : m_stack->currentWidget() == m_settingsPage && m_settingsPage ? settingsId : QString());
    sessionChanged();
}

void MainWindow::showPage(const QString &pageId)
{
    if (pageId == settingsId) {
        showSettings();
        return;
    }
    WorkspaceView *current = view();
    if (!current) {
        m_stack->setCurrentWidget(m_connectionPage);
        return;
    }
    m_stack->setCurrentWidget(current);
    current->showPage(pageId);
    current->takeFocus();
}

void MainWindow::showSettings()
{
    if (!m_settingsPage) {
        m_settingsPage = new SettingsPage(m_parts.settings, m_parts.connections, m_parts.kept, m_parts.places, m_stack);
        m_stack->addWidget(m_settingsPage);
        connect(m_settingsPage, &SettingsPage::connectRequested, this, [this] { m_dialogs->open(); });
        connect(m_settingsPage, &SettingsPage::editRequested, this, [this](const QString &id) { m_dialogs->open(id); });
        m_settingsPage->setCosts(m_parts.costs, m_parts.budgets, m_parts.clock);
    }
    m_stack->setCurrentWidget(m_settingsPage);
    pageChanged();
}

void MainWindow::bringViewForward()
{
    if (WorkspaceView *current = view())
        m_stack->setCurrentWidget(current);
}

void MainWindow::connectSidebar()
{
    connect(m_sidebar, &Sidebar::pageRequested, this, &MainWindow::showPage);
    connect(m_letters, &PageLetters::pageRequested, this, &MainWindow::showPage);
    connect(m_sidebar, &Sidebar::newSessionRequested, m_menus->newSession, &QAction::trigger);
    ProfileSwitcher *switcher = m_sidebar->switcher();
    connect(switcher, &ProfileSwitcher::profileRequested, this, &MainWindow::showProfile);
    connect(switcher, &ProfileSwitcher::connectRequested, this, [this] { m_dialogs->open(); });
    connect(switcher, &ProfileSwitcher::editRequested, this, [this](const QString &id) { m_dialogs->open(id); });
}

void MainWindow::connectMenus()
{
    const auto on = [this](QAction *action, auto act) { connect(action, &QAction::triggered, this, act); };
    const auto front = [this] { return view(); };
    auto *acts = new ViewActs(m_menus, front, this);
    connect(acts, &ViewActs::bringForward, this, &MainWindow::bringViewForward);
    connect(acts, &ViewActs::windowRequested, this, &MainWindow::openInWindow);
    connect(m_menus->pasteLink, &QAction::triggered, m_visits, &SessionVisits::openLinkFromClipboard);
    connect(m_visits, &SessionVisits::said, m_status, &StatusLine::say);
    new PaneWalk(m_menus, {m_sidebar, m_stack, m_traffic, front}, this);
    on(m_menus->connectWorkspace, [this] { m_dialogs->open(); });
    on(m_menus->settings, [this] { showPage(settingsId); });
    on(m_menus->quit, [this] { close(); });
    on(m_menus->shortcuts, [this] { ShortcutSheet::of(*m_menus, *m_letters, *m_parts.settings, this)->show(); });
    on(m_menus->about, [this] { (new AboutDialog(this))->show(); });
}

void MainWindow::connectPalette()
{
    connect(m_menus->palette, &QAction::triggered, this, [this] { m_commands->open(view()); });
    connect(m_commands, &PaletteCommands::pageChosen, this, &MainWindow::showPage);
    connect(m_commands, &PaletteCommands::openSessionChosen, this, [this](const QString &id) { m_visits->showSession(m_profileId, id); });
    connect(m_commands, &PaletteCommands::sessionChosen, this, [this](const base::Record &session) {
        if (WorkspaceView *front = view()) {
            m_stack->setCurrentWidget(front);
            front->openSession(session);
        }
    });
}

void MainWindow::arrange()
{
    const bool narrow = width() < theme::narrowWidth;
    m_sidebar->setCollapsed(narrow || m_parts.settings->sidebarCollapsed());
    m_views.setNarrow(narrow);
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        // After the paint, so that nothing stands between a start and the first picture.
        QMetaObject::invokeMethod(
            this,
            [this] {
                Q_EMIT firstPainted();
                m_traffic->restore();
                m_parts.connections->open(m_profileId);
            },
            Qt::QueuedConnection);
    }
    return handled;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

void MainWindow::closeNow()
{
    m_closing = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && m_views.hasUnsavedChanges()) {
        event->ignore();
        m_notice->showMessage(widgets::MessageBar::Kind::Wait, tr("A form has changes that are not saved."), tr("They are lost when Muster quits."));
        m_notice->setDismissable(true);
        connect(m_notice->addButton(QStringLiteral("quit"), tr("Quit anyway")), &QPushButton::clicked, this, [this] {
            m_closing = true;
            close();
        });
        return;
    }
    m_parts.settings->setWindowGeometry(objectName(), saveGeometry());
    m_traffic->remember();
    m_windows->closeAll();
    QMainWindow::closeEvent(event);
}

void MainWindow::sessionChanged()
{
    WorkspaceView *current = view();
    const bool inFront = current && m_stack->currentWidget() == current;
    SessionPage *session = inFront ? current->currentSession() : nullptr;
    const int tabs = inFront && current->sessions() ? current->sessions()->tabs()->count() : 0;
    m_menus->setSession(session, tabs);
    m_status->setUsage(session ? shownUsage(session->conversation()->usage(), session->costs()) : api::Usage{});
    const QString workspaceName = m_parts.connections->profile(m_profileId).name;
    setWindowTitle(session ? tr("%1 — %2 — Muster").arg(session->title(), workspaceName) : tr("%1 — Muster").arg(workspaceName));
    showStatus();
}

void MainWindow::showStatus()
{
    m_says->show(m_parts.connections->profile(m_profileId), view());
    m_says->setWaiting(m_views.waitingCalls());
}

void MainWindow::openInWindow(const QString &sessionId)
{
    WorkspaceView *current = view();
    if (SessionPage *page = current && current->sessions() ? current->sessions()->tabs()->take(sessionId) : nullptr)
        m_windows->open(page);
}

//! A session in a window of its own counts as looked at while the program is in front: its window tells by itself.
bool MainWindow::isLookedAt(const models::Workspace *workspace) const
{
    if (QGuiApplication::applicationState() != Qt::ApplicationActive)
        return false;
    return (view() && view()->workspace() == workspace) || m_windows->shows(workspace);
}

} // namespace screens
