#include "ui/widgets/columnchart.h"

#include "ui/theme/chartcolors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/chartcard.h"

#include <QAccessible>
#include <QGraphicsLayout>
#include <QGraphicsRectItem>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <QtCharts/QBarSet>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QStackedBarSeries>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr double columnPart = 0.72;  // of the room between two columns
constexpr int tickRoom = 76;         // px for one word below the axis
constexpr int amountRoom = 44;       // px between two lines of the grid
constexpr int narrowestTick = 2;

//! 1, 2 or 5 times a power of ten: as few steps as `most` up to `top`.
double stepFor(double top, int most)
{
    const double rough = top / std::max(1, most);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= rough * 0.999999)
            return power * factor;
    }
    return power * 10;
}

//! An axis knows its labels by their words: the same word once more gets a space that nobody sees.
void appendOnce(QCategoryAxis *axis, QString label, double at)
{
    while (axis->categoriesLabels().contains(label))
        label += QChar(0x200b);
    axis->append(label, at);
}

} // namespace

ColumnChart::ColumnChart(QWidget *parent)
    : QWidget(parent), m_chart(new QChart), m_canvas(new QChartView(m_chart, this)), m_card(new ChartCard(this)), m_mark(new QGraphicsRectItem(m_chart))
{
    setFocusPolicy(Qt::StrongFocus);
    m_chart->legend()->hide();
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({0, theme::space::s, theme::space::l, 0}); // half a word stands out at the ends of an axis
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_mark->setPen(Qt::NoPen);
    m_mark->setZValue(0);
    m_mark->hide();
    m_canvas->setFocusPolicy(Qt::NoFocus);
    m_canvas->setFrameShape(QFrame::NoFrame);
    m_canvas->setRenderHint(QPainter::Antialiasing);
    m_canvas->setBackgroundBrush(Qt::NoBrush);
    m_canvas->viewport()->setAutoFillBackground(false);
    m_canvas->viewport()->setMouseTracking(true);
    m_canvas->viewport()->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(narrowestTick, narrowestTick, narrowestTick, narrowestTick);
    column->addWidget(m_canvas);
    connect(m_chart, &QChart::plotAreaChanged, this, [this] {
        placeTicks();
        placeAmounts();
        placeMark();
    });
}

ColumnChart::~ColumnChart()
{
    m_chart->disconnect(this);
}

void ColumnChart::show(const ChartContent &content)
{
    const int kept = content.columns == m_content.columns ? m_current : -1;
    m_content = content;
    setAccessibleName(content.title);
    rebuild();
    setCurrent(kept);
}

void ColumnChart::setLines(bool lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    rebuild();
}

QColor ColumnChart::colorOf(int series) const
{
    const int color = m_content.series[std::size_t(series)].color;
    return color < 0 ? theme::chartRest(palette()) : theme::chartColor(color, palette());
}

double ColumnChart::highest() const
{
    double top = 0;
    for (std::size_t column = 0; column < std::size_t(m_content.columns.size()); ++column) {
        double sum = 0;
        for (const ChartSeries &series : m_content.series)
            sum = m_lines ? std::max(sum, series.values[column]) : sum + std::max(0.0, series.values[column]);
        top = std::max(top, sum);
    }
    for (const double value : m_content.before)
        top = std::max(top, value);
    return top > 0 ? top : 1;
}

void ColumnChart::rebuild()
{
    m_chart->removeAllSeries();
    for (QCategoryAxis **axis : {&m_across, &m_upwards}) {
        if (*axis)
            m_chart->removeAxis(*axis);
        const std::unique_ptr<QCategoryAxis> gone(std::exchange(*axis, nullptr));
    }
    m_top = highest();
    addAxes();
    if (m_lines)
        addLines();
    else
        addColumns();
    addBefore();
    placeTicks();
    placeAmounts();
    placeMark();
}

