#pragma once

#include "models/costreport.h"

#include <QWidget>

namespace widgets {
class MessageBar;
}

namespace screens {

//! What one has to know to read a cost report rightly: models without a price, amounts that are in no sum, groups that overlap.
class CostNotices final : public QWidget
{
    Q_OBJECT
public:
    //! `ledger` outlives the notices.
    explicit CostNotices(store::Ledger *ledger, QWidget *parent = nullptr);

    void show(const store::LedgerAnswer &answer, store::LedgerGrouping by);

Q_SIGNALS:
    void pricesRequested();

private:
    void showUnpriced(const store::LedgerAnswer &answer);
    void showFlagged(qint64 count);

    store::Ledger *m_ledger;
    widgets::MessageBar *m_unpriced;
    widgets::MessageBar *m_flagged;
    widgets::MessageBar *m_overlap;
    QStringList m_models;
    qint64 m_count = 0;
    bool m_overlaps = false;
};

} // namespace screens
