#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"

#include <QStyle>
#include <QWidget>

namespace theme::paint {

namespace {

bool isOn(const QStyleOption *option)
{
    return option->state & (QStyle::State_Sunken | QStyle::State_On);
}

bool isHovered(const QStyleOption *option)
{
    return (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
}

QColor filledGround(const QStyleOption *option, Token token)
{
    const QPalette &palette = option->palette;
    if (!(option->state & QStyle::State_Enabled))
        return color(palette, Token::Raised);
    const qreal shade = isOn(option) ? 0.20 : isHovered(option) ? 0.10 : 0.0;
    return mixed(color(palette, token), color(palette, Token::Text), shade);
}

QColor plainGround(const QStyleOption *option, const QColor &atRest)
{
    const QColor raised = color(option->palette, Token::Raised);
    if (option->state & QStyle::State_Sunken)
        return mixed(raised, color(option->palette, Token::Text), 0.06);
    if (option->state & QStyle::State_On)
        return color(option->palette, Token::Selected);
    return isHovered(option) ? raised : atRest;
}

QPixmap recoloured(QPixmap picture, const QColor &color)
{
    QPainter painter(&picture);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(picture.rect(), color);
    return picture;
}

} // namespace

void box(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edge.isValid() ? QPen(edge, 1.0) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const QRectF area = edge.isValid() ? QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5) : QRectF(rect);
    painter->drawRoundedRect(area, radius, radius);
    painter->restore();
}

void focusRing(QPainter *painter, const QRect &rect, const QPalette &palette, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color(palette, Token::Accent), 2.0));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
    painter->restore();
}

void glyph(QPainter *painter, const QRect &rect, const QString &icon, const QColor &color, int size)
{
    const QPixmap picture = iconPixmap(icon, color, size, painter->device()->devicePixelRatioF());
    painter->drawPixmap(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, picture);
}

void hairline(QPainter *painter, const QRect &rect, const QPalette &palette)
{
    painter->fillRect(rect, color(palette, Token::Line));
}

bool keyboardFocus(const QStyleOption *option)
{
    return (option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_KeyboardFocusChange);
}

void pushButton(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    ButtonKind kind = buttonKind(widget);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (kind == ButtonKind::Plain && button && (button->features & QStyleOptionButton::Flat))
        kind = ButtonKind::Quiet;
    switch (kind) {
    case ButtonKind::Primary: box(painter, option->rect, filledGround(option, Token::Accent), {}, radius); break;
    case ButtonKind::Danger: box(painter, option->rect, filledGround(option, Token::Fail), {}, radius); break;
    case ButtonKind::Plain:
    case ButtonKind::Field:
        box(painter, option->rect, plainGround(option, color(palette, Token::Surface)),
            color(palette, widget && widget->property("invalid").toBool() ? Token::Fail : Token::Edge), radius);
        break;
    case ButtonKind::Quiet:
        if (isHovered(option) || isOn(option))
            box(painter, option->rect, plainGround(option, {}), {}, radius);
        break;
    }
    if (keyboardFocus(option)) {
        const bool filled = kind == ButtonKind::Primary || kind == ButtonKind::Danger;
        focusRing(painter, option->rect, palette, radius);
        // On a filled button the ring needs a gap to be seen.
        if (filled)
            box(painter, option->rect.adjusted(2, 2, -2, -2), {}, color(palette, Token::OnAccent), radius - 2);
    }
}

