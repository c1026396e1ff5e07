#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace models {

//! A table model over row numbers of some store: which are shown, in which order. Goes from one order to another by the rows that came, went and
//! moved, never by a reset, so that selection, current row and scroll position survive.
class ShownRows : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_shown.size()); }

protected:
    const std::vector<int> &shown() const { return m_shown; }
    //! Where a number is shown, or -1.
    int positionOf(int number) const;
    //! Shows exactly these numbers in this order. Costs O(n) whatever changes.
    void show(const std::vector<int> &target);
    //! Shows one more number at a position.
    void insertAt(int position, int number);
    //! Shows these numbers, in this order, behind all others.
    void append(const std::vector<int> &numbers);
    void removeAt(int position);
    //! Tells views that a row's content changed.
    void touch(int position);

private:
    void removeOthers(const std::vector<char> &kept);
    void insertMissing(const std::vector<int> &target, const std::vector<char> &present);
    void permute(std::vector<int> order);

    std::vector<int> m_shown;
};

} // namespace models
