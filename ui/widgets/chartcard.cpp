#include "ui/widgets/chartcard.h"

#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <cmath>

namespace widgets {

namespace {

constexpr int cardSwatch = 8;
constexpr int widestName = 220;

int cardLine()
{
    return int(std::ceil(QFontMetricsF(theme::font(theme::Role::Small)).height())) + 3;
}

} // namespace

ChartCard::ChartCard(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    QWidget::hide();
}

void ChartCard::show(const QString &title, const std::vector<Line> &lines)
{
    m_title = title;
    m_lines = lines;
    resize(sizeHint());
    update();
}

QString ChartCard::text() const
{
    QStringList parts{m_title};
    for (const Line &line : m_lines)
        parts.append(line.name + QStringLiteral(": ") + line.text);
    return parts.join(QLatin1Char('\n'));
}

QSize ChartCard::sizeHint() const
{
    const QFontMetricsF small(theme::font(theme::Role::Small));
    const QFontMetricsF strong(theme::font(theme::Role::SmallStrong));
    qreal width = strong.horizontalAdvance(m_title);
    for (const Line &line : m_lines) {
        const qreal name = std::min<qreal>(widestName, small.horizontalAdvance(line.name));
        width = std::max(width, cardSwatch + theme::space::s + name + theme::space::l + theme::tabularWidth(small, line.text));
    }
    return {int(std::ceil(width)) + 2 * theme::space::m, int(m_lines.size() + 1) * cardLine() + 2 * theme::space::s};
}

void ChartCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::color(palette(), theme::Token::Edge));
    painter.setBrush(theme::color(palette(), theme::Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
    QRectF row(theme::space::m, theme::space::s, width() - 2 * theme::space::m, cardLine());
    painter.setPen(theme::color(palette(), theme::Token::Text));
    painter.setFont(theme::font(theme::Role::SmallStrong));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    painter.setFont(theme::font(theme::Role::Small));
    const QFontMetricsF metrics(painter.font());
    for (const Line &line : m_lines) {
        row.translate(0, cardLine());
        if (line.color.isValid())
            painter.fillRect(QRectF(row.left(), row.center().y() - cardSwatch / 2.0, cardSwatch, cardSwatch), line.color);
        painter.setPen(theme::color(palette(), theme::Token::Muted));
        const QRectF name = row.adjusted(cardSwatch + theme::space::s, 0, 0, 0);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(line.name, Qt::ElideMiddle, widestName));
        painter.setPen(theme::color(palette(), theme::Token::Text));
        theme::drawTabular(&painter, row, Qt::AlignRight | Qt::AlignVCenter, line.text);
    }
}

} // namespace widgets
