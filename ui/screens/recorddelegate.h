#pragma once

#include "api/resource.h"

#include <QAbstractItemDelegate>
#include <QCache>
#include <QDateTime>
#include <QStaticText>

#include <functional>

namespace screens {

//! Paints one cell of a resource table with two questions to the model and cached text (performance.md §6): ids in the fixed font, status as a
//! chip, times relative, numbers tabular on the right. Everything it paints is plain text.
class RecordDelegate : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    RecordDelegate(const api::ResourceDescriptor &descriptor, std::function<QDateTime()> now, QObject *parent);

    void setAbsoluteTimes(bool absolute);
    //! Fonts or colours have changed.
    void forget();
    //! Which row the pointer is on; -1: none.
    void setHoveredRow(int row) { m_hovered = row; }
    //! The column whose text stands out: the record's title. -1: none.
    void setTitleColumn(int column) { m_titleColumn = column; }
    //! Rows can be unread and pinned: then only the titles of unread ones stand out.
    void setMarked(bool marked) { m_marked = marked; }
    //! Where the accent bar of a selected row is painted.
    void setFirstColumn(int column) { m_firstColumn = column; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override;

    //! What the cell says, for tooltips, copying and tests.
    QString text(const QModelIndex &index) const;
    //! What a screen reader says: the same, with ids whole, and of a title whether the row is unread or pinned.
    QString spokenText(const QModelIndex &index) const;
    static bool isNumeric(api::ColumnKind kind);

private:
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, int row, int column) const;
    void paintTitle(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text, const QModelIndex &index) const;
    void paintText(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color) const;
    QString valueText(const QModelIndex &index, const api::ColumnDescriptor &column, const QVariant &value) const;

    const api::ResourceDescriptor &m_descriptor;
    std::function<QDateTime()> m_now;
    bool m_absolute = false;
    bool m_marked = false;
    int m_hovered = -1;
    int m_titleColumn = -1;
    int m_firstColumn = 0;
    mutable QCache<QString, QStaticText> m_texts;
    mutable std::optional<QFont> m_body;
    mutable std::optional<QFont> m_strong;
    mutable std::optional<QFont> m_code;
};

} // namespace screens
