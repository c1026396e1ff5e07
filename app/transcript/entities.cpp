#include "transcript/entities.h"

#include "transcript/showntext.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace transcript {

namespace {

struct Entity
{
    std::string_view name;
    char16_t character;
};

// The names that people and models write; sorted for the search.
constexpr std::array<Entity, 61> names{{
    {"Agrave", 0xc0}, {"Auml", 0xc4}, {"Delta", 0x394}, {"Eacute", 0xc9}, {"Omega", 0x3a9}, {"Ouml", 0xd6}, {"Uuml", 0xdc},
    {"aacute", 0xe1}, {"agrave", 0xe0}, {"alpha", 0x3b1}, {"amp", '&'}, {"apos", '\''}, {"asymp", 0x2248}, {"auml", 0xe4},
    {"beta", 0x3b2}, {"bull", 0x2022}, {"cent", 0xa2}, {"check", 0x2713}, {"copy", 0xa9}, {"darr", 0x2193}, {"deg", 0xb0},
    {"delta", 0x3b4}, {"divide", 0xf7}, {"eacute", 0xe9}, {"egrave", 0xe8}, {"euro", 0x20ac}, {"frac12", 0xbd}, {"gamma", 0x3b3},
    {"ge", 0x2265}, {"gt", '>'}, {"harr", 0x2194}, {"hellip", 0x2026}, {"iacute", 0xed}, {"infin", 0x221e}, {"lambda", 0x3bb},
    {"laquo", 0xab}, {"larr", 0x2190}, {"ldquo", 0x201c}, {"le", 0x2264}, {"lsquo", 0x2018}, {"lt", '<'}, {"mdash", 0x2014},
    {"micro", 0xb5}, {"middot", 0xb7}, {"minus", 0x2212}, {"mu", 0x3bc}, {"nbsp", 0xa0}, {"ndash", 0x2013}, {"ne", 0x2260},
    {"ouml", 0xf6}, {"para", 0xb6}, {"pi", 0x3c0}, {"plusmn", 0xb1}, {"pound", 0xa3}, {"quot", '"'}, {"raquo", 0xbb},
    {"rarr", 0x2192}, {"rdquo", 0x201d}, {"reg", 0xae}, {"rsquo", 0x2019}, {"times", 0xd7},
}};

static_assert(std::is_sorted(names.begin(), names.end(), [](const Entity &a, const Entity &b) { return a.name < b.name; }));

QString numeric(QByteArrayView digits, int base)
{
    char32_t value = 0;
    for (const char c : digits) {
        const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = value * char32_t(base) + char32_t(digit);
        if (value > 0x10ffff)
            break;
    }
    if (value == 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        value = QChar::ReplacementCharacter;
    return shownText(QString::fromUcs4(&value, 1).toUtf8());
}

} // namespace

QString entityText(QByteArrayView entity)
{
    if (entity.size() > 3 && entity.startsWith("&#") && entity.endsWith(';')) {
        const bool hex = entity[2] == 'x' || entity[2] == 'X';
        return numeric(entity.sliced(hex ? 3 : 2).chopped(1), hex ? 16 : 10);
    }
    if (entity.size() > 2) {
        const std::string_view name(entity.data() + 1, std::size_t(entity.size()) - 2);
        const auto found = std::lower_bound(names.begin(), names.end(), name, [](const Entity &e, std::string_view n) { return e.name < n; });
        if (found != names.end() && found->name == name)
            return QString(QChar(found->character));
    }
    return shownText(entity);
}

} // namespace transcript
