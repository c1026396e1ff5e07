#include "ui/screens/sessiontabs.h"

#include "base/plaintext.h"
#include "ui/screens/readwatch.h"
#include "ui/screens/sessionacts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QMenu>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace screens {

namespace {

constexpr int tabTitleLength = 40;

//! Closes a tab on a middle click, as people expect.
class TabBar final : public QTabBar
{
public:
    using QTabBar::QTabBar;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        const int index = event->button() == Qt::MiddleButton ? tabAt(event->position().toPoint()) : -1;
        if (index >= 0)
            Q_EMIT tabCloseRequested(index);
        else
            QTabBar::mouseReleaseEvent(event);
    }
};

} // namespace

SessionTabs::SessionTabs(models::Workspace *workspace, accounts::Settings *settings, base::Clock *clock, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_settings(settings), m_clock(clock), m_bar(new TabBar(this)), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("sessionTabs"));
    buildBar();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_stack, 1);
    // Deleted here or elsewhere, or the conversation was closed by somebody else.
    connect(m_workspace, &models::Workspace::conversationClosed, this, [this](const QString &id) {
        if (SessionPage *page = take(id)) {
            page->letGo();
            page->deleteLater();
        }
    });
}

void SessionTabs::buildBar()
{
    m_bar->setObjectName(QStringLiteral("sessionTabs.bar"));
    m_bar->setAccessibleName(tr("Open sessions"));
    m_bar->setTabsClosable(true);
    m_bar->setMovable(true);
    m_bar->setExpanding(false);
    m_bar->setDocumentMode(true);
    m_bar->setElideMode(Qt::ElideRight);
    m_bar->setUsesScrollButtons(true);
    m_bar->setDrawBase(false);
    m_bar->setFocusPolicy(Qt::TabFocus);
    m_bar->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        if (SessionPage *page = at(index))
            m_stack->setCurrentWidget(page);
        Q_EMIT currentChanged();
    });
    connect(m_bar, &QTabBar::tabCloseRequested, this, &SessionTabs::closeAt);
    connect(m_bar, &QTabBar::customContextMenuRequested, this, &SessionTabs::showMenu);
}

SessionPage *SessionTabs::at(int index) const
{
    return index < 0 || index >= m_bar->count() ? nullptr : find(m_bar->tabData(index).toString());
}

SessionPage *SessionTabs::find(const QString &sessionId) const
{
    for (SessionPage *page : pages()) {
        if (page->conversation()->id() == sessionId)
            return page;
    }
    return nullptr;
}

QList<SessionPage *> SessionTabs::pages() const
{
    QList<SessionPage *> all;
    for (int i = 0; i < m_stack->count(); ++i)
        all.append(static_cast<SessionPage *>(m_stack->widget(i)));
    return all;
}

int SessionTabs::indexOf(const SessionPage *page) const
{
    for (int i = 0; i < m_bar->count(); ++i) {
        if (m_bar->tabData(i).toString() == page->conversation()->id())
            return i;
    }
    return -1;
}

SessionPage *SessionTabs::open(const base::Record &session)
{
    if (SessionPage *page = find(session.id())) {
        m_bar->setCurrentIndex(indexOf(page));
        return page;
    }
    auto *page = new SessionPage(m_workspace, m_workspace->conversation(session), m_settings, m_clock, m_stack);
    page->setBackShown(m_backShown);
    new ReadWatch(page);
    m_stack->addWidget(page);
    const int index = m_bar->addTab(QString());
    m_bar->setTabData(index, session.id());
    connect(page, &SessionPage::titleChanged, this, [this, page] { showTitle(page); });
    connect(page, &SessionPage::stateChanged, this, [this, page] { showTitle(page); });
    connect(page, &SessionPage::sessionRemoved, this, &SessionTabs::close);
    showTitle(page);
    Q_EMIT pageAdded(page);
    if (m_bar->currentIndex() == index) {
        m_stack->setCurrentWidget(page);
        Q_EMIT currentChanged();
    } else {
        m_bar->setCurrentIndex(index);
    }
    Q_EMIT countChanged();
    return page;
}

