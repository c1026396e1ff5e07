#pragma once

#include <QColor>
#include <QPalette>

namespace theme {

//! The named colours of the program; a widget never writes a literal. Values: tokens.cpp.
enum class Token {
    Canvas,   //!< window, sidebar
    Surface,  //!< lists, pages, cards, inputs
    Raised,   //!< code, tool cards, hover
    Line,     //!< separators, 1 px, sparingly
    Text,
    Muted,    //!< second-rank text, placeholders, icons at rest
    Accent,   //!< selection, focus, primary action
    Ok,
    Run,
    Wait,
    Fail,
    OnAccent, //!< text on Accent, and on Fail for a destructive button
    Edge,     //!< the outline of a control (a field, a check box)
    Selected, //!< background of a selected row or item
    CodeKeyword, //!< in code, on Raised and Surface
    CodeType,
    CodeCall,
    CodeString,
    CodeNumber,
    CodeComment,
    CodeMeta,    //!< directives, decorators
    CodeName,    //!< keys, attributes, variables
    CodeInserted, //!< behind a line that a diff adds; Text and Ok are readable on it
    CodeDeleted,  //!< … that it takes away; Text and Fail
};

//! Light or dark, each with a variant for people who asked their system for more contrast.
enum class Variant { Light, Dark, LightContrast, DarkContrast };

inline constexpr int hueCount = 8;

QColor color(Variant variant, Token token);
//! The colour of a profile, 0..7 (others wrap); readable as text on Canvas and Surface.
QColor hue(Variant variant, int index);

//! Which variant a palette was made for. A foreign palette counts as light or dark by its window colour.
Variant variantOf(const QPalette &palette);
bool isDark(const QPalette &palette);

//! Stateless: everything a widget needs to know of the theme is in its palette.
QColor color(const QPalette &palette, Token token);
QColor hue(int index, const QPalette &palette);
//! A quiet background in the tone of `token` (chips, message bars), on which the token itself and Text stay readable.
QColor soft(const QPalette &palette, Token token);
QColor soft(Variant variant, Token token);
//! `over` laid on `base` with the given opacity, 0..1; opaque.
QColor mixed(const QColor &base, const QColor &over, qreal opacity);

QPalette paletteFor(Variant variant);

//! WCAG 2 contrast ratio of two opaque colours, 1..21.
qreal contrastRatio(const QColor &a, const QColor &b);

} // namespace theme
