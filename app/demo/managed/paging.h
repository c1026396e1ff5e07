#pragma once

#include "demo/managed/fields.h"
#include "demo/router.h"

namespace demo::managed {

//! A page asked for by `limit` and an opaque `page` (managed-agents.md §1.10). The cursor remembers the order that made it.
struct PageRequest
{
    int limit = 0;
    bool ascending = false;
    bool backwards = false;                        //!< the page before the cursor
    std::optional<Selection::Place> place;         //!< empty: from the beginning
};

//! Reads limit, page and order; a problem goes into `fields`.
PageRequest pageRequest(Fields &fields, const Query &query, int usualLimit, int maxLimit, bool ascending, bool mayOrder);
std::string cursorOf(const Selection::Place &place, bool ascending, bool backwards = false);
//! created_at[gt] and its like.
std::vector<Selection::Bound> timeBounds(Fields &fields, const Query &query);

//! Runs a selection for one page. `both`: with prev_page as well (sessions).
Json listPage(Tables &tables, Selection selection, const PageRequest &page, Json (*shape)(const Row &), bool both);
//! Whole lists cut into pages by their index (versions).
Json arrayPage(const std::vector<Json> &all, const PageRequest &page);

Json bodyOf(const Row &row);

} // namespace demo::managed
