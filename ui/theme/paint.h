#pragma once

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

//! The strokes that Style is made of; each draws one element from its option and knows nothing of widgets but the kind of a button.
namespace theme::paint {

//! A filled rounded rectangle with a 1 px outline on whole pixels; an invalid colour leaves fill or outline out.
void box(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, qreal radius);
void focusRing(QPainter *painter, const QRect &rect, const QPalette &palette, qreal radius);
void glyph(QPainter *painter, const QRect &rect, const QString &icon, const QColor &color, int size);
void hairline(QPainter *painter, const QRect &rect, const QPalette &palette);
bool keyboardFocus(const QStyleOption *option);

// buttons
void pushButton(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void pushButtonLabel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget, const QStyle *style);
void toolButtonPanel(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void checkBox(QPainter *painter, const QStyleOption *option);
void radioButton(QPainter *painter, const QStyleOption *option);

// inputs
void fieldFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void comboBox(QPainter *painter, const QStyleOptionComboBox *option, const QStyle *style, const QWidget *widget);
void spinBox(QPainter *painter, const QStyleOptionSpinBox *option, const QStyle *style, const QWidget *widget);
void scrollBar(QPainter *painter, const QStyleOptionSlider *option, const QStyle *style, const QWidget *widget);
void progressContents(QPainter *painter, const QStyleOptionProgressBar *option);

// views, tabs, menus
void headerSection(QPainter *painter, const QStyleOptionHeader *option);
void headerLabel(QPainter *painter, const QStyleOptionHeader *option, const QWidget *widget);
void itemPanel(QPainter *painter, const QStyleOptionViewItem *option, const QWidget *widget);
void tabShape(QPainter *painter, const QStyleOptionTab *option);
void tabLabel(QPainter *painter, const QStyleOptionTab *option);
void menuItem(QPainter *painter, const QStyleOptionMenuItem *option);
void menuBarItem(QPainter *painter, const QStyleOptionMenuItem *option, const QStyle *style);
//! Arrows, branches and close marks; false: not one of ours.
bool indicator(QPainter *painter, QStyle::PrimitiveElement element, const QStyleOption *option);
QSize menuItemSize(const QStyleOptionMenuItem *option, int rowHeight);

} // namespace theme::paint
