#include "ui/widgets/chartlegend.h"

#include "base/plaintext.h"
#include "ui/theme/chartcolors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnchart.h"
#include "ui/widgets/flowlayout.h"

#include <QPainter>

#include <cmath>

namespace widgets {

namespace {

constexpr int keySwatch = 10;
constexpr int widestKey = 200;
constexpr int beforeColor = -2; // a dashed line

//! One name with its colour.
class ChartKey final : public QWidget
{
public:
    ChartKey(const QString &name, int color, QWidget *parent) : QWidget(parent), m_name(base::plainLine(name, 80)), m_color(color)
    {
        setAccessibleName(m_name);
    }
    QSize sizeHint() const override
    {
        const QFontMetricsF metrics(theme::font(theme::Role::Small));
        return {keySwatch + theme::space::xs + int(std::ceil(std::min<qreal>(widestKey, metrics.horizontalAdvance(m_name)))) + 2, int(std::ceil(metrics.height())) + 2};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const double middle = height() / 2.0;
        if (m_color == beforeColor) {
            painter.setPen(QPen(theme::color(palette(), theme::Token::Muted), 1.5, Qt::DashLine));
            painter.drawLine(QPointF(0, middle), QPointF(keySwatch, middle));
        } else {
            painter.fillRect(QRectF(0, middle - keySwatch / 2.0, keySwatch, keySwatch),
                             m_color < 0 ? theme::chartRest(palette()) : theme::chartColor(m_color, palette()));
        }
        painter.setFont(theme::font(theme::Role::Small));
        painter.setPen(theme::color(palette(), theme::Token::Muted));
        const QRectF room = QRectF(rect()).adjusted(keySwatch + theme::space::xs, 0, 0, 0);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(painter.font()).elidedText(m_name, Qt::ElideMiddle, room.width()));
    }

private:
    QString m_name;
    int m_color;
};

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent), m_flow(new FlowLayout(this, theme::space::m))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::show(const ChartContent &content)
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> gone(item);
        gone->widget()->hide();
        gone->widget()->deleteLater();
    }
    // One series is what the heading says.
    for (const ChartSeries &series : content.series.size() > 1 ? content.series : std::vector<ChartSeries>())
        m_flow->addWidget(new ChartKey(series.name, series.color, this));
    if (!content.before.empty())
        m_flow->addWidget(new ChartKey(tr("Range before, all together"), beforeColor, this));
    setVisible(m_flow->count() > 0);
    updateGeometry();
}

} // namespace widgets
