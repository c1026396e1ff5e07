#pragma once

#include "ui/screens/pagecontext.h"

#include <QDialog>
#include <QStringList>

#include <vector>

class QHBoxLayout;
class QPushButton;
class QTableView;

namespace base {
struct Error;
}
namespace models {
class Costs;
class PriceRows;
}
namespace widgets {
class FlowLayout;
class MessageBar;
class PlainLabel;
}

namespace screens {

class FileSaving;

//! The prices that estimates are made with: the person's own ones edited in place, the shipped ones with their day and source, models without a
//! price offered to be filled in, import and export. Deletes itself when it is closed. Object names "prices.…".
class PricesDialog final : public QDialog
{
    Q_OBJECT
public:
    //! Both must outlive it.
    PricesDialog(models::Costs *costs, base::Clock *clock, QWidget *parent = nullptr);

    //! Begins a price of this model, to be filled in; the dialog that stands above `parent` already is used again.
    static PricesDialog *open(models::Costs *costs, base::Clock *clock, QWidget *parent, const QString &model = {});

    models::PriceRows *rows() const { return m_rows; }
    void addPrice(const QString &model = {});
    //! As after the choice of a file.
    void importFile(const QString &fileName);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void buildTable();
    QHBoxLayout *buildButtons();
    QPushButton *button(QHBoxLayout *row, const QString &name, const QString &label, const QString &icon);
    void connectRows();
    void showButtons();
    void showUnpriced();
    void edit(int row, int column);
    void copyCurrent();
    void removeCurrent();
    void removeAll();
    void chooseImport();
    void exportAs(bool csv);
    void tellRefused(int column, const QString &value);
    void tellFailed(const base::Error &error);
    int currentRow() const;

    models::PriceRows *m_rows;
    QTableView *m_table;
    widgets::MessageBar *m_bar;
    FileSaving *m_saving;
    QWidget *m_unpriced;
    widgets::FlowLayout *m_offers = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_reset = nullptr;
};

} // namespace screens
