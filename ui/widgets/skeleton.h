#pragma once

#include <QWidget>

namespace widgets {

//! Grey rows in the place where rows will be, so that the page keeps its shape while it loads. Does not move.
class Skeleton : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace widgets
