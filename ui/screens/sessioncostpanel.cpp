#include "ui/screens/sessioncostpanel.h"

#include "base/plaintext.h"
#include "models/sessioncostdetail.h"
#include "ui/screens/errortext.h"
#include "ui/screens/usagetext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/amounttext.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timetext.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace screens {

using store::LedgerSum;

namespace {

constexpr int panelWidth = 600;
constexpr int mostHeight = 560;
constexpr std::size_t mostTurnsShown = 50;

} // namespace

SessionCostPanel::SessionCostPanel(models::SessionCostDetail *detail, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_detail(detail), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("sessionCost"));
    setAccessibleName(tr("What this session used"));
    setFrameShape(QFrame::StyledPanel);
    setAttribute(Qt::WA_DeleteOnClose);
    theme::setBackground(this, theme::Token::Surface);
    m_column->setContentsMargins(1, 1, 1, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("sessionCost.scroll"));
    scroll->setAccessibleName(tr("What this session used"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    m_column->addWidget(scroll);
    setFixedWidth(panelWidth);
    fill();
    connect(m_detail, &models::SessionCostDetail::changed, this, &SessionCostPanel::fill);
}

void SessionCostPanel::popUp(QWidget *anchor)
{
    const QRect room = anchor->screen()->availableGeometry();
    const int wanted = m_content->sizeHint().height() + 4;
    resize(panelWidth, std::min({wanted, mostHeight, room.height() - 40}));
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + 2));
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(at);
    show();
    setFocus(Qt::PopupFocusReason);
}

void SessionCostPanel::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_detail->setTurnsWanted(true);
}

void SessionCostPanel::hideEvent(QHideEvent *event)
{
    m_detail->setTurnsWanted(false);
    QFrame::hideEvent(event);
}

void SessionCostPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void SessionCostPanel::fill()
{
    auto *scroll = findChild<QScrollArea *>(QStringLiteral("sessionCost.scroll"));
    m_content = new QWidget;
    theme::setBackground(m_content, theme::Token::Surface);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(theme::space::l, theme::space::m, theme::space::l, theme::space::m);
    column->setSpacing(theme::space::xs);
    heading(tr("What this session used"));
    if (m_detail->error()) {
        line(QStringLiteral("error"), ErrorText::of(*m_detail->error()).sentence());
    } else if (!m_detail->isKnown()) {
        line(QStringLiteral("loading"), tr("Adding it up…"), true);
    } else if (m_detail->total().tokens.all() == 0 && m_detail->total().reported.empty()) {
        line(QStringLiteral("empty"), tr("Nothing is known yet: no model has answered, or its server does not say what it used."), true);
    } else {
        fillTotal();
        fillModels();
        fillTurns();
    }
    column->addStretch(1);
    scroll->setWidget(m_content); // the one of before goes
    if (isVisible())
        resize(panelWidth, std::max(height(), std::min(m_content->sizeHint().height() + 4, mostHeight)));
}

widgets::PlainLabel *SessionCostPanel::line(const QString &name, const QString &text, bool muted)
{
    auto *label = new widgets::PlainLabel(text, m_content);
    label->setObjectName(QStringLiteral("sessionCost.") + name);
    label->setMultiLine(true);
    if (muted)
        label->setToken(theme::Token::Muted);
    m_content->layout()->addWidget(label);
    return label;
}

void SessionCostPanel::heading(const QString &text)
{
    auto *label = new widgets::PlainLabel(text, m_content);
    label->setRole(theme::Role::Strong);
    label->setContentsMargins(0, m_content->layout()->count() == 0 ? 0 : theme::space::m, 0, theme::space::xs);
    m_content->layout()->addWidget(label);
}

QGridLayout *SessionCostPanel::table(const QStringList &heads)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::space::m);
    grid->setVerticalSpacing(2);
    static_cast<QVBoxLayout *>(m_content->layout())->addLayout(grid);
    for (int column = 0; column < heads.size(); ++column) {
        cell(grid, 0, column, heads[column]);
        static_cast<widgets::PlainLabel *>(grid->itemAtPosition(0, column)->widget())->setToken(theme::Token::Muted);
    }
    grid->setColumnStretch(0, 1);
    return grid;
}

