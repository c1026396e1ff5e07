#include "ui/screens/pricesdialog.h"

#include "base/plaintext.h"
#include "models/pricerows.h"
#include "ui/screens/errortext.h"
#include "ui/screens/filesaving.h"
#include "ui/screens/pricecells.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"

#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace screens {

using models::PriceRows;
using widgets::MessageBar;

namespace {

constexpr qint64 mostImportBytes = 8 * 1024 * 1024;
constexpr std::size_t mostOffers = 12;

//! The rows with headings and what a screen reader says, which the model below has no words for.
class WordedPrices final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal)
            return {};
        if (role == Qt::TextAlignmentRole)
            return int((section >= PriceRows::Input && section <= PriceRows::CacheRead ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
            return PriceCells::nameOf(section);
        if (role != Qt::DisplayRole)
            return {};
        switch (section) {
        case PriceRows::CacheWrite5m: return PricesDialog::tr("Write 5 min");
        case PriceRows::CacheWrite1h: return PricesDialog::tr("Write 1 h");
        default: return PriceCells::nameOf(section);
        }
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::AccessibleTextRole)
            return PriceCells::wordsOf(index);
        if (role == Qt::ToolTipRole && index.column() == PriceRows::Pattern)
            return widgets::toolTipText(index.data().toString());
        return QIdentityProxyModel::data(index, role);
    }
};

} // namespace

PricesDialog::PricesDialog(models::Costs *costs, base::Clock *clock, QWidget *parent)
    : QDialog(parent), m_rows(new PriceRows(costs, clock, this)), m_table(new QTableView(this)), m_bar(new MessageBar(QStringLiteral("prices.bar"), this)),
      m_saving(new FileSaving(m_bar, this)), m_unpriced(new QWidget(this))
{
    setObjectName(QStringLiteral("prices"));
    setWindowTitle(tr("Prices of models"));
    setAttribute(Qt::WA_DeleteOnClose);
    theme::setBackground(this, theme::Token::Surface);
    buildTable();
    build();
    connectRows();
    showButtons();
    m_rows->readUnpriced();
    if (const base::Outcome &error = costs->prices()->error(); !error) {
        m_bar->showMessage(MessageBar::Kind::Wait, tr("Your prices could not be read"),
                           tr("Only the shipped ones are used. The file is left as it is until you change a price; then it is set aside."));
        m_bar->setDetails(error.error().detail);
    }
    resize(980, 620);
}

PricesDialog *PricesDialog::open(models::Costs *costs, base::Clock *clock, QWidget *parent, const QString &model)
{
    QWidget *window = parent->window();
    auto *dialog = window->findChild<PricesDialog *>(QStringLiteral("prices"), Qt::FindDirectChildrenOnly);
    if (!dialog)
        dialog = new PricesDialog(costs, clock, window);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    if (!model.isEmpty())
        dialog->addPrice(model);
    return dialog;
}

