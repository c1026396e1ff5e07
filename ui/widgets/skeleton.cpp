#include "ui/widgets/skeleton.h"

#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <array>

namespace widgets {

void Skeleton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int row = theme::rowHeight(this);
    // Uneven widths read as text, even ones as a broken table.
    constexpr std::array<qreal, 5> widths{0.30, 0.22, 0.36, 0.26, 0.32};
    const QColor line = theme::color(palette(), theme::Token::Raised);
    const int rows = std::min(8, height() / row);
    for (int i = 0; i < rows; ++i) {
        QColor faded = line;
        faded.setAlphaF(float(1.0 - i * 0.11));
        painter.setBrush(faded);
        const qreal y = (i + 0.5) * row - 5;
        painter.drawRoundedRect(QRectF(theme::space::l, y, width() * widths[std::size_t(i) % widths.size()], 10), 5, 5);
        painter.drawRoundedRect(QRectF(width() * 0.45, y, width() * 0.14, 10), 5, 5);
        painter.drawRoundedRect(QRectF(width() * 0.70, y, width() * 0.10, 10), 5, 5);
    }
}

} // namespace widgets
