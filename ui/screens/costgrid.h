#pragma once

#include "ui/screens/costrows.h"

#include <QElapsedTimer>
#include <QTableView>

namespace accounts {
class Settings;
}

namespace screens {

//! The table below the charts: sorts by its headings, stays wide enough for its figures. A click on a name, a double click or Enter goes down.
class CostGrid final : public QTableView
{
    Q_OBJECT
public:
    //! `rows` outlives the grid.
    explicit CostGrid(CostRows *rows, QWidget *parent = nullptr);

    //! After other rows came: widths for what is there now.
    void fit();

    //! Where somebody is in it.
    struct Place
    {
        std::optional<store::LedgerKey> current;
        int column = 0;
        int across = 0;
        int down = 0;
    };
    Place place() const;
    //! Back there, as far as that row still is.
    void goTo(const Place &place);

Q_SIGNALS:
    void rowChosen(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyRowHeight();
    bool isLink(const QModelIndex &index) const;
    void choose(const QModelIndex &index);

    CostRows *m_rows;
    QElapsedTimer m_sinceChoice; //!< by the mouse
};

} // namespace screens
