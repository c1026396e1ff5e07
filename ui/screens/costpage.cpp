#include "ui/screens/costpage.h"

#include "models/workspace.h"
#include "ui/screens/costcharts.h"
#include "ui/screens/costexport.h"
#include "ui/screens/costfigures.h"
#include "ui/screens/costgrid.h"
#include "ui/screens/costnotices.h"
#include "ui/screens/costrows.h"
#include "ui/screens/costtools.h"
#include "ui/screens/costtrail.h"
#include "ui/screens/costwords.h"
#include "ui/screens/errortext.h"
#include "ui/screens/recordnames.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace screens {

using models::CostReport;

namespace {

constexpr int leastCharts = 180; // px
constexpr int leastTable = 96;

} // namespace

CostPage::CostPage(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context),
      m_report(new CostReport(context.costs, context.clock, {context.workspace->profile().id, context.isDemo}, QTimeZone::systemTimeZone(), this)),
      m_names(new RecordNames(context.workspace, this)), m_table(new models::CostTable(this)), m_rows(new CostRows(m_table, this)), m_notices(new QVBoxLayout), m_days(new widgets::PlainLabel(this)),
      m_tools(new CostTools(m_report, this)), m_trail(new CostTrail(m_report, QTimeZone::systemTimeZone(), this)), m_figures(new CostFigures(this)),
      m_saving(new widgets::MessageBar(QStringLiteral("cost.saving"), this)), m_warnings(new CostNotices(context.costs->ledger(), this)),
      m_state(new widgets::StateView(QStringLiteral("cost.state"), this)), m_split(new QSplitter(Qt::Vertical)), m_charts(new CostCharts),
      m_grid(new CostGrid(m_rows)), m_export(new CostExport(m_saving, m_tools->exportButton(), this))
{
    m_rows->setZone(QTimeZone::systemTimeZone());
    build();
    connect(m_report, &CostReport::changed, this, &CostPage::showReport);
    connect(m_names, &RecordNames::changed, this, [this] {
        if (m_found.by == store::LedgerGrouping::Environment || m_found.splitBy == store::LedgerGrouping::Environment)
            showReport();
    });
    connect(m_tools, &CostTools::lookChanged, this, &CostPage::showCharts);
    connect(m_charts, &CostCharts::groupChosen, this, &CostPage::enter);
    connect(m_grid, &CostGrid::rowChosen, this, [this](int row) {
        if (!m_table->isTotal(row))
            enter(store::LedgerSum(m_table->sum(row))); // the rows may go
    });
    connect(m_state, &widgets::StateView::retryRequested, m_report, &CostReport::refresh);
    connect(m_state, &widgets::StateView::nextStepRequested, this, [this] { m_report->setRange({models::CostRange::Kind::Days90, {}}); });
    connect(m_warnings, &CostNotices::pricesRequested, this, &CostPage::pricesRequested);
    m_export->setSource([this] { return CostExport::Source{m_days->fullText(), m_figures->text(), m_charts->pictures(), m_tools->showsLines(), m_rows}; });
    m_state->showLoading(tr("Adding up…"));
}

CostPage::~CostPage()
{
    m_report->disconnect(this);
}

void CostPage::build()
{
    setObjectName(QStringLiteral("cost"));
    setAccessibleName(tr("Cost"));
    setFocusPolicy(Qt::StrongFocus);
    theme::setBackground(this, theme::Token::Surface);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_notices);
    column->addWidget(m_saving);
    column->addWidget(m_warnings);
    buildHead(column);
    auto *scrolled = new QScrollArea;
    scrolled->setObjectName(QStringLiteral("cost.charts"));
    scrolled->setFrameShape(QFrame::NoFrame);
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::NoFocus);
    theme::setBackground(m_charts, theme::Token::Surface);
    scrolled->setWidget(m_charts);
    m_split->setObjectName(QStringLiteral("cost.splitter"));
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(scrolled);
    m_split->addWidget(m_grid);
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 1);
    scrolled->setMinimumHeight(leastCharts);
    m_grid->setMinimumHeight(leastTable);
    m_split->setSizes({2 * leastCharts, leastCharts});
    m_state->setContent(m_split);
    column->addWidget(m_state, 1);
}

