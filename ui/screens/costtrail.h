#pragma once

#include "models/costreport.h"

#include <QWidget>

class QHBoxLayout;

namespace screens {

//! The way down from the whole to what is in front, as buttons that lead back.
class CostTrail final : public QWidget
{
    Q_OBJECT
public:
    //! `report` outlives the trail.
    CostTrail(models::CostReport *report, const QTimeZone &zone, QWidget *parent = nullptr);

    //! Whether there is a step back.
    bool canGoBack() const;
    void goBack();

private:
    void rebuild();

    models::CostReport *m_report;
    QTimeZone m_zone;
    QHBoxLayout *m_row;
};

} // namespace screens
