#include "ui/screens/mainwindow.h"

#include "base/plaintext.h"
#include "ui/screens/attention.h"
#include "ui/screens/connectiondialog.h"
#include "ui/screens/connectionpage.h"
#include "ui/screens/demobar.h"
#include "ui/screens/errortext.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/notifier.h"
#include "ui/screens/pageletters.h"
#include "ui/screens/productionbar.h"
#include "ui/screens/sessionsarea.h"
#include "ui/screens/sessionwindow.h"
#include "ui/screens/sidebar.h"
#include "ui/screens/statusline.h"
#include "ui/screens/trafficplace.h"
#include "ui/screens/workspaceview.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace screens {

namespace {

const QString windowName = QStringLiteral("mainWindow");
const QString settingsId = QStringLiteral("settings");

} // namespace

MainWindow::MainWindow(const Parts &parts)
    : m_parts(parts), m_profileId(parts.connections->currentId()), m_sidebar(new Sidebar(this)), m_production(new ProductionBar(this)),
      m_demoBar(new DemoBar(this)), m_notice(new widgets::MessageBar(QStringLiteral("window.notice"), this)),
      m_stack(new QStackedWidget(this)), m_connectionPage(new ConnectionPage(this)), m_status(new StatusLine(this)),
      m_menus(new MainMenus(this, parts.settings)), m_letters(new PageLetters(this)),
      m_traffic(new TrafficPlace({parts.traffic, parts.connections, parts.settings}, m_menus->traffic, this)),
      m_attention(new Attention(parts.settings, parts.notifier, this, [this](const models::Workspace *workspace) { return isLookedAt(workspace); }))
{
    build();
    connectMenus();
    connectSidebar();
    Connections *connections = m_parts.connections;
    connect(m_traffic, &TrafficPlace::said, m_status, &StatusLine::say);
    connect(m_demoBar, &DemoBar::connectRequested, this, [this] { openConnectionDialog(); });
    connect(connections, &Connections::profilesChanged, this, &MainWindow::profilesChanged);
    connect(connections, &Connections::stateChanged, this, &MainWindow::stateChanged);
    connect(connections, &Connections::workspaceClosing, this, &MainWindow::closeView);
    connect(m_parts.settings, &accounts::Settings::changed, this, &MainWindow::arrange);
    if (m_parts.notifier)
        connect(m_parts.notifier, &Notifier::activated, this, &MainWindow::showSession);
    profilesChanged();
    viewChanged();
    restore();
    offerKey();
}

MainWindow::~MainWindow()
{
    for (const auto &[id, window] : m_windows) {
        if (window)
            window->deleteLater();
    }
}

void MainWindow::build()
{
    setObjectName(windowName);
    setMinimumSize(560, 420);
    m_stack->setObjectName(QStringLiteral("content"));
    m_stack->addWidget(m_connectionPage);
    auto *content = new QWidget(this);
    auto *pages = new QVBoxLayout;
    pages->setContentsMargins(0, 0, 0, 0);
    pages->setSpacing(0);
    pages->addWidget(m_demoBar);
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
    if (!restoreGeometry(m_parts.settings->windowGeometry(windowName)))
        resize(1280, 820);
    arrange();
}

api::Profile MainWindow::profile(const QString &profileId) const
{
    const QList<api::Profile> all = m_parts.connections->profiles();
    for (const api::Profile &profile : all) {
        if (profile.id == profileId)
            return profile;
    }
    return {};
}

WorkspaceView *MainWindow::view() const
{
    const auto known = m_views.find(m_profileId);
    return known == m_views.end() ? nullptr : known->second.get();
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
    const api::Profile current = profile(m_profileId);
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
    if (state.stage == ConnectionState::Stage::Open && (profileId == m_profileId || m_views.count(profileId) > 0))
        openView(profileId);
    if (profileId == m_profileId)
        viewChanged();
}

WorkspaceView *MainWindow::openView(const QString &profileId)
{
    std::unique_ptr<WorkspaceView> &view = m_views[profileId];
    if (view)
        return view.get();
    models::Workspace *workspace = m_parts.connections->workspace(profileId);
    view = std::make_unique<WorkspaceView>(PageContext{workspace, m_parts.settings, m_parts.clock});
    m_stack->addWidget(view.get());
    connectView(view.get());
    m_attention->watch(workspace);
    view->showPage(view->firstPage());
    if (profileId == m_profileId && (!focusWidget() || m_sidebar->isAncestorOf(focusWidget())))
        view->takeFocus();
    return view.get();
}