void SessionCostPanel::cell(QGridLayout *grid, int row, int column, const QString &text, const QString &name)
{
    auto *label = new widgets::PlainLabel(text, m_content);
    label->setRole(theme::Role::Small);
    label->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (!name.isEmpty())
        label->setObjectName(QStringLiteral("sessionCost.") + name);
    grid->addWidget(label, row, column);
}

void SessionCostPanel::fillTotal()
{
    const LedgerSum &total = m_detail->total();
    if (!total.reported.empty())
        line(QStringLiteral("reported"), tr("Reported by the server: %1").arg(amountsText(total.reported, false)));
    if (!total.estimated.empty())
        line(QStringLiteral("estimated"), tr("Estimated from tokens and your prices: %1").arg(amountsText(total.estimated, true)));
    if (total.unpricedTokens > 0) {
        line(QStringLiteral("unpriced"), tr("%1 tokens have no price and are not in the estimate.").arg(widgets::numberText(total.unpricedTokens)), true);
        auto *prices = new QPushButton(tr("Prices…"), m_content);
        prices->setObjectName(QStringLiteral("sessionCost.prices"));
        prices->setAccessibleName(tr("Open the table of prices"));
        prices->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(prices, &QPushButton::clicked, this, [this] {
            Q_EMIT pricesRequested();
            close();
        });
        m_content->layout()->addWidget(prices);
    }
    const auto hits = total.tokens.cacheHitRate();
    line(QStringLiteral("tokens"),
         tr("Tokens: %1 · turns: %2 · requests: %3").arg(widgets::numberText(total.tokens.all()), widgets::numberText(total.turns), widgets::numberText(total.requests))
             + (hits ? tr(" · from the cache: %1 of the input").arg(widgets::percentText(*hits)) : QString()),
         true);
}

void SessionCostPanel::fillModels()
{
    if (m_detail->models().empty())
        return;
    heading(tr("By model"));
    QGridLayout *grid = table({tr("Model"), tr("Input"), tr("From cache"), tr("To cache"), tr("Output"), tr("Estimate")});
    int row = 0;
    for (const LedgerSum &sum : m_detail->models()) {
        ++row;
        cell(grid, row, 0, sum.key.id.isEmpty() ? tr("Not told") : base::plainLine(sum.key.id, 60), QStringLiteral("model.%1").arg(row));
        int column = 0;
        for (const qint64 tokens : {sum.tokens.input, sum.tokens.cacheRead, sum.tokens.cacheWrite, sum.tokens.output})
            cell(grid, row, ++column, widgets::numberText(tokens));
        cell(grid, row, 5, sum.estimated.empty() ? tr("no price") : amountsText(sum.estimated, true), QStringLiteral("modelCost.%1").arg(row));
    }
}

void SessionCostPanel::fillTurns()
{
    heading(tr("By turn"));
    if (!m_detail->hasTurns()) {
        line(QStringLiteral("turnsLoading"), tr("Reading the requests…"), true);
        return;
    }
    const auto &turns = m_detail->turns();
    QGridLayout *grid = table({tr("Turn"), tr("Requests"), tr("Tokens"), tr("Reported"), tr("Estimate")});
    int row = 0;
    for (auto turn = turns.rbegin(); turn != turns.rend() && std::size_t(row) < mostTurnsShown; ++turn) { // the newest is looked for
        ++row;
        const QString when = widgets::exactTime(turn->at);
        cell(grid, row, 0, turn->turn > 0 ? tr("%1 · %2").arg(widgets::numberText(turn->turn), when) : tr("Before the first message · %1").arg(when),
             QStringLiteral("turn.%1").arg(row));
        cell(grid, row, 1, widgets::numberText(turn->requests));
        cell(grid, row, 2, widgets::numberText(turn->tokens.all()));
        cell(grid, row, 3, amountsText(turn->reported, false));
        cell(grid, row, 4, amountsText(turn->estimated, true), QStringLiteral("turnCost.%1").arg(row));
    }
    const bool more = turns.size() > mostTurnsShown || m_detail->isCut();
    if (more)
        line(QStringLiteral("moreTurns"), tr("Earlier turns are in the sums above; the cost page has all of them."), true);
    if (!m_detail->total().reported.empty())
        line(QStringLiteral("reportedNote"), tr("Servers report one running total; what a turn shows is what it grew by meanwhile."), true);
}

} // namespace screens
