#pragma once

#include "ui/widgets/plainlabel.h"

#include <QBasicTimer>
#include <QDateTime>

#include <functional>

namespace widgets {

//! A time that says how long ago it was and keeps saying it: wakes once a minute while it is visible. The exact time is its tooltip.
class TimeLabel : public PlainLabel
{
    Q_OBJECT
public:
    //! `now` gives the present (base::Clock::now), UTC.
    explicit TimeLabel(std::function<QDateTime()> now, QWidget *parent = nullptr);
    void setTime(const QDateTime &at);
    void setAbsolute(bool absolute);
    void refresh();

protected:
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    std::function<QDateTime()> m_now;
    QDateTime m_at;
    bool m_absolute = false;
    QBasicTimer m_timer;
};

} // namespace widgets