void ColumnChart::addAxes()
{
    const QColor muted = theme::color(palette(), theme::Token::Muted);
    const QColor line = theme::color(palette(), theme::Token::Line);
    m_across = new QCategoryAxis;
    m_upwards = new QCategoryAxis;
    m_across->setRange(-0.5, double(m_content.columns.size()) - 0.5);
    m_across->setStartValue(-0.5);
    m_across->setGridLineVisible(false);
    m_across->setLinePen(QPen(theme::color(palette(), theme::Token::Edge)));
    m_upwards->setRange(0, m_top);
    m_upwards->setGridLinePen(QPen(line));
    m_upwards->setLineVisible(false);
    for (QCategoryAxis *axis : {m_across, m_upwards}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setLabelsFont(theme::font(theme::Role::Small));
        axis->setLabelsColor(muted);
    }
    m_chart->addAxis(m_across, Qt::AlignBottom);
    m_chart->addAxis(m_upwards, Qt::AlignLeft);
}

void ColumnChart::attach(QAbstractSeries *series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_across);
    series->attachAxis(m_upwards);
    m_across->setRange(-0.5, double(m_content.columns.size()) - 0.5);
    m_upwards->setRange(0, m_top);
}

void ColumnChart::addColumns()
{
    auto *bars = new QStackedBarSeries;
    bars->setBarWidth(columnPart);
    for (int i = 0; i < int(m_content.series.size()); ++i) {
        auto *set = new QBarSet(m_content.series[std::size_t(i)].name);
        set->setColor(colorOf(i));
        set->setPen(Qt::NoPen);
        for (const double value : m_content.series[std::size_t(i)].values)
            set->append(std::max(0.0, value));
        bars->append(set);
    }
    attach(bars);
}

