#pragma once

#include "api/resource.h"
#include "models/rowtable.h"
#include "models/shownrows.h"

#include <QSet>

#include <functional>
#include <optional>

namespace models {

class RecordMarks;
class SessionCosts;

//! Records of one kind as a table by its descriptor, sorted and filtered in place. Knows no server, colours, widths or alignment.
class RecordTableModel : public ShownRows
{
    Q_OBJECT
public:
    enum Role {
        RecordRole = Qt::UserRole + 1, //!< base::Record, the whole row
        IdRole,                        //!< QString
        KindRole,                      //!< int(api::ColumnKind) of the column
        ValueRole,                     //!< typed: QString (foreign text), QDateTime (UTC) or qint64; invalid when absent. Money: minor units
        WordRole,                      //!< QString: the row's status word as the server spells it, "archived" for archived ones; may be empty
        SortRole,                      //!< what the column sorts by: qint64, double or case-folded QString
        ArchivedRole,                  //!< bool
        TitleRole,                     //!< QString: the record's title (descriptor's titlePath), or its id; foreign text
        CurrencyRole,                  //!< QString: ISO code beside a Money value
        PinnedRole,                    //!< bool; pinned rows come first
        UnreadRole,                    //!< bool: it has changed since somebody read it
        CostRole,                      //!< of the column of SessionCosts: models::SessionCost; invalid: unknown
    };

    explicit RecordTableModel(const api::ResourceDescriptor &descriptor, QObject *parent = nullptr);

    const api::ResourceDescriptor &descriptor() const { return m_descriptor; }
    //! Rows known, whatever the text filter hides; rowCount() is what it shows.
    int loadedCount() const { return int(m_table.size()); }
    const base::Record *record(const QString &id) const;
    //! The row that shows `id`, or -1.
    int rowOf(const QString &id) const;

    //! Shows only rows that hold every word of `text` in their title or in a text, id or status column.
    void setFilterText(const QString &text);
    QString filterText() const { return m_filterText; }
    //! Column -1 gives the server's order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    //! What a screen reader hears of a cell, in the view's own words ("3 min ago", "$1.37"); without it the bare value.
    void setSpokenText(std::function<QString(const QModelIndex &)> words) { m_spoken = std::move(words); }

    //! What the user has left on the rows; nullptr: nothing can be left on them.
    RecordMarks *marks() const { return m_marks; }
    //! The marks must outlive the model.
    void setMarks(RecordMarks *marks);

    //! What the rows cost, in the column that the descriptor has for it (SessionCosts::columnPath); nullptr: nobody adds it up. Must outlive the model.
    SessionCosts *costs() const { return m_costs; }
    void setCosts(SessionCosts *costs);
    //! -1: there is none.
    int costColumn() const { return m_costColumn; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    virtual void filterTextChanged() {}
    virtual void marksRead() {} //!< they were read from the disk, or the first of them was set
    static bool isArchived(const base::Record &record);
    bool isFiltered() const { return !m_filterWords.isEmpty(); }

    enum class Others { Go, Stay, PinnedStay };
    //! These are the newest of the server's list, in its order. The others go, or stay behind them. Returns the ids of these.
    QSet<QString> takeNewest(const std::vector<base::Record> &records, Others others);
    //! These follow in the server's list; known ones are updated.
    void takeMore(const std::vector<base::Record> &records);
    //! Updates the row, or adds it at the server's top.
    void take(const base::Record &record);
    bool removeRecord(const QString &id);
    void removeAll();
    //! Every record, in the order of the view whatever the filter.
    std::vector<const base::Record *> records();

private:
    void update(int row, const base::Record &record);
    void place(int row);
    void markChanged(const QString &id);
    void costsChanged();
    bool matches(int row) const;
    std::vector<int> matching(const std::vector<int> &rows) const;
    const std::vector<int> &ordered();

    const api::ResourceDescriptor m_descriptor;
    RowTable m_table;
    std::optional<std::vector<int>> m_ordered; //!< all rows in the order of the view, whatever the filter; made when needed
    QString m_filterText;
    QStringList m_filterWords;
    std::function<QString(const QModelIndex &)> m_spoken;
    RecordMarks *m_marks = nullptr;
    SessionCosts *m_costs = nullptr;
    int m_costColumn = -1;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace models