void MainWindow::connectView(WorkspaceView *view)
{
    models::Workspace *workspace = view->workspace();
    connect(view, &WorkspaceView::currentPageChanged, this, &MainWindow::pageChanged);
    connect(view, &WorkspaceView::currentSessionChanged, this, &MainWindow::sessionChanged);
    connect(view, &WorkspaceView::windowRequested, this, &MainWindow::openInWindow);
    connect(view, &WorkspaceView::said, m_status, &StatusLine::say);
    connect(view, &WorkspaceView::linkHovered, m_status, &StatusLine::setLinkHost);
    connect(view, &WorkspaceView::connectionSettingsRequested, this,
            [this, workspace](const QString &why) { openConnectionDialog(workspace->profile().id, why); });
    connect(workspace, &models::Workspace::requestsInFlightChanged, this, &MainWindow::showStatus);
    connect(workspace, &models::Workspace::keyRefusedChanged, this, &MainWindow::showStatus);
    connect(workspace, &models::Workspace::waitingCallsChanged, this, &MainWindow::showStatus);
    connect(&workspace->client(), &api::Client::refusalChanged, this, &MainWindow::showStatus);
}

void MainWindow::closeView(const QString &profileId)
{
    for (const auto &[id, window] : m_windows) {
        if (window && window->page()->workspace()->profile().id == profileId) {
            window->disconnect(this);
            std::unique_ptr<SessionWindow>(window.data()).reset(); // now, while its workspace is there
        }
    }
    const bool front = profileId == m_profileId;
    m_views.erase(profileId);
    if (front)
        viewChanged();
}

void MainWindow::viewChanged()
{
    WorkspaceView *current = view();
    const std::vector<Sidebar::Page> pages = current ? current->pages() : std::vector<Sidebar::Page>{};
    m_sidebar->setPages(pages);
    m_letters->setPages(pages);
    if (!current)
        m_connectionPage->showState(m_parts.connections->state(m_profileId), profile(m_profileId), m_parts.connections->isDemo(m_profileId),
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
        m_settingsPage = new SettingsPage(m_parts.settings, m_parts.connections, m_parts.places, m_stack);
        m_stack->addWidget(m_settingsPage);
        connect(m_settingsPage, &SettingsPage::connectRequested, this, [this] { openConnectionDialog(); });
        connect(m_settingsPage, &SettingsPage::editRequested, this, [this](const QString &id) { openConnectionDialog(id); });
    }
    m_stack->setCurrentWidget(m_settingsPage);
    pageChanged();
}

void MainWindow::showSession(const QString &profileId, const QString &sessionId)
{
    if (const auto window = m_windows.find(sessionId); window != m_windows.end() && window->second) {
        window->second->present();
        return;
    }
    show();
    raise();
    activateWindow();
    if (profileId != m_profileId)
        showProfile(profileId);
    WorkspaceView *current = view();
    const models::Conversation *conversation = current ? current->workspace()->findConversation(sessionId) : nullptr;
    if (!conversation)
        return;
    m_stack->setCurrentWidget(current);
    current->openSession(conversation->session());
}

void MainWindow::setToday(const QDate &today)
{
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        if (auto *transcript = qobject_cast<ui::TranscriptView *>(widget))
            transcript->setToday(today);
    }
}

ConnectionDialog *MainWindow::openConnectionDialog(const QString &profileId, const QString &why)
{
    const ConnectionDialog::Stores stores{m_parts.profiles, m_parts.secrets};
    const bool isNew = profileId.isEmpty() || m_parts.connections->isDemo(profileId);
    auto *dialog = isNew ? new ConnectionDialog(m_parts.connections, stores, this)
                         : new ConnectionDialog(m_parts.connections, stores, profile(profileId), this);
    if (!why.isEmpty())
        dialog->askForKey(why);
    connect(dialog, &ConnectionDialog::saved, this, [this](const QString &id) {
        m_parts.connections->reopen(id);
        showProfile(id);
    });
    dialog->open();
    return dialog;
}

} // namespace screens
