#pragma once

#include "models/costtable.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace models {

//! A cost table as a file has it: exact amounts with a point, whole numbers, times in UTC, one line of names above.
struct CostSheet
{
    QStringList names;
    std::vector<QStringList> rows; //!< the last one is the sum; empty cells are not known
    std::vector<bool> isText;      //!< of each column: words that somebody else may have chosen

    //! `wordsOf` says what the program calls a row.
    static CostSheet of(const CostTable &table, const std::function<QString(int row)> &wordsOf);

    //! RFC 4180, UTF-8. Words that a spreadsheet would take for a formula begin with an apostrophe.
    QByteArray toCsv() const;
    //! An array with an object a row; amounts are strings, because a number would be rounded.
    QByteArray toJson() const;
};

} // namespace models
