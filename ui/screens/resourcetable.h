#pragma once

#include "ui/screens/pagecontext.h"

#include <QBasicTimer>
#include <QTableView>

#include <string>
#include <vector>

class QMenu;

namespace models {
class ResourceListModel;
}

namespace screens {

class RecordDelegate;

//! The table of a ResourceListModel: the title column takes what is left, columns that do not fit step aside, the whole row is hovered and selected.
//! Remembers widths, order, choice of columns and sorting in the settings under its object name.
class ResourceTable : public QTableView
{
    Q_OBJECT
public:
    ResourceTable(const PageContext &context, models::ResourceListModel *model, QWidget *parent = nullptr);

    models::ResourceListModel *list() const { return m_model; }
    QString currentId() const;
    void select(const QString &id);
    void setAbsoluteTimes(bool absolute);
    //! Check boxes for every column, and "Reset".
    void fillColumnsMenu(QMenu *menu);
    //! False for what the person does not want to see at all: cost, when it is hidden.
    bool isColumnOffered(int column) const;
    bool isColumnWanted(int column) const;
    void setColumnWanted(int column, bool wanted);
    //! Reads what was remembered; call it after the object name is set.
    void restoreColumns();

Q_SIGNALS:
    void currentChangedTo(const QString &id); //!< empty: nothing is current
    void openRequested(const QString &id);
    void editRequested(const QString &id);
    void removeRequested(const QString &id);
    void copyIdRequested(const QString &id);
    void pinRequested(const QString &id);    //!< or not to be pinned any more; only where rows can be
    void unreadRequested(const QString &id); //!< to become unread, or read when it is not
    void menuRequested(const QString &id, const QPoint &globalPosition);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Column
    {
        int width = 160;
        bool wanted = true;
    };
    void setUpHeader();
    void layoutColumns();
    void applyRowHeight();
    void rememberColumns();
    void resetColumns();
    void costShownChanged();
    void hover(int row);
    void sectionResized(int column, int width);
    int titleColumn() const;
    std::vector<int> inVisualOrder() const;

    PageContext m_context;
    models::ResourceListModel *m_model;
    RecordDelegate *m_delegate;
    std::vector<Column> m_columns;
    int m_hovered = -1;
    bool m_arranging = false;
    QBasicTimer m_minute;
};

} // namespace screens
