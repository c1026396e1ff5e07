#pragma once

#include "models/costtable.h"

#include <QIdentityProxyModel>

namespace screens {

//! The rows of a cost table in words: amounts in the user's way of writing, "unknown" where a price is missing, the last row as the sum.
class CostRows final : public QIdentityProxyModel
{
    Q_OBJECT
public:
    //! `table` outlives the rows.
    explicit CostRows(models::CostTable *table, QObject *parent = nullptr);

    void setZone(const QTimeZone &zone) { m_zone = zone; }
    models::CostTable *table() const { return m_table; }
    //! What the row is called.
    QString rowName(int row) const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const QModelIndex &index) const;
    QString amount(const QModelIndex &index, const models::CostTable::Column &column) const;
    static QString headerText(const models::CostTable::Column &column);
    static QString headerHelp(const models::CostTable::Column &column);

    models::CostTable *m_table;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace screens
