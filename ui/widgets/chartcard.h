#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace widgets {

//! The card beside a column of a chart: its name and what it holds, line by line. Plain text, whatever it says.
class ChartCard final : public QWidget
{
    Q_OBJECT
public:
    struct Line
    {
        QColor color;   //!< invalid: no swatch
        QString name;
        QString text;
    };
    explicit ChartCard(QWidget *parent);

    void show(const QString &title, const std::vector<Line> &lines);
    QString text() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    std::vector<Line> m_lines;
};

} // namespace widgets
