#include "ui/screens/listtools.h"

#include "ui/screens/filterbar.h"
#include "ui/theme/space.h"
#include "ui/widgets/searchfield.h"

#include <QGridLayout>
#include <QToolButton>

namespace screens {

namespace {

constexpr int stackedBelow = 560;
constexpr int searchWidth = 300;

} // namespace

ListTools::ListTools(widgets::SearchField *search, FilterBar *filters, QToolButton *columns, QWidget *parent)
    : QWidget(parent), m_search(search), m_filters(filters), m_columns(columns), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(theme::space::l, theme::space::xs, theme::space::l, theme::space::s);
    m_grid->setHorizontalSpacing(theme::space::s);
    m_grid->setVerticalSpacing(theme::space::s);
    m_search->setMinimumWidth(120);
    m_grid->addWidget(m_search, 0, 0, Qt::AlignTop);
    arrange(false);
    m_grid->addWidget(m_columns, 0, 2, Qt::AlignTop); // last: Tab goes in the order of adoption
}

void ListTools::arrange(bool stacked)
{
    m_stacked = stacked;
    m_grid->removeWidget(m_filters);
    m_search->setMaximumWidth(stacked ? QWIDGETSIZE_MAX : searchWidth);
    m_grid->setColumnStretch(0, stacked ? 1 : 2);
    m_grid->setColumnStretch(1, stacked ? 0 : 3);
    if (stacked)
        m_grid->addWidget(m_filters, 1, 0, 1, 3);
    else
        m_grid->addWidget(m_filters, 0, 1);
}

void ListTools::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool stacked = width() < stackedBelow && !m_filters->isHidden();
    if (stacked != m_stacked)
        arrange(stacked);
}

} // namespace screens
