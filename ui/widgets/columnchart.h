#pragma once

#include <QColor>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

class QGraphicsRectItem;

class QAbstractSeries;
class QCategoryAxis;
class QChart;
class QChartView;

namespace widgets {

class ChartCard;

//! One series of a chart: its values column by column, for drawing only, and what they are in words.
struct ChartSeries
{
    QString name;            //!< foreign text
    int color = 0;           //!< theme::chartColor(); -1: what is not told apart
    std::vector<double> values;
    QStringList texts;
};

//! What a chart shows.
struct ChartContent
{
    QString title;           //!< what it is about, for a screen reader
    QStringList columns;     //!< what each column is, in full
    QStringList ticks;       //!< the same briefly
    QStringList totals;      //!< of each column, in words
    std::vector<ChartSeries> series; //!< from the axis upwards
    std::vector<double> before;      //!< the range before as a line; empty: none
    QStringList beforeTexts;
    std::function<QString(double)> axisText;
};

//! Stacked columns or lines over an axis from zero. Says what a column holds under the mouse and to the keyboard, and tells when one is chosen.
class ColumnChart final : public QWidget
{
    Q_OBJECT
public:
    explicit ColumnChart(QWidget *parent = nullptr);
    ~ColumnChart() override;

    void show(const ChartContent &content);
    const ChartContent &content() const { return m_content; }
    void setLines(bool lines);
    //! The column that is pointed at; -1: none.
    int current() const { return m_current; }
    void setCurrent(int column);
    //! What the card says of the current column.
    QString currentText() const;
    //! Draws it into `area`, for a picture or a printer.
    void paintInto(QPainter *painter, const QRectF &area);
    //! The centre of a column in this widget, for tests.
    QPoint placeOf(int column) const;

    QSize sizeHint() const override { return {560, 150}; } // what a low window has; it grows
    QSize minimumSizeHint() const override { return {240, 120}; }

Q_SIGNALS:
    void columnChosen(int column);
    void currentChanged(int column);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    void addColumns();
    void addLines();
    void addBefore();
    void addAxes();
    void attach(QAbstractSeries *series);
    void placeTicks();
    void placeAmounts();
    void placeMark();
    void placeCard();
    double highest() const;
    int columnAt(const QPointF &inCanvas) const;
    QColor colorOf(int series) const;

    ChartContent m_content;
    bool m_lines = false;
    int m_current = -1;
    double m_top = 1; //!< of the axis
    QChart *m_chart;
    QChartView *m_canvas;
    ChartCard *m_card;
    QCategoryAxis *m_across = nullptr;
    QCategoryAxis *m_upwards = nullptr;
    QGraphicsRectItem *m_mark;
};

} // namespace widgets
