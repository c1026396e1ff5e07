#include "ui/screens/workspaceview.h"

#include "models/costs.h"
#include "ui/screens/costpage.h"
#include "ui/screens/backfillbar.h"
#include "ui/screens/budgetstrip.h"
#include "ui/screens/errortext.h"
#include "ui/screens/needsyoupage.h"
#include "ui/screens/pricesdialog.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/resourcetext.h"
#include "ui/screens/searchpage.h"
#include "ui/screens/sessionsarea.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace screens {

namespace {

const QString needsYouId = QStringLiteral("needsYou");
const QString searchId = QStringLiteral("search");
const QString costId = QStringLiteral("cost");

//! "agents" as the descriptor has it, as a title.
QString titleOf(const char *words)
{
    QString text = resourceText(words);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

WorkspaceView::WorkspaceView(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_stack(new QStackedWidget(this)),
      m_bar(new widgets::MessageBar(QStringLiteral("workspace.bar"), this))
{
    setObjectName(QStringLiteral("workspace"));
    theme::setBackground(this, theme::Token::Surface);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_stack, 1);
    if (m_context.costs) {
        connect(m_context.costs, &models::Costs::shownChanged, this, [this] {
            if (m_current == costId && !m_context.costs->isShown())
                showPage(firstPage());
        });
    }
    connect(workspace(), &models::Workspace::keyRefusedChanged, this, &WorkspaceView::showKeyRefused);
    showKeyRefused();
}

WorkspaceView::~WorkspaceView()
{
    // A form or a session that is open goes with it, and says so to nobody.
    const auto children = findChildren<QWidget *>();
    for (QWidget *child : children)
        child->disconnect(this);
}

std::vector<Sidebar::Page> WorkspaceView::pages() const
{
    std::vector<Sidebar::Page> all;
    // Conversations come first: that is where people spend their day.
    for (const bool conversations : {true, false}) {
        for (const api::ResourceDescriptor &resource : workspace()->resources()) {
            if (resource.opensConversation == conversations && resource.can(api::Verb::List))
                all.push_back({QString::fromStdString(resource.id), titleOf(resource.plural), resource.icon});
        }
        if (conversations && !all.empty() && workspace()->keepsTranscripts())
            all.push_back({searchId, tr("Search"), QStringLiteral("search")});
    }
    if (m_context.costs && m_context.costs->isShown())
        all.push_back({costId, tr("Cost"), QStringLiteral("chart-column")});
    return all;
}

QString WorkspaceView::firstPage() const
{
    const std::vector<Sidebar::Page> all = pages();
    return all.empty() ? needsYouId : all.front().id;
}

bool WorkspaceView::canCreate(const std::string &resourceId) const
{
    const api::ResourceDescriptor *resource = workspace()->resource(resourceId);
    return resource && resource->can(api::Verb::Create) && !workspace()->client().refusal(resourceId, api::Verb::Create);
}

void WorkspaceView::showPage(const QString &pageId)
{
    QWidget *wanted = page(pageId);
    if (!wanted) {
        wanted = page(firstPage());
        m_current = firstPage();
    } else {
        m_current = pageId;
    }
    if (wanted)
        m_stack->setCurrentWidget(wanted);
    Q_EMIT currentPageChanged();
    Q_EMIT currentSessionChanged();
}

QWidget *WorkspaceView::page(const QString &pageId)
{
    if (pageId == needsYouId)
        return needsYouPage();
    if (pageId == searchId)
        return searchPage();
    if (pageId == costId)
        return costPage();
    const api::ResourceDescriptor *resource = workspace()->resource(pageId.toStdString());
    if (!resource)
        return nullptr;
    if (resource->opensConversation)
        return sessionsArea();
    ResourcePage *&known = m_resources[pageId];
    if (!known) {
        known = new ResourcePage(m_context, resource->id, m_stack);
        m_stack->addWidget(known);
        connect(known, &ResourcePage::connectionSettingsRequested, this, [this] { Q_EMIT connectionSettingsRequested(QString()); });
        connect(known, &ResourcePage::conversationRequested, this,
                [this, from = resource->id](const base::Record &version) { newSessionWith(from, version); });
    }
    return known;
}

QWidget *WorkspaceView::needsYouPage()
{
    if (!m_needsYou) {
        m_needsYou = new NeedsYouPage(workspace(), m_stack);
        m_stack->addWidget(m_needsYou);
        connect(m_needsYou, &NeedsYouPage::sessionsRequested, this, [this] { showPage(firstPage()); });
        connect(m_needsYou, &NeedsYouPage::sessionRequested, this, [this](const QString &id) {
            if (const models::Conversation *conversation = workspace()->findConversation(id))
                openSession(conversation->session());
        });
    }
    return m_needsYou;
}

QWidget *WorkspaceView::searchPage()
{
    if (!m_search && workspace()->keepsTranscripts()) {
        m_search = new SearchPage(m_context, workspace()->search(this), m_context.profileName, m_stack);
        m_stack->addWidget(m_search);
        connect(m_search, &SearchPage::hitChosen, this, [this](const store::LogKey &where, const QString &identity) {
            if (where.profile == workspace()->profile().id)
                openPlace(where.session, where.thread, identity);
            else
                Q_EMIT placeRequested({where.profile, where.session, where.thread, identity});
        });
    }
    return m_search;
}

QWidget *WorkspaceView::costPage()
{
    if (!m_context.costs || !m_context.costs->isShown())
        return nullptr;
    if (!m_cost) {
        m_cost = new CostPage(m_context, m_stack);
        m_stack->addWidget(m_cost);
        connect(m_cost, &CostPage::placeRequested, this,
                [this](const QString &profileId, const QString &sessionId, const QString &threadId, const QString &eventIdentity) {
                    if (profileId.isEmpty() || profileId == workspace()->profile().id)
                        openPlace(sessionId, threadId, eventIdentity);
                    else
                        Q_EMIT placeRequested({profileId, sessionId, threadId, eventIdentity});
                });
        auto *backfill = new BackfillBar(m_context, m_cost);
        m_cost->notices()->setContentsMargins(theme::space::l, theme::space::m, theme::space::l, 0); // as the page below
        m_cost->notices()->setSpacing(theme::space::s);
        m_cost->notices()->addWidget(new BudgetStrip(m_context, m_cost));
        m_cost->notices()->addWidget(backfill);
        connect(backfill, &BackfillBar::connectionSettingsRequested, this, [this] { Q_EMIT connectionSettingsRequested(QString()); });
        connect(m_cost, &CostPage::pricesRequested, this, [this] { PricesDialog::open(m_context.costs, m_context.clock, this); });
        backfill->begin();
        Q_EMIT costPageOpened(m_cost);
    }
    return m_cost;
}

void WorkspaceView::search(const QString &text)
{
    if (!searchPage())
        return;
    showPage(searchId);
    if (text.isEmpty())
        m_search->takeFocus();
    else
        m_search->search(text);
}

SessionsArea *WorkspaceView::sessionsArea()
{
    const api::ResourceDescriptor *resource = workspace()->conversations();
    if (m_sessions || !resource)
        return m_sessions;
    m_sessions = new SessionsArea(m_context, resource->id, m_stack);
    m_sessions->setNarrow(m_narrow);
    m_stack->addWidget(m_sessions);
    connect(m_sessions->list(), &ResourcePage::connectionSettingsRequested, this, [this] { Q_EMIT connectionSettingsRequested(QString()); });
    if (workspace()->keepsTranscripts())
        m_sessions->list()->offerFurtherSearch([](const QString &text) { return tr("Search messages for “%1”").arg(text); });
    connect(m_sessions->list(), &ResourcePage::furtherSearchRequested, this, &WorkspaceView::search);
    connect(m_sessions, &SessionsArea::arranged, this, &WorkspaceView::currentSessionChanged);
    connect(m_sessions->tabs(), &SessionTabs::currentChanged, this, &WorkspaceView::currentSessionChanged);
    connect(m_sessions->tabs(), &SessionTabs::pageAdded, this, &WorkspaceView::connectSession);
    connect(m_sessions->tabs(), &SessionTabs::windowRequested, this, &WorkspaceView::windowRequested);
    return m_sessions;
}

void WorkspaceView::connectSession(SessionPage *page)
{
    connect(page, &SessionPage::stateChanged, this, [this, page] {
        if (page == currentSession())
            Q_EMIT currentSessionChanged();
    });
    connect(page, &SessionPage::titleChanged, this, &WorkspaceView::currentSessionChanged);
    connect(page, &SessionPage::said, this, &WorkspaceView::said);
    connect(page, &SessionPage::linkHovered, this, &WorkspaceView::linkHovered);
}

SessionPage *WorkspaceView::openSession(const base::Record &session)
{
    SessionsArea *area = sessionsArea();
    if (!area)
        return nullptr;
    showPage(QString::fromStdString(workspace()->conversations()->id));
    return area->open(session);
}

SessionPage *WorkspaceView::openPlace(const QString &sessionId, const QString &threadId, const QString &eventIdentity)
{
    const models::Conversation *known = workspace()->findConversation(sessionId);
    // Of a session that no list has brought yet nothing but its id is known; the rest is read when it opens.
    SessionPage *page = openSession(known ? known->session() : base::Record(base::Json{{"id", sessionId.toStdString()}}));
    if (page && !eventIdentity.isEmpty())
        page->goToPlace(threadId, eventIdentity);
    return page;
}

SessionPage *WorkspaceView::currentSession() const
{
    if (!m_sessions || m_stack->currentWidget() != m_sessions || m_sessions->tabs()->isHidden())
        return nullptr;
    return m_sessions->tabs()->current();
}

void WorkspaceView::newSession()
{
    if (const api::ResourceDescriptor *resource = workspace()->conversations())
        newRecord(resource->id);
}

void WorkspaceView::newSessionWith(const std::string &resourceId, const base::Record &version)
{
    const api::ResourceDescriptor *sessions = workspace()->conversations();
    if (!sessions)
        return;
    newSession();
    for (const api::FieldDescriptor &field : sessions->fields) {
        if (field.kind != api::FieldKind::Reference || field.refersTo != resourceId)
            continue;
        base::Json value = base::fromQString(version.id());
        if (field.pinsVersion)
            value = base::Json{{"type", base::fromQString(version.string("type"))}, {"id", value}, {"version", version.integer("version").value_or(1)}};
        m_sessions->list()->newRecordWith(field.path, value);
    }
}

void WorkspaceView::newRecord(const std::string &resourceId)
{
    const api::ResourceDescriptor *resource = workspace()->resource(resourceId);
    if (!resource)
        return;
    showPage(QString::fromStdString(resourceId));
    if (resource->opensConversation)
        m_sessions->newSession();
    else
        m_resources.at(QString::fromStdString(resourceId))->newRecord();
}

bool WorkspaceView::hasUnsavedChanges() const
{
    for (const auto &[id, page] : m_resources) {
        if (page->hasUnsavedChanges())
            return true;
    }
    return m_sessions && m_sessions->list()->hasUnsavedChanges();
}

void WorkspaceView::reload()
{
    if (SessionPage *session = currentSession())
        session->readAgain();
    if (m_sessions && m_stack->currentWidget() == m_sessions)
        m_sessions->list()->refresh();
    else if (const auto known = m_resources.find(m_current); known != m_resources.end())
        known->second->refresh();
    else if (m_cost && m_current == costId)
        m_cost->report()->refresh();
}

void WorkspaceView::setNarrow(bool narrow)
{
    m_narrow = narrow;
    if (m_sessions)
        m_sessions->setNarrow(narrow);
}

QList<QWidget *> WorkspaceView::panes() const
{
    QList<QWidget *> all;
    if (m_stack->currentWidget() == m_sessions && m_sessions) {
        if (!m_sessions->list()->isHidden())
            all.append(m_sessions->list());
        if (const SessionPage *session = currentSession())
            all.append(session->panes());
    } else if (m_stack->currentWidget()) {
        all.append(m_stack->currentWidget());
    }
    return all;
}

void WorkspaceView::takeFocus()
{
    if (m_stack->currentWidget() == m_sessions && m_sessions)
        m_sessions->takeFocus();
    else if (const auto known = m_resources.find(m_current); known != m_resources.end())
        known->second->focusList();
    else if (m_stack->currentWidget())
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void WorkspaceView::focusPane(QWidget *pane)
{
    if (auto *list = qobject_cast<ResourcePage *>(pane))
        list->focusList();
    else
        pane->setFocus(Qt::ShortcutFocusReason);
}

void WorkspaceView::showKeyRefused()
{
    const auto &refused = workspace()->keyRefused();
    if (!refused) {
        m_bar->dismiss();
        return;
    }
    const ErrorText words = ErrorText::of(*refused);
    m_bar->showMessage(widgets::MessageBar::Kind::Fail, words.title, words.text);
    m_bar->setDetails(words.details);
    connect(m_bar->addButton(QStringLiteral("key"), tr("Change the key…")), &QPushButton::clicked, this,
            [this] { Q_EMIT connectionSettingsRequested(tr("The server refused the key. Enter another one.")); });
}

} // namespace screens
