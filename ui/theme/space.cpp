#include "ui/theme/space.h"

#include "ui/theme/style.h"

#include <QApplication>
#include <QWidget>

namespace theme {

namespace {

//! Another style knows no metrics of ours and answers 0 or less.
int metric(const QWidget *widget, Style::Metric which, int fallback)
{
    const QStyle *style = widget ? widget->style() : QApplication::style();
    const int value = style->pixelMetric(QStyle::PixelMetric(which), nullptr, widget);
    return value > 0 ? value : fallback;
}

} // namespace

int rowHeight(const QWidget *widget)
{
    return metric(widget, Style::RowHeight, 34);
}

int controlHeight(const QWidget *widget)
{
    return metric(widget, Style::ControlHeight, 32);
}

} // namespace theme