void ColumnChart::addLines()
{
    for (int i = 0; i < int(m_content.series.size()); ++i) {
        auto *line = new QLineSeries;
        line->setPen(QPen(colorOf(i), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        line->setPointsVisible(m_content.columns.size() <= 31);
        const auto &values = m_content.series[std::size_t(i)].values;
        for (std::size_t column = 0; column < values.size(); ++column)
            line->append(double(column), values[column]);
        attach(line);
    }
}

void ColumnChart::addBefore()
{
    if (m_content.before.empty())
        return;
    auto *line = new QLineSeries;
    line->setPen(QPen(theme::color(palette(), theme::Token::Muted), 1.5, Qt::DashLine));
    for (std::size_t column = 0; column < m_content.before.size() && column < std::size_t(m_content.columns.size()); ++column)
        line->append(double(column), m_content.before[column]);
    attach(line);
}

void ColumnChart::placeTicks()
{
    const int columns = int(m_content.columns.size());
    if (!m_across || columns == 0)
        return;
    const int room = std::max(1, int(m_chart->plotArea().width()) / tickRoom);
    const int step = std::max(1, (columns + room - 1) / room);
    for (const QString &label : m_across->categoriesLabels())
        m_across->remove(label);
    // From the newest backwards: today has its name.
    const int first = (columns - 1) % step;
    for (int column = first; column < columns; column += step)
        appendOnce(m_across, m_content.ticks.value(column), column);
}

void ColumnChart::placeAmounts()
{
    if (!m_upwards || !m_content.axisText)
        return;
    const int most = std::clamp(int(m_chart->plotArea().height()) / amountRoom, 2, 6);
    const double step = stepFor(highest(), most);
    m_top = step * std::ceil(highest() / step - 1e-9);
    m_upwards->setRange(0, m_top);
    for (const QString &label : m_upwards->categoriesLabels())
        m_upwards->remove(label);
    for (double at = 0; at < m_top + step / 2; at += step)
        appendOnce(m_upwards, m_content.axisText(at), at);
}

int ColumnChart::columnAt(const QPointF &inCanvas) const
{
    const int columns = int(m_content.columns.size());
    const QRectF plot = m_chart->plotArea();
    const QPointF at = m_chart->mapFromScene(m_canvas->mapToScene(inCanvas.toPoint()));
    if (columns == 0 || at.x() < plot.left() || at.x() >= plot.right() || at.y() < plot.top() - theme::space::s)
        return -1;
    return std::clamp(int((at.x() - plot.left()) / (plot.width() / columns)), 0, columns - 1);
}

QPoint ColumnChart::placeOf(int column) const
{
    const QRectF plot = m_chart->plotArea();
    const double wide = plot.width() / std::max(1, int(m_content.columns.size()));
    const QPointF center(plot.left() + (column + 0.5) * wide, plot.center().y());
    return m_canvas->mapTo(this, m_canvas->mapFromScene(m_chart->mapToScene(center)));
}

void ColumnChart::placeMark()
{
    m_mark->setVisible(m_current >= 0);
    if (m_current < 0)
        return;
    const QRectF plot = m_chart->plotArea();
    const double wide = plot.width() / std::max(1, int(m_content.columns.size()));
    m_mark->setBrush(theme::color(palette(), theme::Token::Raised));
    m_mark->setRect(QRectF(plot.left() + m_current * wide, plot.top(), wide, plot.height()));
    placeCard();
}

void ColumnChart::placeCard()
{
    const QPoint at = placeOf(m_current);
    const int beside = theme::space::l;
    const bool left = at.x() + beside + m_card->width() > width();
    m_card->move(std::max(0, left ? at.x() - beside - m_card->width() : at.x() + beside), std::clamp(height() / 6, 0, std::max(0, height() - m_card->height())));
    m_card->raise();
}

void ColumnChart::setCurrent(int column)
{
    m_current = column >= 0 && column < int(m_content.columns.size()) ? column : -1;
    m_card->setVisible(m_current >= 0);
    if (m_current >= 0) {
        std::vector<ChartCard::Line> lines;
        for (int i = int(m_content.series.size()) - 1; i >= 0; --i) {
            const ChartSeries &series = m_content.series[std::size_t(i)];
            if (series.values[std::size_t(m_current)] != 0)
                lines.push_back({colorOf(i), series.name, series.texts.value(m_current)});
        }
        if (lines.size() != 1 || m_content.series.size() > 1)
            lines.push_back({{}, tr("All"), m_content.totals.value(m_current)});
        if (m_current < int(m_content.beforeTexts.size()))
            lines.push_back({{}, tr("Range before"), m_content.beforeTexts.value(m_current)});
        m_card->show(m_content.columns.value(m_current), lines);
    }
    placeMark();
    setAccessibleDescription(currentText());
    Q_EMIT currentChanged(m_current);
}

QString ColumnChart::currentText() const
{
    return m_current < 0 ? QString() : m_card->text();
}

bool ColumnChart::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const int column = columnAt(static_cast<QMouseEvent *>(event)->position());
        if (column != m_current)
            setCurrent(column);
        m_canvas->viewport()->setCursor(column < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
        return true;
    }
    case QEvent::Leave:
        if (!hasFocus())
            setCurrent(-1);
        return false;
    case QEvent::MouseButtonPress: setFocus(Qt::MouseFocusReason); return true;
    case QEvent::MouseButtonRelease:
        if (const int column = columnAt(static_cast<QMouseEvent *>(event)->position());
            column >= 0 && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton)
            Q_EMIT columnChosen(column);
        return true;
    case QEvent::Wheel: event->ignore(); return true; // the page scrolls
    default: return QWidget::eventFilter(watched, event);
    }
}

void ColumnChart::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_content.columns.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left: setCurrent(m_current < 0 ? last : std::max(0, m_current - 1)); return;
    case Qt::Key_Right: setCurrent(m_current < 0 ? 0 : std::min(last, m_current + 1)); return;
    case Qt::Key_Home: setCurrent(0); return;
    case Qt::Key_End: setCurrent(last); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT columnChosen(m_current);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void ColumnChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(int(m_content.columns.size()) - 1);
    update();
}

void ColumnChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCurrent(-1);
    update();
}

void ColumnChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

void ColumnChart::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::color(palette(), theme::Token::Accent));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
}

void ColumnChart::paintInto(QPainter *painter, const QRectF &area)
{
    if (!isVisible())
        grab(); // sizes are given to what is shown, or taken a picture of
    for (int i = 0; i < 2; ++i)
        m_chart->layout()->activate(); // the words at the axes need room, and how much follows from the room
    m_canvas->render(painter, area, m_canvas->viewport()->rect(), Qt::IgnoreAspectRatio);
}

} // namespace widgets
