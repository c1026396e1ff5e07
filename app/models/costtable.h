#pragma once

#include "models/costreport.h"

#include <QAbstractTableModel>

#include <vector>

namespace models {

//! The groups of a cost report, or the requests of one session, as rows, with their sum as the last one whatever they are sorted by.
//!
//! What servers reported and what is estimated are never in one column, and neither are two units.
class CostTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Kind {
        Group,
        Model,              //!< of a request
        Reported,           //!< base::Decimal in Column::unit; invalid: nobody named an amount
        ReportedChange,     //!< against the range before
        Estimate,           //!< invalid: unknown, for want of a price
        EstimateChange,
        Tokens,             //!< all kinds; these and the following ones are qint64
        Input,
        Output,
        CacheRead,
        CacheWrite,
        HitRate,            //!< double, 0 to 1; invalid without input
        Requests,
        Turns,
        Sessions,
        ReportedPerTurn,    //!< these four are base::Decimal, invalid where there is nothing to divide by
        EstimatePerTurn,
        ReportedPerSession,
        EstimatePerSession,
    };
    struct Column
    {
        Kind kind = Kind::Group;
        QByteArray unit; //!< of money
        bool operator==(const Column &) const = default;
    };
    enum Role {
        ValueRole = Qt::UserRole, //!< as Kind says; of Group and Model a QString
        TotalRole,                //!< bool: the row of the sum
        UnpricedRole,             //!< bool: an estimate lacks what has no price
        BeforeRole,               //!< base::Decimal of the range before, for a change; invalid: there was nothing
    };

    explicit CostTable(QObject *parent = nullptr);

    //! Replaces all rows; what it was sorted by stays where there still is such a column.
    void show(const CostFound &found);
    const std::vector<Column> &columns() const { return m_columns; }
    //! -1: there is none.
    int columnOf(Kind kind, const QByteArray &unit = {}) const;
    //! A group as it was found. Of a request: key.id is its event (empty: none), key.version its thread, begins its time, name its model.
    const store::LedgerSum &sum(int row) const { return m_rows[std::size_t(row)].sum; }
    bool isTotal(int row) const { return m_rows[std::size_t(row)].isTotal; }
    //! How the rows are grouped.
    store::LedgerGrouping grouping() const { return m_by; }
    bool isOfRequests() const { return m_isOfRequests; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    struct Row
    {
        store::LedgerSum sum;
        std::optional<store::LedgerSum> before;
        bool isTotal = false;
    };

    void makeColumns(const CostFound &found);
    void takeGroups(const CostFound &found);
    void takeRequests(const CostFound &found);
    void sortRows();
    QVariant value(const Row &row, const Column &column) const;
    QVariant before(const Row &row, const Column &column) const;

    std::vector<Column> m_columns;
    std::vector<Row> m_rows;
    store::LedgerGrouping m_by = store::LedgerGrouping::Day;
    bool m_isOfRequests = false;
    std::optional<Column> m_sortedBy;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

//! Of one unit; nothing when there is none.
std::optional<base::Decimal> amountIn(const std::vector<store::LedgerMoney> &money, const QByteArray &unit);

} // namespace models
