#include "ui/theme/chartcolors.h"

#include "ui/theme/tokens.h"

#include <array>

namespace theme {

namespace {

// Indigo, amber, teal, rose, brown, sky, brick, lime.
constexpr std::array<std::array<QRgb, chartColorCount>, 2> chartColors{
    std::array<QRgb, chartColorCount>{0xff3b5bdb, 0xfff2a33a, 0xff0f7b6c, 0xffe07aa8, 0xff7a4a12, 0xff6cb8e8, 0xff9a3324, 0xffa9b23a},
    std::array<QRgb, chartColorCount>{0xff8da2fb, 0xffffc078, 0xff2fa58f, 0xfff9a8c6, 0xffb07a45, 0xffa5d8ff, 0xffd9694f, 0xffd8e06c},
};

} // namespace

QColor chartColor(int index, const QPalette &palette)
{
    const int wrapped = ((index % chartColorCount) + chartColorCount) % chartColorCount;
    return QColor::fromRgb(chartColors[isDark(palette) ? 1 : 0][std::size_t(wrapped)]);
}

QColor chartRest(const QPalette &palette)
{
    return mixed(color(palette, Token::Surface), color(palette, Token::Muted), 0.55);
}

} // namespace theme
