#include "demo/managed/paging.h"

#include <algorithm>
#include <charconv>

namespace demo::managed {

namespace {

std::optional<int> wholeNumber(const std::string &text)
{
    int number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace

PageRequest pageRequest(Fields &fields, const Query &query, int usualLimit, int maxLimit, bool ascending, bool mayOrder)
{
    PageRequest page;
    page.limit = usualLimit;
    page.ascending = ascending;
    if (query.has("limit")) {
        const auto limit = wholeNumber(query.value("limit"));
        if (!limit || *limit < 1 || *limit > maxLimit)
            fields.refuse("limit: must be from 1 to " + std::to_string(maxLimit) + ".");
        page.limit = limit.value_or(usualLimit);
    }
    if (mayOrder && query.has("order")) {
        const std::string order = query.value("order");
        if (order != "asc" && order != "desc")
            fields.refuse("order: Input should be 'asc' or 'desc'.");
        page.ascending = order == "asc";
    }
    if (query.has("page")) {
        const auto cursor = base::parseJson(QByteArray::fromStdString(fromBase64Url(query.value("page"))));
        if (!cursor || !cursor->is_object() || !cursor->value("t", Json()).is_number() || !cursor->value("n", Json()).is_number()) {
            fields.refuse("page: is not a cursor of this list.");
        } else if (cursor->value("a", false) != page.ascending) {
            fields.refuse("page: the cursor was made with another order.");
        } else {
            page.backwards = cursor->value("b", false);
            page.place = Selection::Place{cursor->at("t").get<qint64>(), cursor->at("n").get<qint64>()};
        }
    }
    return page;
}

std::string cursorOf(const Selection::Place &place, bool ascending, bool backwards)
{
    const Json cursor = {{"t", place.created}, {"n", place.order}, {"a", ascending}, {"b", backwards}};
    return toBase64Url(base::dumpJson(cursor).toStdString());
}

std::vector<Selection::Bound> timeBounds(Fields &fields, const Query &query)
{
    static constexpr std::pair<const char *, const char *> bounds[] = {
        {"created_at[gt]", ">"}, {"created_at[gte]", ">="}, {"created_at[lt]", "<"}, {"created_at[lte]", "<="}};
    std::vector<Selection::Bound> out;
    for (const auto &[name, op] : bounds) {
        if (!query.has(name))
            continue;
        const auto ms = fromTime(query.value(name));
        if (!ms)
            fields.refuse(std::string(name) + ": must be an RFC 3339 time.");
        else
            out.push_back({op, *ms});
    }
    return out;
}

Json bodyOf(const Row &row)
{
    return row.body;
}

Json listPage(Tables &tables, Selection selection, const PageRequest &page, Json (*shape)(const Row &), bool both)
{
    selection.ascending = page.backwards ? !page.ascending : page.ascending;
    selection.after = page.place;
    selection.limit = page.limit + 1;
    auto rows = tables.select(selection);
    const bool more = int(rows.size()) > page.limit;
    if (more)
        rows.pop_back();
    if (page.backwards)
        std::reverse(rows.begin(), rows.end());
    Json data = Json::array();
    for (const Row &row : rows)
        data.push_back(shape(row));
    const auto cursor = [&](const Row &row, bool backwards) { return Json(cursorOf({row.created, row.order}, page.ascending, backwards)); };
    // Going backwards there is always a page behind: the one we came from.
    const bool hasNext = !rows.empty() && (page.backwards || more);
    const bool hasPrevious = !rows.empty() && (page.backwards ? more : page.place.has_value());
    Json out = {{"data", std::move(data)}, {"next_page", hasNext ? cursor(rows.back(), false) : Json()}};
    if (both)
        out["prev_page"] = hasPrevious ? cursor(rows.front(), true) : Json();
    return out;
}

Json arrayPage(const std::vector<Json> &all, const PageRequest &page)
{
    const auto from = std::size_t(page.place ? std::max<qint64>(0, page.place->order) : 0);
    Json data = Json::array();
    for (std::size_t i = from; i < all.size() && data.size() < std::size_t(page.limit); ++i)
        data.push_back(all[i]);
    const auto end = from + data.size();
    return {{"data", std::move(data)}, {"next_page", end < all.size() ? Json(cursorOf({0, qint64(end)}, page.ascending)) : Json()}};
}

} // namespace demo::managed
