#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QString>
#include <QStringList>

namespace theme {

//! A Lucide icon (resources/icons/<name>.svg) in the colour of `token`, for 16 and 20 px. It follows a change of theme by itself:
//! the colour is looked up when it is painted. Disabled icons are faint. An unknown name gives a null icon.
QIcon icon(const QString &name, Token token = Token::Text);
//! The same with the colours of one palette.
QIcon icon(const QString &name, const QPalette &palette, int size = 16, Token token = Token::Text);
//! One picture, cached by name, colour, size and device pixel ratio. Size in logical pixels.
QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);
bool hasIcon(const QString &name);
QStringList iconNames();

} // namespace theme
