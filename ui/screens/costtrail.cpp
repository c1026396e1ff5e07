#include "ui/screens/costtrail.h"

#include "ui/screens/costwords.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace screens {

namespace {

constexpr int longestStep = 40; // characters of a name on a button

QString stepText(const QString &name)
{
    return name.size() > longestStep ? name.left(longestStep - 1) + QChar(0x2026) : name;
}

} // namespace

CostTrail::CostTrail(models::CostReport *report, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent), m_report(report), m_zone(zone), m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("cost.trail"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(theme::space::xs);
    connect(report, &models::CostReport::chosen, this, &CostTrail::rebuild);
    rebuild();
}

bool CostTrail::canGoBack() const
{
    return m_report->stages().size() > 1;
}

void CostTrail::goBack()
{
    m_report->leaveTo(int(m_report->stages().size()) - 2);
}

void CostTrail::rebuild()
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> gone(item);
        if (QWidget *widget = gone->widget()) {
            widget->hide();
            widget->deleteLater();
        }
    }
    const auto &stages = m_report->stages();
    setVisible(stages.size() > 1);
    for (std::size_t i = 0; stages.size() > 1 && i < stages.size(); ++i) {
        const QString name = stageName(stages[i], m_zone);
        const bool isLast = i + 1 == stages.size();
        if (isLast) {
            auto *here = new widgets::PlainLabel(name, this);
            here->setObjectName(QStringLiteral("cost.here"));
            here->setRole(theme::Role::Strong);
            m_row->addWidget(here, 1);
            continue;
        }
        // A name may hold what a button takes for a key.
        auto *step = new QPushButton(stepText(name).replace(QLatin1Char('&'), QStringLiteral("&&")), this);
        step->setObjectName(QStringLiteral("cost.step.%1").arg(i));
        step->setAccessibleName(tr("Back to %1").arg(name));
        theme::setButtonKind(step, theme::ButtonKind::Quiet);
        if (i + 2 == stages.size())
            step->setIcon(theme::icon(QStringLiteral("arrow-left")));
        connect(step, &QPushButton::clicked, this, [this, i] { m_report->leaveTo(int(i)); });
        m_row->addWidget(step);
        auto *mark = new widgets::PlainLabel(QStringLiteral("/"), this);
        mark->setToken(theme::Token::Muted);
        m_row->addWidget(mark);
    }
}

} // namespace screens
