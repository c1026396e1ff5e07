#include "models/costs.h"

namespace models {

using accounts::Settings;

Costs::Costs(store::Ledger *ledger, store::PriceFile *prices, Settings *settings, QObject *parent)
    : QObject(parent), m_ledger(ledger), m_prices(prices), m_settings(settings)
{
    connect(settings, &Settings::changed, this, [this](Settings::Name name) {
        if (name == Settings::Name::ShowsCost)
            Q_EMIT shownChanged();
    });
}

} // namespace models