void pushButtonLabel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget, const QStyle *style)
{
    const ButtonKind kind = buttonKind(widget);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool filled = (kind == ButtonKind::Primary || kind == ButtonKind::Danger) && enabled;
    const QColor ink = filled ? color(option->palette, Token::OnAccent)
        : enabled             ? color(option->palette, Token::Text)
                              : option->palette.color(QPalette::Disabled, QPalette::ButtonText);
    const bool hasIcon = !option->icon.isNull();
    const bool hasMenu = option->features & QStyleOptionButton::HasMenu;
    const int iconWidth = hasIcon ? option->iconSize.width() : 0;
    const int gap = hasIcon && !option->text.isEmpty() ? space::s - 2 : 0;
    const int menuWidth = hasMenu ? 16 : 0;
    const QFontMetrics metrics = option->fontMetrics;
    const int room = option->rect.width() - 2 * space::s - iconWidth - gap - menuWidth;
    const QString text = metrics.elidedText(option->text, Qt::ElideRight, std::max(0, room), Qt::TextShowMnemonic);
    const int textWidth = metrics.size(Qt::TextShowMnemonic | Qt::TextSingleLine, text).width();
    const int total = iconWidth + gap + textWidth + menuWidth;
    const bool field = kind == ButtonKind::Field;
    const bool iconLast = option->direction == Qt::RightToLeft;
    const int left = field ? option->rect.x() + space::s : option->rect.x() + (option->rect.width() - total) / 2;
    int x = iconLast ? left : left + iconWidth + gap;
    const int iconX = field ? option->rect.right() - space::s - iconWidth + 1 : iconLast ? x + textWidth + gap : left;
    if (field)
        x = left;
    if (hasIcon) {
        QPixmap picture = option->icon.pixmap(option->iconSize, painter->device()->devicePixelRatioF(), enabled ? QIcon::Normal : QIcon::Disabled);
        if (filled)
            picture = recoloured(picture, ink);
        painter->drawPixmap(iconX, option->rect.y() + (option->rect.height() - option->iconSize.height()) / 2, picture);
    }
    painter->setPen(ink);
    const int underline = style->styleHint(QStyle::SH_UnderlineShortcut, option, widget) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    painter->drawText(QRect(x, option->rect.y(), textWidth + 1, option->rect.height()), underline | Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (hasMenu)
        glyph(painter, QRect(x + textWidth + 2, option->rect.y(), 14, option->rect.height()), QStringLiteral("chevron-down"), ink, 14);
}

void toolButtonPanel(QPainter *painter, const QStyleOption *option, const QWidget *)
{
    const bool autoRaise = option->state & QStyle::State_AutoRaise;
    const QColor edge = autoRaise ? QColor() : color(option->palette, Token::Edge);
    const QColor rest = autoRaise ? QColor() : color(option->palette, Token::Surface);
    const QColor ground = plainGround(option, rest);
    if (ground.isValid() || edge.isValid())
        box(painter, option->rect, ground, edge, radius);
    if (keyboardFocus(option))
        focusRing(painter, option->rect, option->palette, radius);
}

void checkBox(QPainter *painter, const QStyleOption *option)
{
    const QPalette &palette = option->palette;
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool marked = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor accent = enabled ? color(palette, Token::Accent) : palette.color(QPalette::Disabled, QPalette::Text);
    const QColor edge = marked ? accent : isHovered(option) ? color(palette, Token::Accent) : color(palette, Token::Edge);
    box(painter, option->rect, marked ? accent : color(palette, enabled ? Token::Surface : Token::Raised), edge, 4);
    if (marked) {
        const QString mark = (option->state & QStyle::State_NoChange) ? QStringLiteral("minus") : QStringLiteral("check");
        glyph(painter, option->rect, mark, color(palette, Token::OnAccent), 12);
    }
}

void radioButton(QPainter *painter, const QStyleOption *option)
{
    const QPalette &palette = option->palette;
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const QColor accent = enabled ? color(palette, Token::Accent) : palette.color(QPalette::Disabled, QPalette::Text);
    box(painter, option->rect, color(palette, Token::Surface), on || isHovered(option) ? accent : color(palette, Token::Edge),
        option->rect.width() / 2.0);
    if (on)
        box(painter, option->rect.adjusted(4, 4, -4, -4), accent, {}, option->rect.width() / 2.0);
}

} // namespace theme::paint
