#include "ui/screens/costcharts.h"

#include "ui/theme/space.h"
#include "ui/widgets/chartlegend.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace screens {

namespace {

constexpr int besideFrom = 860; // px: below it two charts are too narrow for their days

} // namespace

CostCharts::CostCharts(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(theme::space::l, theme::space::s, theme::space::l, theme::space::s);
    m_grid->setHorizontalSpacing(theme::space::xl);
    m_grid->setVerticalSpacing(theme::space::m);
}

CostCharts::Block CostCharts::makeBlock(int number)
{
    Block block;
    block.frame = new QWidget(this);
    block.title = new widgets::PlainLabel(block.frame);
    block.title->setRole(theme::Role::Strong);
    block.note = new widgets::PlainLabel(block.frame);
    block.note->setRole(theme::Role::Small);
    block.note->setToken(theme::Token::Muted);
    block.legend = new widgets::ChartLegend(block.frame);
    block.chart = new widgets::ColumnChart(block.frame);
    block.chart->setObjectName(QStringLiteral("cost.chart.%1").arg(number));
    block.chart->setLines(m_lines);
    connect(block.chart, &widgets::ColumnChart::columnChosen, this, [this, number](int column) {
        const auto &groups = m_pictures[std::size_t(number)].groups;
        if (column < int(groups.size())) {
            const store::LedgerSum group = groups[std::size_t(column)]; // the charts may go
            Q_EMIT groupChosen(group);
        }
    });
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::s);
    head->addWidget(block.title);
    head->addWidget(block.note, 1);
    auto *column = new QVBoxLayout(block.frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::xs);
    column->addLayout(head);
    column->addWidget(block.legend);
    column->addWidget(block.chart, 1);
    return block;
}

void CostCharts::show(const std::vector<CostPicture> &pictures)
{
    m_pictures = pictures;
    while (m_blocks.size() < pictures.size())
        m_blocks.push_back(makeBlock(int(m_blocks.size())));
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        m_blocks[i].frame->setVisible(i < pictures.size());
        if (i >= pictures.size())
            continue;
        const CostPicture &picture = pictures[i];
        m_blocks[i].title->setText(picture.title);
        m_blocks[i].note->setText(picture.note);
        m_blocks[i].legend->show(picture.content);
        m_blocks[i].chart->show(picture.content);
    }
    m_across = 0;
    arrange();
}

void CostCharts::setLines(bool lines)
{
    m_lines = lines;
    for (const Block &block : m_blocks)
        block.chart->setLines(lines);
}

void CostCharts::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CostCharts::arrange()
{
    const int across = width() >= besideFrom && m_pictures.size() > 1 ? 2 : 1;
    if (across == m_across)
        return;
    m_across = across;
    for (const Block &block : m_blocks)
        m_grid->removeWidget(block.frame);
    for (int i = 0; i < int(m_pictures.size()); ++i)
        m_grid->addWidget(m_blocks[std::size_t(i)].frame, i / across, i % across);
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, column < across ? 1 : 0);
}

} // namespace screens
