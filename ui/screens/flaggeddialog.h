#pragma once

#include "models/costs.h"

#include <QDialog>

class QTableWidget;

namespace widgets {
class StateView;
}

namespace screens {

//! The amounts that are in no sum, as servers sent them, and why.
class FlaggedDialog final : public QDialog
{
    Q_OBJECT
public:
    //! `ledger` outlives the dialog.
    explicit FlaggedDialog(store::Ledger *ledger, QWidget *parent = nullptr);

private:
    void read();
    void show(const std::vector<store::FlaggedUsage> &amounts);

    store::Ledger *m_ledger;
    widgets::StateView *m_state;
    QTableWidget *m_table;
};

} // namespace screens
