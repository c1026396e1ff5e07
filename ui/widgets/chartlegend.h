#pragma once

#include <QWidget>

namespace widgets {

class FlowLayout;
struct ChartContent;

//! The names of a chart's series with their colours, in a row that breaks.
class ChartLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartLegend(QWidget *parent = nullptr);
    void show(const ChartContent &content);

private:
    FlowLayout *m_flow;
};

} // namespace widgets
