#include "ui/screens/sidebar.h"

#include "ui/screens/sidebarentry.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

namespace {

constexpr int fullWidth = 220; // visual.md, layout
constexpr int iconsWidth = 52;

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent), m_switcher(new ProfileSwitcher(this)), m_newSession(new QPushButton(this)), m_pageColumn(new QVBoxLayout),
      m_needsYou(addEntry(QStringLiteral("needsYou"), tr("Needs you"), QStringLiteral("bell"))),
      m_settings(addEntry(QStringLiteral("settings"), tr("Settings"), QStringLiteral("settings")))
{
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Sidebar"));
    m_newSession->setObjectName(QStringLiteral("sidebar.newSession"));
    m_newSession->setAccessibleName(tr("New session"));
    m_newSession->setIcon(theme::icon(QStringLiteral("plus")));
    m_newSession->setFocusPolicy(Qt::TabFocus);
    connect(m_newSession, &QPushButton::clicked, this, &Sidebar::newSessionRequested);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::s, theme::space::s, theme::space::s, theme::space::s);
    column->setSpacing(2);
    column->addWidget(m_switcher);
    column->addSpacing(theme::space::s);
    column->addWidget(m_newSession);
    column->addSpacing(theme::space::m);
    column->addWidget(m_needsYou);
    m_pageColumn->setSpacing(2);
    column->addLayout(m_pageColumn);
    column->addStretch(1);
    column->addWidget(m_settings);
    setCollapsed(false);
}

SidebarEntry *Sidebar::addEntry(const QString &id, const QString &label, const QString &icon)
{
    auto *entry = new SidebarEntry(id, label, icon, this);
    connect(entry, &QToolButton::clicked, this, [this, id] { Q_EMIT pageRequested(id); });
    return entry;
}

void Sidebar::setPages(const std::vector<Page> &pages)
{
    const QString selected = current();
    for (SidebarEntry *entry : m_pages) {
        entry->hide();
        entry->deleteLater();
    }
    m_pages.clear();
    for (const Page &page : pages) {
        SidebarEntry *entry = addEntry(page.id, page.label, page.icon);
        entry->setCollapsed(m_collapsed);
        m_pageColumn->addWidget(entry);
        m_pages.push_back(entry);
    }
    QWidget *before = m_needsYou;
    for (SidebarEntry *entry : m_pages) {
        setTabOrder(before, entry);
        before = entry;
    }
    setTabOrder(before, m_settings);
    setCurrent(selected);
}

std::vector<SidebarEntry *> Sidebar::entries() const
{
    std::vector<SidebarEntry *> all{m_needsYou};
    all.insert(all.end(), m_pages.begin(), m_pages.end());
    all.push_back(m_settings);
    return all;
}

void Sidebar::setCurrent(const QString &pageId)
{
    for (SidebarEntry *entry : entries()) {
        if (entry->id() == pageId)
            entry->setChecked(true);
    }
}

QString Sidebar::current() const
{
    for (const SidebarEntry *entry : entries()) {
        if (entry->isChecked())
            return entry->id();
    }
    return {};
}

void Sidebar::setNeedsYou(int count)
{
    m_needsYou->setCount(count);
}

void Sidebar::setMark(const QString &pageId, const QString &meaning)
{
    for (SidebarEntry *entry : m_pages) {
        if (entry->id() == pageId)
            entry->setMark(meaning);
    }
}

void Sidebar::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? iconsWidth : fullWidth);
    m_newSession->setText(collapsed ? QString() : tr("New session"));
    m_newSession->setToolTip(collapsed ? tr("New session") : QString());
    m_switcher->setCollapsed(collapsed);
    for (SidebarEntry *entry : entries())
        entry->setCollapsed(collapsed);
}

void Sidebar::setCanCreateSession(bool can)
{
    m_newSession->setEnabled(can);
}

void Sidebar::takeFocus()
{
    for (SidebarEntry *entry : entries()) {
        if (entry->isChecked()) {
            entry->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
    m_needsYou->setFocus(Qt::ShortcutFocusReason);
}

void Sidebar::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const std::vector<SidebarEntry *> all = entries();
    for (std::size_t i = 0; step != 0 && i < all.size(); ++i) {
        if (!all[i]->hasFocus())
            continue;
        const auto next = std::size_t(int(i) + step);
        if (next < all.size())
            all[next]->setFocus(Qt::TabFocusReason);
        return;
    }
    QWidget::keyPressEvent(event);
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(palette(), theme::Token::Canvas));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme::color(palette(), theme::Token::Line));
}

} // namespace screens
