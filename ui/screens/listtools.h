#pragma once

#include <QWidget>

class QGridLayout;
class QToolButton;

namespace widgets {
class SearchField;
}

namespace screens {

class FilterBar;

//! The row above a list: search, filters, columns. Where it is narrow, the filters go below the search.
class ListTools : public QWidget
{
    Q_OBJECT
public:
    //! Takes ownership of all three.
    ListTools(widgets::SearchField *search, FilterBar *filters, QToolButton *columns, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange(bool stacked);

    widgets::SearchField *m_search;
    FilterBar *m_filters;
    QToolButton *m_columns;
    QGridLayout *m_grid;
    bool m_stacked = false;
};

} // namespace screens
