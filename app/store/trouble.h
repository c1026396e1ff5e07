#pragma once

#include "base/error.h"

namespace store {

//! Why a file of ours cannot be used, as far as it can be told: to decide what a person is advised to do.
enum class Trouble {
    Damaged,
    Newer,    //!< written by a later version of this program, and left alone
    ReadOnly, //!< the file or its folder may not be written
    Full,
    Busy,     //!< another program holds it
    Other,
};

//! Of an error of kind Storage.
Trouble troubleOf(const base::Error &error);

} // namespace store
