#include "ui/widgets/busybar.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QStyle>
#include <QTimerEvent>

namespace widgets {

namespace {

constexpr int frame = 33; // ms
constexpr qreal step = 0.025;
constexpr qreal length = 0.28;

} // namespace

BusyBar::BusyBar(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(2);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Working"));
}

void BusyBar::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    m_position = 0;
    drive();
    update();
}

void BusyBar::drive()
{
    const bool moving = m_busy && isVisible() && style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    if (moving && !m_timer.isActive())
        m_timer.start(frame, this);
    else if (!moving)
        m_timer.stop();
}

void BusyBar::paintEvent(QPaintEvent *)
{
    if (!m_busy)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(palette(), theme::Token::Line));
    const QColor accent = theme::color(palette(), theme::Token::Accent);
    if (!m_timer.isActive()) {
        painter.fillRect(rect(), accent);
        return;
    }
    const qreal left = (m_position * (1 + length) - length) * width();
    painter.fillRect(QRectF(left, 0, length * width(), height()), accent);
}

void BusyBar::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QWidget::timerEvent(event);
        return;
    }
    m_position += step;
    if (m_position > 1)
        m_position = 0;
    update();
}

void BusyBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    drive();
}

void BusyBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

} // namespace widgets
