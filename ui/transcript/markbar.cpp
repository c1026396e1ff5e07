#include "ui/transcript/markbar.h"

#include "ui/theme/tokens.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionSlider>

#include <algorithm>

namespace ui {

MarkBar::MarkBar(Marks marks, Current current, QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
    , m_marks(std::move(marks))
    , m_current(std::move(current))
{
}

QRect MarkBar::part(QStyle::SubControl which) const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    return style()->subControlRect(QStyle::CC_ScrollBar, &option, which, this);
}

//! Empty: there is nothing to scroll, and none is painted.
QRect MarkBar::handle() const
{
    return maximum() > minimum() ? part(QStyle::SC_ScrollBarSlider) : QRect();
}

//! A long conversation grows with every frame while it is written, and its handle does not move by a pixel: then nothing is painted.
void MarkBar::sliderChange(SliderChange change)
{
    if (!m_placing && (change == SliderOrientationChange || handle() != m_handle))
        QScrollBar::sliderChange(change);
}

void MarkBar::place(int pageStep, int maximum, int value)
{
    m_placing = true;
    setPageStep(pageStep);
    setRange(0, maximum);
    setValue(value);
    m_placing = false;
    sliderChange(SliderValueChange);
}

void MarkBar::paintEvent(QPaintEvent *event)
{
    QScrollBar::paintEvent(event);
    ++m_paintings;
    m_handle = handle();
    const QRect groove = part(QStyle::SC_ScrollBarGroove);
    const std::vector<int> marks = m_marks(groove.height());
    m_painted = int(marks.size());
    if (marks.empty())
        return;
    QPainter painter(this);
    const QColor color = theme::color(palette(), theme::Token::Wait);
    for (const int y : marks)
        painter.fillRect(groove.left() + 2, groove.top() + y, groove.width() - 4, 2, color);
    if (const auto current = m_current()) {
        const int y = std::clamp(int(*current * groove.height()), 0, groove.height() - 4);
        painter.fillRect(groove.left(), groove.top() + y - 1, groove.width(), 4, theme::color(palette(), theme::Token::Text));
    }
}

void MarkBar::mousePressEvent(QMouseEvent *event)
{
    const QRect slider = part(QStyle::SC_ScrollBarSlider);
    const QRect groove = part(QStyle::SC_ScrollBarGroove);
    if (event->button() == Qt::LeftButton && groove.contains(event->pos()) && !slider.contains(event->pos()) && groove.height() > slider.height()) {
        // The slider comes to the pointer and can be dragged on from there: a long conversation is searched by its place, not page by page.
        const int top = event->pos().y() - slider.height() / 2 - groove.top();
        setValue(QStyle::sliderValueFromPosition(minimum(), maximum(), top, groove.height() - slider.height()));
    }
    QScrollBar::mousePressEvent(event);
}

} // namespace ui
