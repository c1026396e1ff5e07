#include "ui/screens/flaggeddialog.h"

#include "base/plaintext.h"
#include "ui/screens/errortext.h"
#include "ui/theme/space.h"
#include "ui/widgets/buttonrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace screens {

using store::FlaggedUsage;

namespace {

constexpr int mostFlagged = 500;

QString reason(FlaggedUsage::Why why)
{
    switch (why) {
    case FlaggedUsage::Why::NoNumber: return FlaggedDialog::tr("Not a number that can be counted");
    case FlaggedUsage::Why::Negative: return FlaggedDialog::tr("Below zero");
    case FlaggedUsage::Why::Absurd: return FlaggedDialog::tr("More than a session can use");
    case FlaggedUsage::Why::InTheFuture: return FlaggedDialog::tr("More than a day ahead of this computer's clock");
    case FlaggedUsage::Why::NoTime: return FlaggedDialog::tr("Without a time, or with an impossible one");
    case FlaggedUsage::Why::WentBack: return FlaggedDialog::tr("A total smaller than the one before it");
    case FlaggedUsage::Why::ForeignUnit: return FlaggedDialog::tr("Tokens in a unit that is not tokens");
    }
    return {};
}

} // namespace

FlaggedDialog::FlaggedDialog(store::Ledger *ledger, QWidget *parent)
    : QDialog(parent), m_ledger(ledger), m_state(new widgets::StateView(QStringLiteral("flagged.state"), this)), m_table(new QTableWidget)
{
    setObjectName(QStringLiteral("flagged"));
    setWindowTitle(tr("Amounts in no sum"));
    auto *help = new widgets::PlainLabel(tr("The newest first, of all workspaces, exactly as the servers sent them."), this);
    help->setMultiLine(true);
    m_table->setObjectName(QStringLiteral("flagged.table"));
    m_table->setAccessibleName(tr("Amounts in no sum"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_state->setContent(m_table);
    auto *buttons = new widgets::ButtonRow(this);
    connect(buttons->add(QStringLiteral("flagged.close"), tr("Close"), true), &QPushButton::clicked, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::l);
    column->setSpacing(theme::space::m);
    column->addWidget(help);
    column->addWidget(m_state, 1);
    column->addWidget(buttons);
    connect(m_state, &widgets::StateView::retryRequested, this, &FlaggedDialog::read);
    resize(820, 420);
    read();
}

void FlaggedDialog::read()
{
    m_state->showLoading(tr("Reading…"));
    m_ledger->flagged(this, mostFlagged)->then(this, [this](const base::Result<std::vector<FlaggedUsage>> &amounts) {
        if (amounts)
            show(*amounts);
        else
            m_state->showProblem(ErrorText::of(amounts.error()).problem());
    });
}

void FlaggedDialog::show(const std::vector<FlaggedUsage> &amounts)
{
    const QStringList names{tr("Why"), tr("Amount"), tr("Unit"), tr("When"), tr("Session"), tr("Server")};
    m_table->setColumnCount(int(names.size()));
    m_table->setHorizontalHeaderLabels(names);
    m_table->setRowCount(int(amounts.size()));
    for (int row = 0; row < int(amounts.size()); ++row) {
        const FlaggedUsage &one = amounts[std::size_t(row)];
        const QStringList cells{reason(one.why), base::plainLine(QString::fromUtf8(one.amount), 60), base::plainLine(QString::fromUtf8(one.unit), 20),
                                widgets::exactTime(one.at), base::plainLine(one.session, 80), base::plainLine(one.server, 80)};
        for (int column = 0; column < int(cells.size()); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cells.at(column)));
    }
    m_table->resizeColumnsToContents();
    m_state->showContent();
}

} // namespace screens
