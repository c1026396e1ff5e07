#pragma once

#include "accounts/settings.h"

#include <QDockWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QPushButton;
class QSplitter;

namespace models {
class TrafficModel;
}
namespace widgets {
class MessageBar;
class SearchField;
class StateView;
}

namespace screens {

class Connections;
class TrafficDetailView;
class TrafficRows;
class TrafficTable;

//! The traffic log: every request of every connection, the chosen one beside it. Closed, it lets go of the log.
class TrafficDock final : public QDockWidget
{
    Q_OBJECT
public:
    //! All of it outlives the dock.
    TrafficDock(models::TrafficModel *model, Connections *connections, accounts::Settings *settings, QWidget *parent);
    ~TrafficDock() override;

    //! Shows it and begins to look, or closes it.
    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    //! What F6 goes through.
    QList<QWidget *> panes() const;
    //! Remembers widths and the divider.
    void remember();

Q_SIGNALS:
    void openChanged(bool open);
    void said(const QString &text);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeTitle();
    QWidget *makeFilters();
    void makeContent();
    void readProfiles();
    void clearFilters();
    void refresh();
    void refreshDetail();
    void follow();
    void recordingChanged(bool recording);
    void openMenu(const QPoint &at);
    void copyCurl();
    void copyBody(bool request);
    void copyCell(int column);
    void openReport();
    quint64 currentNumber() const;
    std::vector<quint64> chosenNumbers() const;

    models::TrafficModel *m_model;
    Connections *m_connections;
    accounts::Settings *m_settings;
    TrafficRows *m_rows;
    TrafficTable *m_table;
    TrafficDetailView *m_detail;
    widgets::StateView *m_state;
    widgets::MessageBar *m_message;
    widgets::SearchField *m_search;
    QComboBox *m_profile;
    QCheckBox *m_failedOnly;
    QPushButton *m_record = nullptr;
    QPushButton *m_report = nullptr;
    QPushButton *m_clear = nullptr;
    QSplitter *m_splitter;
    bool m_open = false;
};

} // namespace screens
