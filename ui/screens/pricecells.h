#pragma once

#include <QStyledItemDelegate>

namespace screens {

//! Paints and edits the cells of a price table: amounts tabular on the right, shipped rows muted, what is still missing said in the cell.
class PriceCells final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString displayText(const QVariant &value, const QLocale &locale) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

    //! What a column is called, whole.
    static QString nameOf(int column);
    //! What the cell says.
    static QString wordsOf(const QModelIndex &index);
};

} // namespace screens
