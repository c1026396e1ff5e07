#pragma once

#include "models/costs.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace models {

//! The prices that estimates use, as a table that is edited in place: the person's own ones, then the shipped ones, which are only read until they
//! are copied. Every change is on disk at once; a row that is not filled in yet counts for nothing.
class PriceRows final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Pattern, ValidFrom, Currency, Input, Output, CacheWrite5m, CacheWrite1h, CacheRead, Origin, ColumnCount };
    enum Role {
        ShippedRole = Qt::UserRole + 1, //!< bool
        MissingRole,                    //!< bool: the cell of an own row has to be filled in before the row counts
    };
    //! What an import did.
    struct Imported
    {
        int added = 0;
        int replaced = 0; //!< own prices of the same pattern, day and currency
        int same = 0;     //!< own or shipped ones that said the same already
    };

    //! `costs` must outlive this.
    explicit PriceRows(Costs *costs, base::Clock *clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    //! Values as the file spells them ("2026-11-22", "12.50"); Origin is for the view to word.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    bool isShipped(int row) const { return row >= int(m_own.size()); }
    bool isWhole(int row) const;
    int ownCount() const { return int(m_own.size()); }

    //! A row to be filled in, valid from today; `pattern` may be a model's id. Returns its number.
    int add(const QString &pattern = {});
    //! A shipped price as one's own, or an own one once more.
    int copy(int row);
    //! The values of an own row, which is gone then; put() brings it back.
    QStringList take(int row);
    void put(int row, const QStringList &values);
    //! Removes all own prices; returns them.
    std::vector<QStringList> takeAll();
    void putAll(const std::vector<QStringList> &rows);

    //! CSV or JSON; Invalid with the place in `detail`, and nothing is changed.
    base::Result<Imported> import(const QByteArray &text);
    //! All prices, or the person's alone.
    store::PriceTable exported(bool ownOnly) const;

    //! Models that were used and have no price, most used first.
    const std::vector<store::UnpricedModel> &unpriced() const { return m_unpriced; }
    //! Looks in the ledger; unpricedChanged() tells.
    void readUnpriced();

Q_SIGNALS:
    //! setData() did not take it: the column does not hold such a value.
    void refused(int column, const QString &value);
    //! The disk did not take a change; the table is as the file is.
    void failed(const base::Error &error);
    void unpricedChanged();

private:
    void load();
    bool save();
    void reset(const std::function<void()> &change);

    Costs *m_costs;
    base::Clock *m_clock;
    std::vector<QStringList> m_own;
    std::vector<QStringList> m_shipped;
    std::vector<store::UnpricedModel> m_unpriced;
    bool m_saving = false;
};

} // namespace models