void CostPage::buildHead(QVBoxLayout *column)
{
    auto *title = new widgets::PlainLabel(tr("Cost"), this);
    title->setObjectName(QStringLiteral("cost.title"));
    title->setRole(theme::Role::Page);
    m_days->setObjectName(QStringLiteral("cost.days"));
    m_days->setToken(theme::Token::Muted);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::m);
    head->addWidget(title);
    head->addWidget(m_days, 1, Qt::AlignBottom);
    head->addWidget(m_tools->exportButton());
    auto *top = new QVBoxLayout;
    top->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::s);
    top->setSpacing(theme::space::s);
    top->addLayout(head);
    top->addWidget(m_tools);
    top->addWidget(m_trail);
    top->addWidget(m_figures);
    column->addLayout(top);
}

void CostPage::showReport()
{
    const auto &error = m_report->error();
    const ErrorText words = error ? ErrorText::of(*error) : ErrorText();
    if (m_report->isReading())
        return; // what is shown stays until there is something else
    switch (m_report->state()) {
    case CostReport::State::Loading: return;
    case CostReport::State::Failed: m_state->showProblem(words.problem()); return;
    case CostReport::State::Empty: {
        const bool isNarrow = m_report->range().kind != models::CostRange::Kind::Days90;
        m_state->showEmpty({QStringLiteral("chart-column"), tr("Nothing was used in these days"),
                            tr("What sessions use is counted from what servers report, also of sessions that were deleted since."),
                            isNarrow ? tr("Look at 90 days") : QString(), {}});
        break;
    }
    case CostReport::State::Ready: m_state->showContent(); break;
    }
    m_found = m_report->found();
    nameGroups(m_found);
    const models::CostFound &found = m_found;
    m_state->setStale(error ? words.sentence() : QString(), words.details);
    m_days->setText(daysText(found.days) + (found.stage.isSession() ? QString() : QStringLiteral(" · ") + groupsText(found.by, int(found.groups.sums.size()))));
    m_figures->show(found);
    m_figures->setVisible(m_report->state() == CostReport::State::Ready);
    m_warnings->show(found.groups, found.by);
    const CostGrid::Place place = m_grid->place(); // a back-fill brings other sums again and again, while somebody reads
    m_table->show(found);
    m_grid->fit();
    m_grid->goTo(place);
    showCharts();
}

void CostPage::showCharts()
{
    m_charts->setLines(m_tools->showsLines());
    m_charts->show(picturesOf(m_found, m_tools->showsTokens()));
}

//! What an environment is called is in its list, not in the sessions that used it.
void CostPage::nameGroups(models::CostFound &found) const
{
    const auto name = [this](store::LedgerGrouping by, std::vector<store::LedgerSum> &sums) {
        if (by != store::LedgerGrouping::Environment && by != store::LedgerGrouping::Agent && by != store::LedgerGrouping::AgentVersion)
            return;
        for (store::LedgerSum &sum : sums) {
            if (sum.name.isEmpty() && !sum.key.id.isEmpty())
                sum.name = m_names->nameOf(sum.key.id);
        }
    };
    name(found.by, found.groups.sums);
    if (found.splitBy)
        name(*found.splitBy, found.splitGroups);
}

void CostPage::enter(const store::LedgerSum &group)
{
    if (m_report->found().stage.isSession())
        openRequest(group);
    else if (m_report->canEnter(group))
        m_report->enter(group);
}

void CostPage::openRequest(const store::LedgerSum &request)
{
    const models::CostStage &stage = m_report->found().stage;
    // A session that several workspaces show is opened in the one in front; totals of a session have no event: they lead to the session.
    Q_EMIT placeRequested(m_report->isEverywhere() ? stage.profile : m_context.workspace->profile().id, stage.key.id, request.key.version, request.key.id);
}

void CostPage::takeFocus()
{
    setFocus(Qt::OtherFocusReason);
}

void CostPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_report->setActive(true);
}

void CostPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_report->setActive(false);
}

void CostPage::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->key() == Qt::Key_Escape || event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Back;
    if (isBack && m_trail->canGoBack())
        m_trail->goBack();
    else
        QWidget::keyPressEvent(event);
}

} // namespace screens
