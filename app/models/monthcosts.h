#pragma once

#include "models/costs.h"
#include "models/forecast.h"

#include <memory>
#include <optional>

namespace models {

//! What one profile used this month so far, kept up to date while somebody looks.
class MonthCosts final : public QObject
{
    Q_OBJECT
public:
    //! Costs and clock must outlive it.
    MonthCosts(Costs *costs, const QString &profileId, base::Clock *clock, QObject *parent);

    //! Nothing before the first answer.
    const std::optional<MonthSoFar> &month() const { return m_month; }
    void setLive(bool live);

Q_SIGNALS:
    void changed();

private:
    void soon();
    void read();

    Costs *m_costs;
    const QString m_profile;
    base::Clock *m_clock;
    std::optional<MonthSoFar> m_month;
    bool m_live = false;
    bool m_stale = true;
    std::unique_ptr<QObject> m_asking;
    QObject *m_pause = nullptr;
};

} // namespace models
