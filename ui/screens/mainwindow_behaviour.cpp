// What the window does by itself and on command; how it is put together is in mainwindow.cpp.
#include "ui/screens/mainwindow.h"

#include "models/resourcelistmodel.h"
#include "ui/screens/aboutdialog.h"
#include "ui/screens/approvalbar.h"
#include "ui/screens/commandpalette.h"
#include "ui/screens/connectiondialog.h"
#include "ui/screens/connectionpage.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/messagelink.h"
#include "ui/screens/pageletters.h"
#include "ui/screens/sessionsarea.h"
#include "ui/screens/sessionwindow.h"
#include "ui/screens/sidebar.h"
#include "ui/screens/statusline.h"
#include "ui/screens/trafficdock.h"
#include "ui/screens/trafficplace.h"
#include "ui/screens/workspaceview.h"
#include "ui/theme/space.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QPushButton>
#include <QStackedWidget>

namespace screens {

void MainWindow::connectSidebar()
{
    connect(m_sidebar, &Sidebar::pageRequested, this, &MainWindow::showPage);
    connect(m_letters, &PageLetters::pageRequested, this, &MainWindow::showPage);
    connect(m_sidebar, &Sidebar::newSessionRequested, m_menus->newSession, &QAction::trigger);
    ProfileSwitcher *switcher = m_sidebar->switcher();
    connect(switcher, &ProfileSwitcher::profileRequested, this, &MainWindow::showProfile);
    connect(switcher, &ProfileSwitcher::connectRequested, this, [this] { openConnectionDialog(); });
    connect(switcher, &ProfileSwitcher::editRequested, this, [this](const QString &id) { openConnectionDialog(id); });
    connect(m_connectionPage, &ConnectionPage::retryRequested, this, [this] { m_parts.connections->reopen(m_profileId); });
    connect(m_connectionPage, &ConnectionPage::unlockRequested, this, &MainWindow::unlock);
    connect(m_connectionPage, &ConnectionPage::keyRequested, this, [this] { openConnectionDialog(m_profileId, tr("Enter the key of this workspace.")); });
    connect(m_connectionPage, &ConnectionPage::offerRequested, this,
            [this](const QString &variable) { openConnectionDialog(m_profileId)->useOffer(variable); });
}

void MainWindow::connectMenus()
{
    const auto on = [this](QAction *action, auto act) { connect(action, &QAction::triggered, this, act); };
    on(m_menus->newSession, [this] {
        if (WorkspaceView *current = view()) {
            m_stack->setCurrentWidget(current);
            current->newSession();
        }
    });
    connect(m_menus, &MainMenus::newRecordRequested, this, [this](const QString &resourceId) {
        if (WorkspaceView *current = view()) {
            m_stack->setCurrentWidget(current);
            current->newRecord(resourceId.toStdString());
        }
    });
    on(m_menus->connectWorkspace, [this] { openConnectionDialog(); });
    on(m_menus->settings, [this] { showPage(QStringLiteral("settings")); });
    on(m_menus->quit, [this] { close(); });
    on(m_menus->closeTab, [this] {
        if (WorkspaceView *current = view(); current && current->sessions())
            current->sessions()->tabs()->closeCurrent();
    });
    on(m_menus->nextTab, [this] { stepTab(1); });
    on(m_menus->previousTab, [this] { stepTab(-1); });
    on(m_menus->nextPane, [this] { stepPane(1); });
    on(m_menus->previousPane, [this] { stepPane(-1); });
    on(m_menus->allow, [this] {
        if (const SessionPage *session = view() ? view()->currentSession() : nullptr)
            session->approvalBar()->allow();
    });
    on(m_menus->deny, [this] {
        if (const SessionPage *session = view() ? view()->currentSession() : nullptr)
            session->approvalBar()->deny();
    });
    on(m_menus->detach, [this] {
        if (const SessionPage *session = view() ? view()->currentSession() : nullptr)
            openInWindow(session->conversation()->id());
    });
    on(m_menus->reload, [this] {
        if (WorkspaceView *current = view())
            current->reload();
    });
    on(m_menus->palette, [this] { openPalette(); });
    on(m_menus->pasteLink, [this] {
        if (const auto link = parseMessageLink(QGuiApplication::clipboard()->text()))
            openLink(*link);
        else
            m_status->say(tr("There is no link to a message on the clipboard."));
    });
    on(m_menus->shortcuts, [this] { openShortcuts(); });
    on(m_menus->about, [this] { (new AboutDialog(this))->show(); });
}

void MainWindow::stepTab(int by)
{
    if (WorkspaceView *current = view(); current && current->sessions())
        current->sessions()->tabs()->step(by);
}

void MainWindow::sessionChanged()
{
    WorkspaceView *current = view();
    const bool inFront = current && m_stack->currentWidget() == current;
    SessionPage *session = inFront ? current->currentSession() : nullptr;
    const int tabs = inFront && current->sessions() ? current->sessions()->tabs()->count() : 0;
    m_menus->setSession(session, tabs);
    m_status->setUsage(session ? session->conversation()->usage() : api::Usage{});
    const QString workspaceName = profile(m_profileId).name;
    setWindowTitle(session ? tr("%1 — %2 — Muster").arg(session->title(), workspaceName) : tr("%1 — Muster").arg(workspaceName));
    showStatus();
}

void MainWindow::showStatus()
{
    using Connection = StatusLine::Connection;
    const WorkspaceView *current = view();
    const ConnectionState state = m_parts.connections->state(m_profileId);
    const QString where = profile(m_profileId).name;
    QList<std::pair<QString, QString>> creatable;
    bool canCreateSession = false;
    if (current) {
        models::Workspace *workspace = current->workspace();
        const SessionPage *session = current->currentSession();
        const bool cut = session && session->conversation()->feedStatus().state == api::FeedStatus::State::Reconnecting;
        m_status->setConnection(workspace->keyRefused() ? Connection::KeyRefused : cut ? Connection::Offline : Connection::Connected, where);
        m_status->setRequestsInFlight(workspace->requestsInFlight());
        m_sidebar->setNeedsYou(workspace->waitingCalls());
        for (const api::ResourceDescriptor &resource : workspace->resources()) {
            if (!current->canCreate(resource.id))
                continue;
            if (resource.opensConversation)
                canCreateSession = true;
            else
                creatable.append({tr("New %1…").arg(QCoreApplication::translate("Resource", resource.singular)), QString::fromStdString(resource.id)});
        }
    } else {
        using Stage = ConnectionState::Stage;
        m_status->setConnection(state.stage == Stage::NeedsKey ? Connection::NeedsKey
                                    : state.stage == Stage::Failed ? Connection::Offline
                                    : state.stage == Stage::Closed ? Connection::Closed
                                                                   : Connection::Opening,
                                where);
        m_status->setRequestsInFlight(0);
        m_sidebar->setNeedsYou(0);
    }
    QHash<QString, int> waiting;
    for (const auto &[id, other] : m_views)
        waiting.insert(id, other ? other->workspace()->waitingCalls() : 0);
    m_sidebar->switcher()->setWaiting(waiting);
    m_menus->setCreatable(creatable);
    m_menus->setCanCreateSession(canCreateSession);
    m_menus->reload->setEnabled(current != nullptr);
    m_sidebar->setCanCreateSession(canCreateSession);
}

void MainWindow::openInWindow(const QString &sessionId)
{
    WorkspaceView *current = view();
    SessionPage *page = current && current->sessions() ? current->sessions()->tabs()->take(sessionId) : nullptr;
    if (!page)
        return;
    auto *window = new SessionWindow(page, m_parts.settings);
    m_windows[sessionId] = window;
    connect(window, &SessionWindow::closed, this, [this, workspace = QPointer<models::Workspace>(page->workspace()), window](const QString &id) {
        m_windows.erase(id);
        if (!workspace)
            return;
        // What follows from its end must not call the window back while it is being taken apart.
        disconnect(workspace, &models::Workspace::conversationClosed, window, nullptr);
        connect(window, &QObject::destroyed, workspace, [workspace, id] { workspace->closeConversation(id); });
    });
    connect(page->workspace(), &models::Workspace::conversationClosed, window, [window, sessionId](const QString &id) {
        if (id != sessionId)
            return;
        window->page()->letGo();
        window->close();
    });
    window->present();
}

void MainWindow::openPalette()
{
    if (!m_palette)
        m_palette = new CommandPalette(this);
    std::vector<Command> commands;
    if (WorkspaceView *current = view()) {
        for (const Sidebar::Page &page : current->pages())
            commands.push_back({page.label, tr("Page"), page.icon, {}, [this, id = page.id] { showPage(id); }});
        for (const models::Conversation *conversation : current->workspace()->openConversations()) {
            const QString title = conversation->title().trimmed().isEmpty() ? tr("Untitled") : conversation->title();
            commands.push_back({title, tr("Open session"), QStringLiteral("message-square"), {},
                                [this, id = conversation->id()] { showSession(m_profileId, id); }});
        }
        appendListedSessions(commands, current);
    }
    for (const QString &id : {QStringLiteral("needsYou"), QStringLiteral("settings")}) {
        const bool settings = id == QLatin1String("settings");
        commands.push_back({settings ? tr("Settings") : tr("Needs you"), tr("Page"), settings ? id : QStringLiteral("bell"), {},
                            [this, id] { showPage(id); }});
    }
    for (QAction *action : m_menus->all()) {
        if (action->isEnabled() && action != m_menus->palette && action != m_menus->settings) // a page, and there already
            commands.push_back({QString(action->text()).remove(QLatin1Char('&')), m_menus->menuOf(action), QString(),
                                action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    }
    m_palette->open(std::move(commands));
}

void MainWindow::appendListedSessions(std::vector<Command> &commands, WorkspaceView *current)
{
    const api::ResourceDescriptor *resource = current->workspace()->conversations();
    const models::ResourceListModel *list = resource ? current->workspace()->list(resource->id) : nullptr;
    for (int row = 0; list && row < list->rowCount(); ++row) {
        const QModelIndex index = list->index(row, 0);
        const auto record = index.data(models::ResourceListModel::RecordRole).value<base::Record>();
        if (current->workspace()->findConversation(record.id()))
            continue; // stands among the open ones
        commands.push_back({index.data(models::ResourceListModel::TitleRole).toString(), tr("Session"), QStringLiteral("message-square"), {},
                            [this, record] {
                                if (WorkspaceView *front = view()) {
                                    m_stack->setCurrentWidget(front);
                                    front->openSession(record);
                                }
                            }});
    }
}

void MainWindow::openLink(const MessageLink &link)
{
    SessionPage *page = nullptr;
    if (const auto window = m_windows.find(link.session); window != m_windows.end() && window->second) {
        window->second->present();
        page = window->second->page();
    } else if (WorkspaceView *current = view()) {
        const models::Conversation *open = current->workspace()->findConversation(link.session);
        m_stack->setCurrentWidget(current);
        // Of a session that no list has brought yet nothing but its id is known; the rest is read when it opens.
        page = current->openSession(open ? open->session() : base::Record(base::Json{{"id", link.session.toStdString()}}));
    }
    if (page)
        page->goToEvent(link.event);
}

void MainWindow::openShortcuts()
{
    std::vector<Shortcut> all;
    for (const QAction *action : m_menus->all()) {
        if (!action->shortcut().isEmpty())
            all.push_back({m_menus->menuOf(action), action->shortcut().toString(QKeySequence::NativeText), action->text()});
    }
    const std::vector<Shortcut> more = ShortcutSheet::outsideMenus(m_parts.settings->sendKey() == accounts::Settings::SendKey::Enter);
    const std::vector<Shortcut> letters = m_letters->shortcuts();
    all.insert(all.end(), more.begin(), more.end());
    all.insert(all.end(), letters.begin(), letters.end());
    (new ShortcutSheet(all, this))->show();
}

void MainWindow::stepPane(int by)
{
    QList<QWidget *> panes{m_sidebar};
    if (const WorkspaceView *current = view(); current && m_stack->currentWidget() == current)
        panes.append(current->panes());
    else
        panes.append(m_stack->currentWidget());
    if (TrafficDock *traffic = m_traffic->dock())
        panes.append(traffic->panes());
    const QWidget *focus = QApplication::focusWidget();
    int at = -1;
    for (int i = 0; i < panes.size(); ++i) {
        if (focus && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus)))
            at = i;
    }
    QWidget *next = panes.at((at + by + int(panes.size())) % int(panes.size()));
    if (next == m_sidebar)
        m_sidebar->takeFocus();
    else if (next->focusPolicy() != Qt::NoFocus || next->focusProxy())
        next->setFocus(Qt::ShortcutFocusReason);
    else if (WorkspaceView *current = view())
        current->focusPane(next);
}

void MainWindow::arrange()
{
    const bool narrow = width() < theme::narrowWidth;
    m_sidebar->setCollapsed(narrow || m_parts.settings->sidebarCollapsed());
    for (const auto &[id, view] : m_views)
        view->setNarrow(narrow);
}

void MainWindow::unlock()
{
    m_parts.secrets->unlock(this)->then(this, [this, id = m_profileId](const base::Result<accounts::SecretReply> &) { m_parts.connections->reopen(id); });
}

//! On the first start only: who has connections already finds the offer in the dialog.
void MainWindow::offerKey()
{
    const std::vector<OfferedKey> offers = m_parts.connections->offeredKeys();
    if (offers.empty() || m_parts.connections->profiles().size() > 1)
        return;
    const OfferedKey &first = offers.front();
    m_notice->showMessage(widgets::MessageBar::Kind::Info, tr("A workspace of yours can be connected."),
                          tr("%1 was set when Muster started. It was read once and is kept nowhere unless you say so.").arg(first.variable));
    m_notice->setDismissable(true);
    const bool addressOnly = first.variable == first.baseUrlVariable;
    QPushButton *use = m_notice->addButton(QStringLiteral("offer"), addressOnly ? tr("Use the address from %1").arg(first.variable)
                                                                                : tr("Use the key from %1").arg(first.variable));
    connect(use, &QPushButton::clicked, this, [this, variable = first.variable] {
        m_notice->dismiss();
        openConnectionDialog()->useOffer(variable); // which offers the others as well
    });
}

//! A session in a window of its own counts as looked at while the program is in front: its window tells by itself.
bool MainWindow::isLookedAt(const models::Workspace *workspace) const
{
    if (QGuiApplication::applicationState() != Qt::ApplicationActive)
        return false;
    const auto inWindow = [workspace](const auto &entry) { return entry.second && entry.second->page()->workspace() == workspace; };
    return (view() && view()->workspace() == workspace) || std::any_of(m_windows.begin(), m_windows.end(), inWindow);
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
    bool unsaved = false;
    for (const auto &[id, view] : m_views)
        unsaved = unsaved || view->hasUnsavedChanges();
    if (unsaved && !m_closing) {
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
    for (const auto &[id, window] : m_windows) {
        if (window)
            window->close();
    }
    QMainWindow::closeEvent(event);
}

} // namespace screens
