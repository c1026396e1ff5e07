#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace store {

//! A piece of foreign text around what was found, on one line, and where the hits are in it.
struct Snippet
{
    //! In UTF-16 units of `text`.
    struct Range
    {
        int start = 0;
        int length = 0;
        bool operator==(const Range &) const = default;
    };
    QString text;
    std::vector<Range> matches; //!< in order, not overlapping
    bool cutBefore = false;     //!< the text begins earlier
    bool cutAfter = false;      //!< and goes on
};

} // namespace store
