#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QString>

class QPainter;

namespace theme {

//! Sizes follow from the application's base font b: small 0.85b, body b, title 1.25b, page 1.6b.
enum class Role {
    Small,
    SmallStrong, //!< small, semi-bold: headers of tables, chips
    Body,
    Strong,      //!< body, semi-bold
    Title,       //!< 1.25b, semi-bold
    Page,        //!< 1.6b, semi-bold
    Code,        //!< the system's fixed font at 0.92b: fixed fonts look larger than text fonts
    CodeSmall,   //!< the same at 0.85b: ids in tables
};

QFont font(Role role);

//! Makes `base` the body font; called by Theme when the system or the setting changes it.
void setBaseFont(const QFont &base);

//! Draws one line whose digits all have the same width, whatever the font; elides at the end.
void drawTabular(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text);
qreal tabularWidth(const QFontMetricsF &metrics, const QString &text);

} // namespace theme
