#pragma once

#include "accounts/settings.h"
#include "store/ledger.h"
#include "store/pricefile.h"

#include <QObject>

namespace models {

//! What windows have of cost: what was used, what it is reckoned with, and whether the person wants to see it at all.
class Costs final : public QObject
{
    Q_OBJECT
public:
    //! All of it must outlive this.
    Costs(store::Ledger *ledger, store::PriceFile *prices, accounts::Settings *settings, QObject *parent = nullptr);

    store::Ledger *ledger() const { return m_ledger; }
    store::PriceFile *prices() const { return m_prices; }
    bool isShown() const { return m_settings->showsCost(); }

Q_SIGNALS:
    void shownChanged();

private:
    store::Ledger *m_ledger;
    store::PriceFile *m_prices;
    accounts::Settings *m_settings;
};

} // namespace models
