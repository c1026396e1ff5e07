#include "ui/screens/sessionsarea.h"

#include "accounts/settings.h"
#include "ui/screens/resourcepage.h"

#include <QHBoxLayout>
#include <QSplitter>

namespace screens {

namespace {

constexpr int listWidth = 380;     // visual.md: 320–480
constexpr int listMinimum = 320;
constexpr int listMaximum = 480;
const QString splitterName = QStringLiteral("sessionsArea.splitter");

} // namespace

SessionsArea::SessionsArea(const PageContext &context, const std::string &resourceId, QWidget *parent)
    : QWidget(parent), m_context(context), m_splitter(new QSplitter(Qt::Horizontal, this)), m_list(new ResourcePage(context, resourceId, this)),
      m_tabs(new SessionTabs(context.workspace, context.settings, context.clock, this))
{
    setObjectName(QStringLiteral("sessionsArea"));
    m_splitter->setObjectName(splitterName);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_splitter);
    connect(m_list, &ResourcePage::openRequested, this, [this](const base::Record &session) { open(session); });
    connect(m_list, &ResourcePage::formShown, this, [this](bool shown) {
        m_formOpen = shown;
        arrange();
    });
    connect(m_tabs, &SessionTabs::countChanged, this, &SessionsArea::arrange);
    connect(m_tabs, &SessionTabs::pageAdded, this, [this](SessionPage *page) {
        connect(page, &SessionPage::backRequested, this, &SessionsArea::showList);
    });
    connect(m_splitter, &QSplitter::splitterMoved, this, &SessionsArea::remember);
    arrange();
}

SessionsArea::~SessionsArea() = default;

SessionPage *SessionsArea::open(const base::Record &session)
{
    m_listWanted = false;
    SessionPage *page = m_tabs->open(session);
    arrange();
    page->focusWhatWaits();
    return page;
}

void SessionsArea::newSession()
{
    m_listWanted = true;
    m_list->newRecord();
    arrange();
}

void SessionsArea::showList()
{
    m_listWanted = true;
    arrange();
    m_list->focusList();
}

void SessionsArea::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    if (narrow)
        m_listWanted = m_tabs->count() == 0;
    m_tabs->setBackShown(narrow);
    arrange();
}

void SessionsArea::arrange()
{
    const bool some = m_tabs->count() > 0;
    const bool tabs = some && !m_formOpen && !(m_narrow && m_listWanted);
    const bool list = !some || m_formOpen || !m_narrow || m_listWanted;
    const bool both = tabs && list;
    const bool wasBoth = !m_list->isHidden() && !m_tabs->isHidden();
    m_list->setMinimumWidth(both ? listMinimum : 0);
    m_list->setMaximumWidth(both ? listMaximum : QWIDGETSIZE_MAX);
    m_list->setVisible(list);
    m_tabs->setVisible(tabs);
    if (both && !wasBoth && !m_splitter->restoreState(m_context.settings->windowState(splitterName)))
        m_splitter->setSizes({listWidth, std::max(listWidth, width() - listWidth)});
    Q_EMIT arranged();
}

void SessionsArea::takeFocus()
{
    if (SessionPage *page = m_tabs->isHidden() ? nullptr : m_tabs->current())
        page->focusWhatWaits();
    else
        m_list->focusList();
}

void SessionsArea::remember()
{
    m_context.settings->setWindowState(splitterName, m_splitter->saveState());
}

void SessionsArea::hideEvent(QHideEvent *event)
{
    if (!m_list->isHidden() && !m_tabs->isHidden())
        remember();
    QWidget::hideEvent(event);
}

} // namespace screens