void SessionTabs::showTitle(const SessionPage *page)
{
    const int index = indexOf(page);
    if (index < 0)
        return;
    const QString title = base::plainLine(page->title(), tabTitleLength);
    m_bar->setTabText(index, QString(title).replace(QLatin1Char('&'), QStringLiteral("&&")));
    m_bar->setTabToolTip(index, widgets::toolTipText(page->title()));
    using Turn = models::Conversation::Turn;
    const Turn turn = page->conversation()->turn();
    const bool waits = turn == Turn::WaitsForYou;
    const bool runs = turn == Turn::Running || turn == Turn::Rescheduling;
    m_bar->setTabIcon(index, waits ? theme::icon(QStringLiteral("triangle-alert"), theme::Token::Wait)
                          : runs   ? theme::icon(QStringLiteral("circle-dot"), theme::Token::Run)
                                   : theme::icon(QStringLiteral("message-square"), theme::Token::Muted));
    m_bar->setAccessibleTabName(index, waits ? tr("%1, needs you").arg(title) : runs ? tr("%1, running").arg(title) : title);
}

SessionPage *SessionTabs::current() const
{
    return at(m_bar->currentIndex());
}

int SessionTabs::count() const
{
    return m_bar->count();
}

void SessionTabs::goTo(int index)
{
    if (index >= 0 && index < m_bar->count())
        m_bar->setCurrentIndex(index);
}

void SessionTabs::step(int by)
{
    if (m_bar->count() > 0)
        m_bar->setCurrentIndex((m_bar->currentIndex() + by + m_bar->count()) % m_bar->count());
}

void SessionTabs::closeCurrent()
{
    closeAt(m_bar->currentIndex());
}

void SessionTabs::close(const QString &sessionId)
{
    if (const SessionPage *page = find(sessionId))
        closeAt(indexOf(page));
}

void SessionTabs::closeAt(int index)
{
    SessionPage *page = takeAt(index);
    if (!page)
        return;
    // The page goes first: the conversation must outlive it. What was typed is in the draft already.
    connect(page, &QObject::destroyed, m_workspace,
            [workspace = m_workspace, id = page->conversation()->id()] { workspace->closeConversation(id); });
    page->deleteLater();
}

SessionPage *SessionTabs::take(const QString &sessionId)
{
    const SessionPage *page = find(sessionId);
    return page ? takeAt(indexOf(page)) : nullptr;
}

SessionPage *SessionTabs::takeAt(int index)
{
    SessionPage *page = at(index);
    if (!page)
        return nullptr;
    page->hide();
    m_stack->removeWidget(page);
    page->setParent(nullptr);
    disconnect(page, nullptr, this, nullptr);
    m_bar->removeTab(index);
    Q_EMIT currentChanged();
    Q_EMIT countChanged();
    return page;
}

void SessionTabs::setBackShown(bool shown)
{
    m_backShown = shown;
    for (SessionPage *page : pages())
        page->setBackShown(shown);
}

void SessionTabs::showMenu(const QPoint &where)
{
    const int index = m_bar->tabAt(where);
    const SessionPage *page = at(index);
    if (!page)
        return;
    const QString id = page->conversation()->id();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("sessionTabs.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open in a new window"), this, [this, id] { Q_EMIT windowRequested(id); });
    menu->addAction(tr("Copy id"), page, [page] { page->acts()->copyIdAction()->trigger(); });
    menu->addSeparator();
    menu->addAction(tr("Close"), this, [this, id] { close(id); });
    QAction *others = menu->addAction(tr("Close the others"), this, [this, id] {
        for (const SessionPage *other : pages()) {
            if (other->conversation()->id() != id)
                close(other->conversation()->id());
        }
    });
    others->setEnabled(count() > 1);
    menu->popup(m_bar->mapToGlobal(where));
}

} // namespace screens
