#pragma once

#include "base/clock.h"

#include <QDate>
#include <QObject>

namespace screens {

//! Knows which day it is here. Sleeps until midnight; whoever knows that the machine has slept or its clock was set has it look.
class DayWatch final : public QObject
{
    Q_OBJECT
public:
    //! The clock must outlive it.
    explicit DayWatch(base::Clock *clock, QObject *parent = nullptr);

    QDate today() const { return m_today; }
    void look();

    //! In every transcript of the program.
    static void show(const QDate &today);

Q_SIGNALS:
    void dayChanged(const QDate &today);

private:
    base::Clock *m_clock;
    QDate m_today;
    QObject *m_sleep = nullptr;
};

} // namespace screens
