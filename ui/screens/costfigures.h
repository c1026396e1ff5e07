#pragma once

#include "models/costreport.h"

#include <QWidget>

#include <vector>

namespace widgets {
class FlowLayout;
}

namespace screens {

class CostFigure;

//! The sums of a cost report as a line of figures, each with its change against the range before.
class CostFigures final : public QWidget
{
    Q_OBJECT
public:
    explicit CostFigures(QWidget *parent = nullptr);
    void show(const models::CostFound &found);
    //! All of it in one line, for a paper and a screen reader.
    QString text() const { return m_text; }

private:
    void add(const QString &id, const QString &name, const QString &value, const QString &change, bool isEstimate = false);
    void addMoney(const models::CostFound &found, bool isEstimate);

    widgets::FlowLayout *m_flow;
    std::vector<CostFigure *> m_figures;
    std::size_t m_used = 0;
    QString m_text;
};

} // namespace screens
