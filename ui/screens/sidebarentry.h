#pragma once

#include <QToolButton>

namespace screens {

//! One line of the sidebar: icon, label, how many wait. Collapsed it is the icon with a mark.
class SidebarEntry final : public QToolButton
{
    Q_OBJECT
public:
    SidebarEntry(const QString &id, const QString &label, const QString &icon, QWidget *parent = nullptr);

    QString id() const { return m_id; }
    void setCollapsed(bool collapsed);
    //! 0 shows none.
    void setCount(int count);
    int count() const { return m_count; }
    //! A triangle, and what it means; empty: none.
    void setMark(const QString &meaning);
    QString mark() const { return m_mark; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void nameIt();

    QString m_id;
    QString m_label;
    QString m_icon;
    QString m_mark;
    int m_count = 0;
    bool m_collapsed = false;
};

} // namespace screens
