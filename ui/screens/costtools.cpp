#include "ui/screens/costtools.h"

#include "ui/screens/choicebox.h"
#include "ui/screens/costwords.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/widgets/flowlayout.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QPushButton>

namespace screens {

using models::CostRange;
using store::LedgerGrouping;

namespace {

const QString asTokens = QStringLiteral("tokens");
const QString asLines = QStringLiteral("lines");
const QString inAll = QStringLiteral("all");

ChoiceBox *costBox(const char *name, const QString &label, QWidget *parent)
{
    auto *box = new ChoiceBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    box->setAccessibleDescription(label); // on Linux a combo box goes by what it shows
    box->setToolTip(label);
    return box;
}

QString wordOf(int number)
{
    return QString::number(number);
}

} // namespace

CostTools::CostTools(models::CostReport *report, QWidget *parent)
    : QWidget(parent), m_report(report), m_range(costBox("cost.range", tr("Which days"), this)), m_first(new QDateEdit(this)), m_last(new QDateEdit(this)),
      m_grouping(costBox("cost.grouping", tr("Grouped by"), this)), m_split(costBox("cost.split", tr("Columns are split by"), this)),
      m_where(costBox("cost.where", tr("Whose sessions"), this)), m_measure(costBox("cost.measure", tr("What is drawn"), this)),
      m_look(costBox("cost.look", tr("How it is drawn"), this)), m_compare(new QCheckBox(tr("Compare"), this)),
      m_export(new QPushButton(theme::icon(QStringLiteral("download")), tr("Export"), this))
{
    build();
    addChoices();
    connect(m_range, &ChoiceBox::wordChosen, this, &CostTools::chooseRange);
    for (QDateEdit *edit : {m_first, m_last})
        connect(edit, &QDateEdit::dateChanged, this, &CostTools::chooseRange);
    connect(m_grouping, &ChoiceBox::wordChosen, this, [this](const QString &word) { m_report->setGrouping(LedgerGrouping(word.toInt())); });
    connect(m_split, &ChoiceBox::wordChosen, this, [this](const QString &word) {
        const auto by = LedgerGrouping(word.toInt());
        m_report->setSplit(by == LedgerGrouping::Total ? std::nullopt : std::optional(by));
    });
    connect(m_where, &ChoiceBox::wordChosen, this, [this](const QString &word) { m_report->setEverywhere(word == inAll); });
    connect(m_compare, &QCheckBox::toggled, m_report, &models::CostReport::setComparing);
    for (ChoiceBox *box : {m_measure, m_look})
        connect(box, &ChoiceBox::wordChosen, this, &CostTools::lookChanged);
    connect(m_report, &models::CostReport::chosen, this, &CostTools::showChosen);
    showChosen();
}

void CostTools::build()
{
    auto *flow = new widgets::FlowLayout(this, theme::space::s);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_range, m_first, m_last, m_grouping, m_split, m_where, m_measure, m_look, m_compare})
        flow->addWidget(widget);
    m_first->setObjectName(QStringLiteral("cost.first"));
    m_first->setAccessibleName(tr("First day"));
    m_last->setObjectName(QStringLiteral("cost.last"));
    m_last->setAccessibleName(tr("Last day"));
    const QDate today = m_report->today();
    for (QDateEdit *edit : {m_first, m_last}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("d MMM yyyy"));
        edit->setDateRange(QDate(2020, 1, 1), today); // older amounts have no time that can be right
        edit->setKeyboardTracking(false);
        edit->setMinimumWidth(edit->fontMetrics().horizontalAdvance(QStringLiteral("00 MMM 0000")) + 3 * theme::space::xl);
    }
    m_first->setDate(today.addDays(-13));
    m_last->setDate(today);
    m_compare->setObjectName(QStringLiteral("cost.compare"));
    m_compare->setToolTip(tr("With as many days right before"));
    m_compare->setMinimumHeight(theme::controlHeight(m_compare));
    m_export->setObjectName(QStringLiteral("cost.export"));
}

void CostTools::addChoices()
{
    using Kind = CostRange::Kind;
    m_range->addWord(wordOf(int(Kind::Today)), tr("Today"));
    m_range->addWord(wordOf(int(Kind::Days7)), tr("Last %n days", "", 7));
    m_range->addWord(wordOf(int(Kind::Days30)), tr("Last %n days", "", 30));
    m_range->addWord(wordOf(int(Kind::Days90)), tr("Last %n days", "", 90));
    m_range->addWord(wordOf(int(Kind::Custom)), tr("From … to …"));
    for (int by = int(LedgerGrouping::Day); by <= int(LedgerGrouping::Tag); ++by)
        m_grouping->addWord(wordOf(by), tr("By %1").arg(groupingWord(LedgerGrouping(by)).toLower()));
    m_split->addWord(wordOf(int(LedgerGrouping::Total)), tr("Not split"));
    for (const LedgerGrouping by : {LedgerGrouping::Agent, LedgerGrouping::Model, LedgerGrouping::Environment, LedgerGrouping::Profile, LedgerGrouping::Tag})
        m_split->addWord(wordOf(int(by)), tr("Split by %1").arg(groupingWord(by).toLower()));
    m_where->addWord(QString(), tr("This workspace"));
    m_where->addWord(inAll, tr("All workspaces"));
    m_measure->addWord(QString(), tr("Cost"));
    m_measure->addWord(asTokens, tr("Tokens"));
    m_look->addWord(QString(), tr("Columns"));
    m_look->addWord(asLines, tr("Lines"));
}

void CostTools::chooseRange()
{
    const auto kind = CostRange::Kind(m_range->word().toInt());
    if (kind != CostRange::Kind::Custom) {
        m_report->setRange({kind, {}});
        return;
    }
    const QDate first = std::min(m_first->date(), m_last->date());
    m_report->setRange({kind, {first, std::max(m_first->date(), m_last->date())}});
}

void CostTools::showChosen()
{
    const CostRange &range = m_report->range();
    const bool isCustom = range.kind == CostRange::Kind::Custom;
    m_range->setWord(wordOf(int(range.kind)));
    for (const auto &[edit, day] : {std::pair(m_first, range.custom.first), std::pair(m_last, range.custom.last)}) {
        const QSignalBlocker quiet(edit);
        if (isCustom && day.isValid())
            edit->setDate(day);
    }
    m_first->setVisible(isCustom);
    m_last->setVisible(isCustom);
    m_grouping->setWord(wordOf(int(m_report->grouping())));
    m_split->setWord(wordOf(int(m_report->split().value_or(LedgerGrouping::Total))));
    m_where->setWord(m_report->isEverywhere() ? inAll : QString());
    m_compare->setChecked(m_report->isComparing());
    // The days of a day, and the requests of a session, are what they are.
    const models::CostStage &stage = m_report->stages().back();
    m_grouping->setEnabled(!stage.isSession());
    m_split->setEnabled(!stage.isSession() && !showsTokens());
    updateGeometry();
}

bool CostTools::showsTokens() const
{
    return m_measure->word() == asTokens;
}

bool CostTools::showsLines() const
{
    return m_look->word() == asLines;
}

} // namespace screens
