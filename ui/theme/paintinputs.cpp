#include "ui/theme/paint.h"
#include "ui/theme/space.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QStyle>
#include <QWidget>

namespace theme::paint {

void fieldFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool readOnly = option->state & QStyle::State_ReadOnly;
    // A field inside a cell or a combo box has no frame of its own.
    if (widget && widget->parentWidget() && widget->parentWidget()->inherits("QComboBox"))
        return;
    const bool invalid = widget && widget->property("invalid").toBool();
    const bool focused = (option->state & QStyle::State_HasFocus) && enabled;
    QColor edge = color(palette, Token::Edge);
    if (invalid)
        edge = color(palette, Token::Fail);
    else if (focused)
        edge = color(palette, Token::Accent);
    else if ((option->state & QStyle::State_MouseOver) && enabled)
        edge = mixed(edge, color(palette, Token::Text), 0.25);
    box(painter, option->rect, color(palette, enabled && !readOnly ? Token::Surface : Token::Raised), edge, radius);
    if (focused)
        box(painter, option->rect.adjusted(1, 1, -1, -1), {}, edge, radius - 1);
}

void comboBox(QPainter *painter, const QStyleOptionComboBox *option, const QStyle *style, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool hovered = (option->state & QStyle::State_MouseOver) && enabled;
    const bool focused = (option->state & QStyle::State_HasFocus) && enabled && (option->editable || keyboardFocus(option));
    QColor fill = color(palette, enabled ? Token::Surface : Token::Raised);
    if (!option->editable && hovered)
        fill = color(palette, Token::Raised);
    QColor edge = color(palette, Token::Edge);
    if (widget && widget->property("invalid").toBool())
        edge = color(palette, Token::Fail);
    else if (focused)
        edge = color(palette, Token::Accent);
    if (option->frame)
        box(painter, option->rect, fill, edge, radius);
    if (focused && option->frame)
        box(painter, option->rect.adjusted(1, 1, -1, -1), {}, edge, radius - 1);
    const QRect arrow = style->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxArrow, widget);
    glyph(painter, arrow, QStringLiteral("chevron-down"),
          enabled ? color(palette, Token::Muted) : palette.color(QPalette::Disabled, QPalette::Text), 16);
}

void spinBox(QPainter *painter, const QStyleOptionSpinBox *option, const QStyle *style, const QWidget *widget)
{
    if (option->frame)
        fieldFrame(painter, option, widget);
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](QStyle::SubControl control, const QString &icon, QAbstractSpinBox::StepEnabledFlag step) {
        const bool usable = (option->stepEnabled & step) && (option->state & QStyle::State_Enabled);
        const bool under = (option->activeSubControls & control) && (option->state & QStyle::State_MouseOver);
        const Token token = under ? Token::Text : Token::Muted;
        glyph(painter, style->subControlRect(QStyle::CC_SpinBox, option, control, widget), icon,
              usable ? color(option->palette, token) : option->palette.color(QPalette::Disabled, QPalette::Text), 12);
    };
    arrow(QStyle::SC_SpinBoxUp, QStringLiteral("chevron-up"), QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, QStringLiteral("chevron-down"), QAbstractSpinBox::StepDownEnabled);
}

void scrollBar(QPainter *painter, const QStyleOptionSlider *option, const QStyle *style, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    // The groove is painted too: a scroll bar is an opaque widget.
    const bool overView = widget && widget->parentWidget() && widget->parentWidget()->parentWidget()
        && qobject_cast<const QAbstractScrollArea *>(widget->parentWidget()->parentWidget());
    const QWidget *area = overView ? widget->parentWidget()->parentWidget() : nullptr;
    const auto *scrollArea = static_cast<const QAbstractScrollArea *>(area);
    const QColor ground = scrollArea ? scrollArea->viewport()->palette().color(scrollArea->viewport()->backgroundRole())
                                     : palette.color(QPalette::Window);
    painter->fillRect(option->rect, ground);
    if (option->maximum <= option->minimum)
        return;
    const bool active = option->activeSubControls & QStyle::SC_ScrollBarSlider;
    const bool hovered = (option->state & QStyle::State_MouseOver) || (option->state & QStyle::State_Sunken);
    QRect handle = style->subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const int inset = hovered ? 2 : 3;
    handle = option->orientation == Qt::Vertical ? handle.adjusted(inset, 1, -inset, -1) : handle.adjusted(1, inset, -1, -inset);
    const QColor muted = color(palette, Token::Muted);
    const qreal strength = active && hovered ? 1.0 : hovered ? 0.6 : 0.35;
    box(painter, handle, mixed(ground, muted, strength), {}, std::min(handle.width(), handle.height()) / 2.0);
}

void progressContents(QPainter *painter, const QStyleOptionProgressBar *option)
{
    const QPalette &palette = option->palette;
    const int height = 4;
    QRect groove(option->rect.x(), option->rect.center().y() - height / 2, option->rect.width(), height);
    box(painter, groove, color(palette, Token::Line), {}, height / 2.0);
    const qint64 range = qint64(option->maximum) - option->minimum;
    if (range <= 0)
        return;
    groove.setWidth(int(groove.width() * (qint64(option->progress) - option->minimum) / range));
    if (groove.width() > 0)
        box(painter, groove, color(palette, Token::Accent), {}, height / 2.0);
}

} // namespace theme::paint
