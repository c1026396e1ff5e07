#include "ui/screens/sessionwindow.h"

#include "ui/screens/productionbar.h"
#include "ui/screens/statusline.h"
#include "ui/screens/usagetext.h"
#include "ui/theme/theme.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace screens {

namespace {

const QString sessionWindowName = QStringLiteral("sessionWindow");

} // namespace

SessionWindow::SessionWindow(SessionPage *page, accounts::Settings *settings)
    : m_page(page), m_settings(settings), m_status(new StatusLine(this))
{
    setObjectName(sessionWindowName);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumSize(420, 360);
    auto *production = new ProductionBar(this);
    const api::Profile &profile = page->workspace()->profile();
    production->setProduction(profile.production, profile.hue);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(production);
    column->addWidget(page, 1);
    column->addWidget(m_status);
    page->setBackShown(false);
    page->setAlone(true);
    page->show();
    m_status->setConnection(StatusLine::Connection::Connected, profile.name);
    const auto showUsage = [this] { m_status->setUsage(shownUsage(m_page->conversation()->usage(), m_page->costs())); };
    showUsage();
    connect(page, &SessionPage::titleChanged, this, &SessionWindow::showTitle);
    connect(page, &SessionPage::said, m_status, &StatusLine::say);
    connect(page, &SessionPage::linkHovered, m_status, &StatusLine::setLinkHost);
    connect(page, &SessionPage::stateChanged, this, showUsage);
    if (page->costs())
        connect(page->costs(), &models::Costs::shownChanged, this, showUsage);
    connect(page, &SessionPage::sessionRemoved, this, &QWidget::close);
    showTitle();
    if (!restoreGeometry(m_settings->windowGeometry(sessionWindowName)))
        resize(900, 760);
}

SessionWindow::~SessionWindow() = default;

void SessionWindow::present()
{
    show();
    raise();
    activateWindow();
    m_page->focusWhatWaits();
}

void SessionWindow::showTitle()
{
    setWindowTitle(tr("%1 — %2").arg(m_page->title(), m_page->workspace()->profile().name));
}

void SessionWindow::closeEvent(QCloseEvent *event)
{
    m_settings->setWindowGeometry(sessionWindowName, saveGeometry());
    Q_EMIT closed(m_page->conversation()->id());
    QWidget::closeEvent(event);
}

} // namespace screens
