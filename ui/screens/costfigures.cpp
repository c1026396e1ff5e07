#include "ui/screens/costfigures.h"

#include "base/plaintext.h"
#include "models/costtable.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/amounttext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>
#include <QVBoxLayout>

namespace screens {

using models::CostFound;

namespace {

constexpr int narrowestFigure = 128;

//! "+12 %" of a count; empty where there is nothing to compare with.
QString partOf(qint64 now, qint64 before)
{
    return before > 0 ? widgets::percentText(double(now - before) / double(before), true) : QString();
}

} // namespace

//! One figure: what it is, how much, and how it has changed.
class CostFigure final : public QWidget
{
public:
    explicit CostFigure(QWidget *parent)
        : QWidget(parent), m_name(new widgets::PlainLabel(this)), m_value(new widgets::PlainLabel(this)), m_change(new widgets::PlainLabel(this))
    {
        m_name->setRole(theme::Role::Small);
        m_name->setToken(theme::Token::Muted);
        m_value->setRole(theme::Role::Title);
        m_change->setRole(theme::Role::Small);
        m_change->setToken(theme::Token::Muted);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(theme::space::m, theme::space::s, theme::space::m, theme::space::s);
        column->setSpacing(2);
        column->addWidget(m_name);
        column->addWidget(m_value);
        column->addWidget(m_change);
        setMinimumWidth(narrowestFigure);
    }
    void show(const QString &name, const QString &value, const QString &change, bool isEstimate)
    {
        m_isEstimate = isEstimate;
        m_name->setText(name);
        m_value->setText(value);
        m_change->setText(change.isEmpty() ? QString(QChar(0xa0)) : change);
        setAccessibleName(change.isEmpty() ? CostFigures::tr("%1: %2").arg(name, value) : CostFigures::tr("%1: %2, %3").arg(name, value, change));
        QWidget::show();
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        // An estimate has a dashed edge: it is no fact.
        painter.setPen(QPen(theme::color(palette(), m_isEstimate ? theme::Token::Edge : theme::Token::Line), 1, m_isEstimate ? Qt::DashLine : Qt::SolidLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
    }

private:
    widgets::PlainLabel *m_name;
    widgets::PlainLabel *m_value;
    widgets::PlainLabel *m_change;
    bool m_isEstimate = false;
};

CostFigures::CostFigures(QWidget *parent) : QWidget(parent), m_flow(new widgets::FlowLayout(this, theme::space::s))
{
    setObjectName(QStringLiteral("cost.figures"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CostFigures::add(const QString &id, const QString &name, const QString &value, const QString &change, bool isEstimate)
{
    if (m_used == m_figures.size()) {
        m_figures.push_back(new CostFigure(this));
        m_flow->addWidget(m_figures.back());
    }
    CostFigure *figure = m_figures[m_used++];
    figure->setObjectName(QStringLiteral("cost.figure.") + id);
    figure->show(name, value, change, isEstimate);
    m_text += (m_text.isEmpty() ? QString() : QStringLiteral(" · ")) + figure->accessibleName();
}

void CostFigures::addMoney(const CostFound &found, bool isEstimate)
{
    const auto &money = isEstimate ? found.groups.total.estimated : found.groups.total.reported;
    for (const store::LedgerMoney &one : money) {
        QString change;
        if (found.before) {
            const auto before = models::amountIn(isEstimate ? found.before->total.estimated : found.before->total.reported, one.unit);
            if (before && !before->isZero())
                change = tr("%1 (%2)").arg(widgets::changeText(one.amount - *before, one.unit),
                                           widgets::percentText((one.amount - *before).toDouble() / before->toDouble(), true));
        }
        const QString unit = base::plainLine(QString::fromUtf8(one.unit), 16);
        const QString value = widgets::amountText(one.amount, one.unit);
        const bool lacks = isEstimate && found.groups.total.unpricedTokens > 0;
        add((isEstimate ? QStringLiteral("estimate.") : QStringLiteral("reported.")) + unit, isEstimate ? tr("Estimate, %1").arg(unit) : tr("Reported, %1").arg(unit),
            lacks ? tr("%1 and more").arg(value) : value, change, isEstimate);
    }
}

void CostFigures::show(const CostFound &found)
{
    m_used = 0;
    m_text.clear();
    const store::LedgerSum &total = found.groups.total;
    const auto change = [&](qint64 store::LedgerSum::*member) {
        return found.before ? partOf(total.*member, found.before->total.*member) : QString();
    };
    addMoney(found, false);
    addMoney(found, true);
    if (total.estimated.empty() && total.unpricedTokens > 0)
        add(QStringLiteral("estimate"), tr("Estimate"), tr("unknown"), {}, true);
    add(QStringLiteral("tokens"), tr("Tokens"), widgets::tokenText(total.tokens.all()),
        found.before ? partOf(total.tokens.all(), found.before->total.tokens.all()) : QString());
    const auto rate = total.tokens.cacheHitRate();
    add(QStringLiteral("hits"), tr("Cache hits"), rate ? widgets::percentText(*rate) : QStringLiteral("–"), {});
    add(QStringLiteral("requests"), tr("Requests"), widgets::numberText(total.requests), change(&store::LedgerSum::requests));
    add(QStringLiteral("turns"), tr("Turns"), widgets::numberText(total.turns), change(&store::LedgerSum::turns));
    add(QStringLiteral("sessions"), tr("Sessions"), widgets::numberText(total.sessions), change(&store::LedgerSum::sessions));
    for (std::size_t i = m_used; i < m_figures.size(); ++i)
        m_figures[i]->hide();
    updateGeometry();
}

} // namespace screens
