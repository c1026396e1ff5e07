#pragma once

#include <QBasicTimer>
#include <QWidget>

namespace widgets {

//! A thin bar that says work is under way. Moves only while it is visible and busy; stands still under reduced motion.
class BusyBar : public QWidget
{
    Q_OBJECT
public:
    explicit BusyBar(QWidget *parent = nullptr);
    //! Keeps its height while it is not busy, so that nothing jumps.
    void setBusy(bool busy);
    bool isBusy() const { return m_busy; }
    QSize sizeHint() const override { return {120, 2}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void drive();

    QBasicTimer m_timer;
    bool m_busy = false;
    qreal m_position = 0; //!< 0..1
};

} // namespace widgets
