#pragma once

#include "demo/managed/fields.h"
#include "demo/managed/paging.h"

namespace demo::managed {

inline constexpr int maxEvents = 1000; //!< of one page

//! A page of the events that are kept under `place`: a session's id, which is its primary thread's, or a child thread's.
Reply eventPage(Exchange &exchange, const std::string &place, EventSelection selection, const PageRequest &page);
//! An open stream of what happens there from now on.
Reply openStream(Exchange &exchange, const std::string &place);

} // namespace demo::managed
