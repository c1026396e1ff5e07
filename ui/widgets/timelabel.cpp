#include "ui/widgets/timelabel.h"

#include "ui/widgets/timetext.h"

#include <QTimerEvent>

namespace widgets {

namespace {

constexpr int everyMinute = 60'000; // ms

} // namespace

TimeLabel::TimeLabel(std::function<QDateTime()> now, QWidget *parent) : PlainLabel(parent), m_now(std::move(now)) {}

void TimeLabel::setTime(const QDateTime &at)
{
    m_at = at;
    setToolTipText(this, exactTime(at));
    refresh();
}

void TimeLabel::setAbsolute(bool absolute)
{
    m_absolute = absolute;
    refresh();
}

void TimeLabel::refresh()
{
    setText(timeText(m_at, m_now(), m_absolute));
}

void TimeLabel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        refresh();
    else
        PlainLabel::timerEvent(event);
}

void TimeLabel::showEvent(QShowEvent *event)
{
    PlainLabel::showEvent(event);
    refresh();
    m_timer.start(everyMinute, Qt::VeryCoarseTimer, this);
}

void TimeLabel::hideEvent(QHideEvent *event)
{
    PlainLabel::hideEvent(event);
    m_timer.stop();
}

} // namespace widgets
