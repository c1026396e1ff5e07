#pragma once

#include "ui/screens/costpictures.h"

#include <QWidget>

class QGridLayout;

namespace widgets {
class ChartLegend;
class PlainLabel;
}

namespace screens {

//! The charts of a cost report: one a unit, side by side where there is room, with estimates marked as such.
class CostCharts final : public QWidget
{
    Q_OBJECT
public:
    explicit CostCharts(QWidget *parent = nullptr);

    void show(const std::vector<CostPicture> &pictures);
    void setLines(bool lines);
    const std::vector<CostPicture> &pictures() const { return m_pictures; }
    widgets::ColumnChart *chart(int picture) const { return m_blocks[std::size_t(picture)].chart; }

Q_SIGNALS:
    void groupChosen(const store::LedgerSum &group);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Block
    {
        QWidget *frame = nullptr;
        widgets::PlainLabel *title = nullptr;
        widgets::PlainLabel *note = nullptr;
        widgets::ChartLegend *legend = nullptr;
        widgets::ColumnChart *chart = nullptr;
    };

    Block makeBlock(int number);
    void arrange();

    QGridLayout *m_grid;
    std::vector<Block> m_blocks;
    std::vector<CostPicture> m_pictures;
    bool m_lines = false;
    int m_across = 0;
};

} // namespace screens