void PricesDialog::buildTable()
{
    auto *worded = new WordedPrices(this);
    worded->setSourceModel(m_rows);
    m_table->setObjectName(QStringLiteral("prices.table"));
    m_table->setAccessibleName(tr("Prices of models"));
    m_table->setModel(worded);
    m_table->setItemDelegate(new PriceCells(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::rowHeight(m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    for (int column = 0; column < PriceRows::ColumnCount; ++column)
        header->resizeSection(column, column == PriceRows::ValidFrom ? 108 : 92);
    header->setSectionResizeMode(PriceRows::Pattern, QHeaderView::Stretch);
    header->setMinimumSectionSize(60);
}

QPushButton *PricesDialog::button(QHBoxLayout *row, const QString &name, const QString &label, const QString &icon)
{
    auto *made = new QPushButton(label, this);
    made->setObjectName(QStringLiteral("prices.") + name);
    made->setAccessibleName(label);
    if (!icon.isEmpty())
        made->setIcon(theme::icon(icon));
    made->setAutoDefault(false);
    row->addWidget(made);
    return made;
}

QHBoxLayout *PricesDialog::buildButtons()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::s);
    m_add = button(row, QStringLiteral("add"), tr("Add a price"), QStringLiteral("plus"));
    m_copy = button(row, QStringLiteral("copy"), tr("Copy to edit"), QStringLiteral("copy"));
    m_remove = button(row, QStringLiteral("remove"), tr("Remove"), QStringLiteral("trash-2"));
    m_reset = button(row, QStringLiteral("reset"), tr("Remove all of mine"), {});
    row->addStretch(1);
    QPushButton *import = button(row, QStringLiteral("import"), tr("Import…"), QStringLiteral("upload"));
    QPushButton *csv = button(row, QStringLiteral("exportCsv"), tr("Export CSV…"), QStringLiteral("download"));
    QPushButton *json = button(row, QStringLiteral("exportJson"), tr("Export JSON…"), QStringLiteral("download"));
    connect(m_add, &QPushButton::clicked, this, [this] { addPrice(); });
    connect(m_copy, &QPushButton::clicked, this, &PricesDialog::copyCurrent);
    connect(m_remove, &QPushButton::clicked, this, &PricesDialog::removeCurrent);
    connect(m_reset, &QPushButton::clicked, this, &PricesDialog::removeAll);
    connect(import, &QPushButton::clicked, this, &PricesDialog::chooseImport);
    connect(csv, &QPushButton::clicked, this, [this] { exportAs(true); });
    connect(json, &QPushButton::clicked, this, [this] { exportAs(false); });
    return row;
}

void PricesDialog::build()
{
    const QString day = QLocale().toString(store::PriceTable::shippedOn(), QLocale::LongFormat);
    auto *about = new widgets::PlainLabel(tr("What a million tokens cost, for estimates only: money that a server reports is never changed by it. Of the "
                                             "prices that fit a model the longest name wins, then the later day, then yours. Shipped prices are as of %1, "
                                             "from %2.")
                                              .arg(day, store::PriceTable::shippedFrom()),
                                          this);
    about->setObjectName(QStringLiteral("prices.about"));
    about->setMultiLine(true);
    about->setToken(theme::Token::Muted);
    m_unpriced->setObjectName(QStringLiteral("prices.unpriced"));
    auto *offers = new QVBoxLayout(m_unpriced);
    offers->setContentsMargins(0, 0, 0, 0);
    offers->setSpacing(theme::space::xs);
    auto *asks = new widgets::PlainLabel(tr("Used, and without a price:"), m_unpriced);
    offers->addWidget(asks);
    auto *flow = new QWidget(m_unpriced);
    m_offers = new widgets::FlowLayout(flow, theme::space::xs);
    offers->addWidget(flow);
    m_unpriced->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::m);
    column->setSpacing(theme::space::m);
    column->addWidget(about);
    column->addWidget(m_bar);
    column->addWidget(m_unpriced);
    column->addWidget(m_table, 1);
    column->addLayout(buildButtons());
}

void PricesDialog::connectRows()
{
    connect(m_rows, &PriceRows::refused, this, &PricesDialog::tellRefused);
    connect(m_rows, &PriceRows::failed, this, &PricesDialog::tellFailed);
    connect(m_rows, &PriceRows::unpricedChanged, this, &PricesDialog::showUnpriced);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &PricesDialog::showButtons);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &PricesDialog::showButtons);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, &PricesDialog::showButtons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &PricesDialog::showButtons);
}

int PricesDialog::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void PricesDialog::showButtons()
{
    const int row = currentRow();
    m_copy->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0 && !m_rows->isShipped(row));
    m_reset->setEnabled(m_rows->ownCount() > 0);
    widgets::setToolTipText(m_remove, row >= 0 && m_rows->isShipped(row) ? tr("A shipped price stays; copy it, and yours is used instead.") : QString());
}

void PricesDialog::showUnpriced()
{
    while (const std::unique_ptr<QLayoutItem> item{m_offers->takeAt(0)}) {
        item->widget()->hide();
        item->widget()->deleteLater();
    }
    std::size_t number = 0;
    for (const store::UnpricedModel &one : m_rows->unpriced()) {
        if (one.model.isEmpty() || ++number > mostOffers)
            continue;
        const QString model = base::plainLine(one.model, 60);
        auto *offer = new QPushButton(tr("%1: %2 tokens").arg(QString(model).replace(QLatin1Char('&'), QStringLiteral("&&")), widgets::tokenText(one.tokens)),
                                      m_offers->parentWidget());
        offer->setObjectName(QStringLiteral("prices.offer.%1").arg(number));
        offer->setAccessibleName(tr("Add a price of %1").arg(model));
        offer->setIcon(theme::icon(QStringLiteral("plus")));
        offer->setAutoDefault(false);
        connect(offer, &QPushButton::clicked, this, [this, id = one.model] { addPrice(id); });
        m_offers->addWidget(offer);
    }
    m_unpriced->setVisible(number > 0);
}

void PricesDialog::edit(int row, int column)
{
    const QModelIndex index = m_table->model()->index(row, column);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_table->edit(index);
}

