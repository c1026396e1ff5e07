#pragma once

#include "store/searchwords.h"

#include <QString>

#include <vector>

namespace store {

//! A piece of foreign text around what was found, made plain for one line (base::plainLine), and where the hits are in it.
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

//! About `length` characters around the place with most of the words; the beginning of the text when none is found in it.
Snippet snippetOf(const QString &text, const SearchWords &words, int length = 160);

} // namespace store
