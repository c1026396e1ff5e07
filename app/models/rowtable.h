#pragma once

#include "api/resource.h"

#include <QHash>
#include <QSet>
#include <QVariant>

#include <functional>
#include <vector>

namespace models {

//! The rows behind a ResourceListModel: records by id in the server's order, with case-folded keys made once a row (performance.md §6).
//!
//! Rows keep their number as long as they live; numbers of removed rows are used again.
class RowTable
{
public:
    //! The descriptor must outlive the table.
    explicit RowTable(const api::ResourceDescriptor &descriptor) : m_descriptor(&descriptor) {}

    //! What rows are known by: the record's id, or for records without one their content.
    static QString idOf(const base::Record &record);

    std::size_t size() const { return m_byId.size(); }
    int find(const QString &id) const { return m_byId.value(id, -1); }
    const base::Record &record(int row) const { return m_rows[std::size_t(row)].record; }
    const QString &id(int row) const { return m_rows[std::size_t(row)].id; }

    int append(const base::Record &record);  //!< at the server's end
    int prepend(const base::Record &record); //!< at the server's top
    //! False when the record is the same as before.
    bool replace(int row, const base::Record &record);
    void remove(int row);
    void clear();
    //! Puts these rows, in this order, before all others in the server's order.
    void moveToTop(const std::vector<int> &rows);

    //! Rows with these ids come before all others, however they are sorted.
    void setPinned(const QSet<QString> &ids);
    bool isPinned(int row) const { return m_rows[std::size_t(row)].pinned; }

    //! A column whose values are not in the record but known by its id; valuesChanged() when they are other ones.
    void setValues(int column, std::function<QVariant(const QString &id)> values);
    void valuesChanged();

    //! Every living row, the pinned ones first, in the server's order or sorted by a column (stable: ties keep the server's order).
    std::vector<int> sorted(int column, Qt::SortOrder order) const;
    //! Whether a row belongs before another in that order.
    bool before(int a, int b, int column, Qt::SortOrder order) const;
    //! The row's text, id and status columns, case-folded, one per line.
    const QString &searchText(int row) const { return m_rows[std::size_t(row)].search; }

    QVariant value(int row, int column) const;
    QVariant sortValue(int row, int column) const;

private:
    struct Row
    {
        base::Record record;
        QString id;
        qint64 rank = 0;
        QString search; //!< made at once: the first key of a filter must not wait for it
        bool alive = false;
        bool pinned = false;
    };
    //! One comparable key: numbers before text, absent last.
    struct Key
    {
        enum Group { Numeric, Textual, Absent, NotMade };
        Group group = NotMade;
        double number = 0;
        QString text;
        int compare(const Key &other) const;
    };
    const Key &key(int row, int column) const;
    void forgetKey(int row);
    int place(const base::Record &record, qint64 rank);
    QString searchTextOf(const base::Record &record) const;

    const api::ResourceDescriptor *m_descriptor;
    std::vector<Row> m_rows;
    std::vector<int> m_free;
    QHash<QString, int> m_byId;
    QSet<QString> m_pinned;
    qint64 m_first = 0; //!< rank of the next prepended row
    qint64 m_last = 1;  //!< rank of the next appended row
    int m_foreignColumn = -1;
    std::function<QVariant(const QString &id)> m_foreign;
    mutable int m_keyColumn = -1;
    mutable std::vector<Key> m_keys; //!< of m_keyColumn, by row
};

//! For comparing whatever the case: "Straße" and "STRASSE" are one.
QString folded(const QString &text);
//! A column's value as the list shows it: QString, QDateTime or qint64; invalid when absent.
QVariant columnValue(const base::Record &record, const api::ColumnDescriptor &column);
//! The currency beside a Money column's value; empty when there is none.
QString columnCurrency(const base::Record &record, const api::ColumnDescriptor &column);

} // namespace models