void PricesDialog::addPrice(const QString &model)
{
    m_bar->dismiss();
    edit(m_rows->add(model), model.isEmpty() ? PriceRows::Pattern : PriceRows::Input);
}

void PricesDialog::copyCurrent()
{
    if (currentRow() >= 0)
        edit(m_rows->copy(currentRow()), PriceRows::Input);
}

void PricesDialog::removeCurrent()
{
    const int row = currentRow();
    if (row < 0 || m_rows->isShipped(row))
        return;
    const QStringList values = m_rows->take(row);
    m_bar->showMessage(MessageBar::Kind::Info, {}, tr("The price of %1 was removed.").arg(base::plainLine(values.first(), 60)));
    m_bar->setDismissable(true);
    connect(m_bar->addButton(QStringLiteral("undo"), tr("Put it back")), &QPushButton::clicked, this, [this, row, values] {
        m_bar->dismiss();
        m_rows->put(row, values);
    });
}

void PricesDialog::removeAll()
{
    const std::vector<QStringList> rows = m_rows->takeAll();
    if (m_rows->ownCount() > 0)
        return; // the disk did not take it, and that was said
    m_bar->showMessage(MessageBar::Kind::Info, {}, tr("%n price(s) of yours were removed; the shipped ones are used.", nullptr, int(rows.size())));
    m_bar->setDismissable(true);
    connect(m_bar->addButton(QStringLiteral("undo"), tr("Put them back")), &QPushButton::clicked, this, [this, rows] {
        m_bar->dismiss();
        m_rows->putAll(rows);
    });
}

void PricesDialog::chooseImport()
{
    auto *files = new QFileDialog(this, tr("Import prices"));
    files->setObjectName(QStringLiteral("prices.files"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFile);
    files->setNameFilters({tr("Prices (*.csv *.json)"), tr("All files (*)")});
    connect(files, &QFileDialog::fileSelected, this, &PricesDialog::importFile);
    files->open();
}

void PricesDialog::importFile(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        m_bar->showMessage(MessageBar::Kind::Fail, tr("The file could not be read"), base::plainLine(file.errorString()));
        return;
    }
    const auto done = m_rows->import(file.read(mostImportBytes));
    if (!done) {
        if (done.error().kind != base::Error::Kind::Invalid)
            return; // said by failed()
        m_bar->showMessage(MessageBar::Kind::Fail, tr("These are no prices that Muster can read"),
                           tr("Nothing was changed. Something is wrong here: %1. An exported file shows how it has to look.").arg(base::plainLine(done.error().detail)));
        return;
    }
    m_bar->showMessage(MessageBar::Kind::Ok, {},
                       tr("Imported. New: %1; changed: %2; known already: %3.")
                           .arg(widgets::numberText(done->added), widgets::numberText(done->replaced), widgets::numberText(done->same)));
    m_bar->setDismissable(true);
}

void PricesDialog::exportAs(bool csv)
{
    const store::PriceTable table = m_rows->exported(false);
    m_saving->save({ui::Savable::Kind::Result, csv ? QStringLiteral("prices.csv") : QStringLiteral("prices.json"), csv ? table.toCsv() : table.toJson()});
}

void PricesDialog::tellRefused(int column, const QString &value)
{
    QString why;
    switch (column) {
    case PriceRows::Pattern: why = tr("It has to be the id of a model without blanks; * stands for any characters, as in claude-opus-4-5*."); break;
    case PriceRows::ValidFrom: why = tr("It has to be a day as year-month-day, as in 2026-11-22."); break;
    case PriceRows::Currency: why = tr("It has to be a currency's letters, as in USD."); break;
    default: why = tr("It has to be a number from 0 to 999,999.999999, as in 12.50, without a currency."); break;
    }
    const QString shown = base::plainLine(value, 40);
    m_bar->showMessage(MessageBar::Kind::Wait,
                       shown.trimmed().isEmpty() ? tr("%1 is empty").arg(PriceCells::nameOf(column)) : tr("%1 cannot be “%2”").arg(PriceCells::nameOf(column), shown),
                       tr("%1 The value of before stays.").arg(why));
    m_bar->setDismissable(true);
}

void PricesDialog::tellFailed(const base::Error &error)
{
    m_bar->showMessage(MessageBar::Kind::Fail, tr("The prices could not be saved"), tr("Nothing was changed. %1").arg(ErrorText::of(error).text));
    m_bar->setDetails(error.detail);
}

void PricesDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && m_table->hasFocus())
        removeCurrent();
    else if (event->key() == Qt::Key_Insert)
        addPrice();
    else
        QDialog::keyPressEvent(event);
}

} // namespace screens
