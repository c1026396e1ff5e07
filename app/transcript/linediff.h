#pragma once

#include <QString>

namespace transcript {

//! Two texts as the lines of a diff without a head: " kept", "-old", "+new", in an order that can be read. Pure.
//! Texts that are too long to be compared line by line give all of the old lines, then all of the new ones.
QString lineDiff(const QString &before, const QString &after);

} // namespace transcript
