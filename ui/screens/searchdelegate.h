#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace screens {

//! Paints one search hit: session, kind and time on the first line, below it the words around what was found, with the hits marked.
class SearchDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    //! `profileName` gives the name of the hit's workspace to show; empty: it need not be told.
    SearchDelegate(std::function<QDateTime()> now, std::function<QString(const QString &profile)> profileName, QObject *parent);

    void setAbsoluteTimes(bool absolute) { m_absolute = absolute; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QString titleOf(const QModelIndex &index) const;
    QString factsOf(const QModelIndex &index) const;

    std::function<QDateTime()> m_now;
    std::function<QString(const QString &)> m_profileName;
    bool m_absolute = false;
};

} // namespace screens
