#include "ui/screens/daywatch.h"

#include "ui/transcript/transcriptview.h"

#include <QApplication>

#include <memory>

namespace screens {

DayWatch::DayWatch(base::Clock *clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    look();
}

void DayWatch::look()
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_sleep, nullptr));
    const QDateTime now = m_clock->now().toLocalTime();
    const QDate before = std::exchange(m_today, now.date());
    // Not 24 hours after the last one: a day is 23 or 25 hours long where the clocks are changed.
    const std::chrono::milliseconds left(now.msecsTo(m_today.addDays(1).startOfDay()));
    m_sleep = m_clock->after(std::max(left, std::chrono::milliseconds(1)), this, [this] {
        m_sleep = nullptr;
        look();
    });
    if (before.isValid() && before != m_today)
        Q_EMIT dayChanged(m_today);
}

void DayWatch::show(const QDate &today)
{
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        if (auto *transcript = qobject_cast<ui::TranscriptView *>(widget))
            transcript->setToday(today);
    }
}

} // namespace screens
