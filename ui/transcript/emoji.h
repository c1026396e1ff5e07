#pragma once

#include <QFont>
#include <QString>

#include <vector>

namespace ui {

//! One picture in a text with all that is joined to it, in UTF-16 units: a face, a family, a flag, a keycap. No caret stands inside.
struct Emoji
{
    int start = 0;
    int length = 0;
    bool operator==(const Emoji &) const = default;
};

//! What in a text is meant as a picture.
std::vector<Emoji> emojiIn(const QString &text);

//! The same, without those that this system has no picture of: they are left to the fonts.
std::vector<Emoji> shownEmojiIn(const QString &text);

//! `like` with the family that has the pictures, and nothing but them: Qt looks for a font sign by sign, and would take a keycap apart.
QFont emojiFont(const QFont &like);

} // namespace ui
