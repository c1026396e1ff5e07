#include "ui/widgets/statuschip.h"

#include "base/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <array>

namespace widgets {

namespace {

constexpr int shapeSize = 10;
constexpr int padding = 8;
constexpr int gap = 6;

struct Known
{
    const char *word;
    Tone tone;
};

// The words that managed-agent platforms use for what a session, a run or a record is doing.
constexpr std::array known{
    Known{"running", Tone::Run},       Known{"active", Tone::Ok},          Known{"rescheduling", Tone::Wait}, Known{"rescheduled", Tone::Wait},
    Known{"queued", Tone::Wait},       Known{"pending", Tone::Wait},       Known{"starting", Tone::Run},      Known{"stopping", Tone::Wait},
    Known{"paused", Tone::Wait},       Known{"requires_action", Tone::Wait}, Known{"needs you", Tone::Wait},  Known{"waiting", Tone::Wait},
    Known{"succeeded", Tone::Ok},      Known{"completed", Tone::Ok},       Known{"done", Tone::Ok},           Known{"ready", Tone::Ok},
    Known{"healthy", Tone::Ok},        Known{"connected", Tone::Ok},       Known{"failed", Tone::Fail},       Known{"error", Tone::Fail},
    Known{"errored", Tone::Fail},      Known{"terminated", Tone::Fail},    Known{"cancelled", Tone::Neutral}, Known{"denied", Tone::Fail},
    Known{"in_progress", Tone::Run},   Known{"processing", Tone::Run},     Known{"building", Tone::Run},
};

void paintShape(QPainter *painter, const QRectF &rect, Tone tone, const QColor &ink)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    switch (tone) {
    case Tone::Neutral:
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(ink, 1.6));
        painter->drawEllipse(rect.adjusted(1.3, 1.3, -1.3, -1.3));
        break;
    case Tone::Run:
        painter->drawEllipse(rect.adjusted(3, 3, -3, -3));
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(ink, 1.4));
        painter->drawEllipse(rect.adjusted(0.7, 0.7, -0.7, -0.7));
        break;
    case Tone::Ok: {
        QPainterPath path(QPointF(rect.left() + 1, rect.center().y() + 0.5));
        path.lineTo(rect.left() + 4, rect.bottom() - 2);
        path.lineTo(rect.right() - 0.5, rect.top() + 2);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(path);
        break;
    }
    case Tone::Wait: {
        QPainterPath path(QPointF(rect.center().x(), rect.top() + 1));
        path.lineTo(rect.right() - 0.2, rect.bottom() - 1);
        path.lineTo(rect.left() + 0.2, rect.bottom() - 1);
        path.closeSubpath();
        painter->setPen(QPen(ink, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(path);
        break;
    }
    case Tone::Fail:
        painter->setPen(QPen(ink, 1.9, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(rect.topLeft() + QPointF(1.5, 1.5), rect.bottomRight() - QPointF(1.5, 1.5));
        painter->drawLine(rect.topRight() + QPointF(-1.5, 1.5), rect.bottomLeft() + QPointF(1.5, -1.5));
        break;
    }
}

int chipHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 4;
}

} // namespace

Tone toneOf(const QString &word)
{
    const QString lower = word.toLower();
    for (const Known &entry : known) {
        if (lower == QLatin1String(entry.word))
            return entry.tone;
    }
    return Tone::Neutral;
}

theme::Token tokenOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral: return theme::Token::Muted;
    case Tone::Ok: return theme::Token::Ok;
    case Tone::Run: return theme::Token::Run;
    case Tone::Wait: return theme::Token::Wait;
    case Tone::Fail: return theme::Token::Fail;
    }
    return theme::Token::Muted;
}

int paintStatus(QPainter *painter, const QRect &rect, const QString &word, Tone tone, const QPalette &palette, bool filled)
{
    painter->save();
    painter->setFont(theme::font(theme::Role::Small));
    painter->setRenderHint(QPainter::Antialiasing);
    const QFontMetrics metrics(painter->font());
    const int inset = filled ? padding : 0;
    const int room = rect.width() - 2 * inset - shapeSize - gap;
    const QString shown = metrics.elidedText(base::plainLine(word, 60), Qt::ElideRight, std::max(0, room));
    const int width = 2 * inset + shapeSize + gap + metrics.horizontalAdvance(shown);
    const int height = chipHeight(metrics);
    const QRect chip(rect.left(), rect.top() + (rect.height() - height) / 2, width, height);
    const theme::Token token = tokenOf(tone);
    const QColor ink = theme::color(palette, token);
    if (filled) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme::soft(palette, token));
        painter->drawRoundedRect(QRectF(chip), height / 2.0, height / 2.0);
    }
    paintShape(painter, QRectF(chip.left() + inset, chip.top() + (height - shapeSize) / 2.0, shapeSize, shapeSize), tone, ink);
    painter->setPen(ink);
    painter->drawText(QRect(chip.left() + inset + shapeSize + gap, chip.top(), width, height), Qt::AlignVCenter | Qt::TextSingleLine, shown);
    painter->restore();
    return width;
}

StatusChip::StatusChip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusChip::setStatus(const QString &word)
{
    setStatus(word, toneOf(word));
}

void StatusChip::setStatus(const QString &word, Tone tone)
{
    m_word = word;
    m_tone = tone;
    setAccessibleName(tr("Status: %1").arg(base::plainLine(word, 60)));
    updateGeometry();
    update();
}

QSize StatusChip::sizeHint() const
{
    if (m_word.isEmpty())
        return {0, chipHeight(QFontMetrics(theme::font(theme::Role::Small)))};
    const QFontMetrics metrics(theme::font(theme::Role::Small));
    return {2 * padding + shapeSize + gap + metrics.horizontalAdvance(base::plainLine(m_word, 60)) + 1, chipHeight(metrics)};
}

void StatusChip::paintEvent(QPaintEvent *)
{
    if (m_word.isEmpty())
        return;
    QPainter painter(this);
    paintStatus(&painter, rect(), m_word, m_tone, palette());
}

void StatusChip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
}

} // namespace widgets
