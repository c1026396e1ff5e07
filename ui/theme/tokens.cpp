#include "ui/theme/tokens.h"

#include <array>
#include <cmath>

namespace theme {

namespace {

constexpr int tokenCount = int(Token::CodeDeleted) + 1;
using Row = std::array<QRgb, tokenCount>;

// In the order of Token: Canvas Surface Raised Line Text Muted Accent Ok Run Wait Fail OnAccent Edge Selected,
// then of code: Keyword Type Call String Number Comment Meta Name Inserted Deleted.
constexpr std::array<Row, 4> colors{
    Row{0xfff7f7f5, 0xffffffff, 0xfff1f1ee, 0xffe2e2dd, 0xff1b1c1e, 0xff5c6066, 0xff3b5bdb, 0xff237032, 0xff1864ab, 0xff9c4f00,
        0xffc92a2a, 0xffffffff, 0xffc6c7c1, 0xffe8ecfc, 0xff8a2ba8, 0xff0a6b70, 0xff2a55c9, 0xff2a6b2f, 0xff954600, 0xff5f646b, 0xffa0296b, 0xff1d6091,
        0xffdff2e3, 0xfffdeaea},
    Row{0xff16171a, 0xff1d1f23, 0xff26282d, 0xff33363c, 0xffecedee, 0xffa2a7af, 0xff8da2fb, 0xff69db7c, 0xff74c0fc, 0xffffc078,
        0xffff8787, 0xff16171a, 0xff4a4e56, 0xff2b3350, 0xffd2a8ff, 0xff7fdbca, 0xff9cbbff, 0xffa5d68c, 0xfff5b878, 0xffa0a6af, 0xfff59ac0, 0xff8ccbf2,
        0xff23402c, 0xff4a2a2e},
    Row{0xffffffff, 0xffffffff, 0xfff2f2f0, 0xff767676, 0xff000000, 0xff3a3c40, 0xff1c3fb7, 0xff0f4d1d, 0xff0b4479, 0xff6b3500,
        0xff8a0f0f, 0xffffffff, 0xff3a3c40, 0xffd6defb, 0xff5e0f7a, 0xff064a4d, 0xff17368f, 0xff174a1b, 0xff6b3200, 0xff43464b, 0xff741648, 0xff0f4266,
        0xffd9efdd, 0xfffbe3e3},
    Row{0xff000000, 0xff000000, 0xff17181b, 0xff8f949c, 0xffffffff, 0xffd3d7dd, 0xffb3c1ff, 0xff8ff0a0, 0xff9fd4ff, 0xffffd29c,
        0xffffb0b0, 0xff000000, 0xffd3d7dd, 0xff26305c, 0xffe3c6ff, 0xffa5f0e2, 0xffc1d3ff, 0xffc3ebb0, 0xffffd29c, 0xffc2c6cc, 0xffffc0da, 0xffb8e1fc,
        0xff10331a, 0xff40191d},
};

// Indigo, teal, green, olive, orange, red, pink, violet: told apart by colour-blind readers by lightness and by the profile's name beside them.
constexpr std::array<std::array<QRgb, hueCount>, 2> hues{
    std::array<QRgb, hueCount>{0xff3b5bdb, 0xff0b7285, 0xff2b7a39, 0xff7a6200, 0xffb54708, 0xffc92a2a, 0xffb0216f, 0xff7048c6},
    std::array<QRgb, hueCount>{0xff8da2fb, 0xff66d9e8, 0xff69db7c, 0xffe6c84f, 0xffffa96b, 0xffff8787, 0xfff783ac, 0xffb79bff},
};

qreal linear(qreal channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

bool dark(Variant variant)
{
    return variant == Variant::Dark || variant == Variant::DarkContrast;
}

} // namespace

QColor color(Variant variant, Token token)
{
    return QColor::fromRgb(colors[std::size_t(variant)][std::size_t(token)]);
}

QColor hue(Variant variant, int index)
{
    const int wrapped = ((index % hueCount) + hueCount) % hueCount;
    return QColor::fromRgb(hues[dark(variant) ? 1 : 0][std::size_t(wrapped)]);
}

Variant variantOf(const QPalette &palette)
{
    // The accent lies in the Link role, which no widget overrides: so a page may paint itself with Surface and still be recognised.
    const QRgb link = palette.color(QPalette::Active, QPalette::Link).rgb();
    for (int i = 0; i < int(colors.size()); ++i) {
        if (colors[std::size_t(i)][std::size_t(Token::Accent)] == link)
            return Variant(i);
    }
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? Variant::Dark : Variant::Light;
}

bool isDark(const QPalette &palette)
{
    return dark(variantOf(palette));
}

QColor color(const QPalette &palette, Token token)
{
    return color(variantOf(palette), token);
}

QColor hue(int index, const QPalette &palette)
{
    return hue(variantOf(palette), index);
}

QColor mixed(const QColor &base, const QColor &over, qreal opacity)
{
    const auto blend = [opacity](qreal below, qreal above) { return below + (above - below) * opacity; };
    return QColor::fromRgbF(float(blend(base.redF(), over.redF())), float(blend(base.greenF(), over.greenF())),
                            float(blend(base.blueF(), over.blueF())));
}

QColor soft(Variant variant, Token token)
{
    return mixed(color(variant, Token::Surface), color(variant, token), dark(variant) ? 0.16 : 0.09);
}

QColor soft(const QPalette &palette, Token token)
{
    return soft(variantOf(palette), token);
}

QPalette paletteFor(Variant variant)
{
    const auto of = [variant](Token token) { return color(variant, token); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Token::Canvas));
    palette.setColor(QPalette::WindowText, of(Token::Text));
    palette.setColor(QPalette::Base, of(Token::Surface));
    palette.setColor(QPalette::AlternateBase, of(Token::Raised));
    palette.setColor(QPalette::Text, of(Token::Text));
    palette.setColor(QPalette::PlaceholderText, of(Token::Muted));
    palette.setColor(QPalette::Button, of(Token::Surface));
    palette.setColor(QPalette::ButtonText, of(Token::Text));
    palette.setColor(QPalette::BrightText, of(Token::Fail));
    palette.setColor(QPalette::ToolTipBase, of(Token::Raised));
    palette.setColor(QPalette::ToolTipText, of(Token::Text));
    palette.setColor(QPalette::Highlight, of(Token::Accent));
    palette.setColor(QPalette::HighlightedText, of(Token::OnAccent));
    palette.setColor(QPalette::Link, of(Token::Accent));
    palette.setColor(QPalette::LinkVisited, of(Token::Accent));
    palette.setColor(QPalette::Light, of(Token::Surface));
    palette.setColor(QPalette::Midlight, of(Token::Raised));
    palette.setColor(QPalette::Mid, of(Token::Line));
    palette.setColor(QPalette::Dark, of(Token::Edge));
    palette.setColor(QPalette::Shadow, of(Token::Line));
    const QColor faint = mixed(of(Token::Surface), of(Token::Muted), 0.7);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Base, of(Token::Raised));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, of(Token::Raised));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faint);
    return palette;
}

qreal contrastRatio(const QColor &a, const QColor &b)
{
    const qreal first = luminance(a);
    const qreal second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace theme
