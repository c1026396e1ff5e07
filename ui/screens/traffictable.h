#pragma once

#include <QTableView>

namespace accounts {
class Settings;
}

namespace screens {

//! The table of the traffic log: the path takes what is left, columns that do not fit step aside.
class TrafficTable final : public QTableView
{
    Q_OBJECT
public:
    //! `rows` are TrafficRows; the settings outlive the table.
    TrafficTable(QAbstractItemModel *rows, accounts::Settings *settings, QWidget *parent);

    //! Remembers widths.
    void remember();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyRowHeight();
    void fitColumns();

    accounts::Settings *m_settings;
};

} // namespace screens
