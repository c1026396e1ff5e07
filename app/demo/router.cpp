#include "demo/router.h"

#include <string_view>

namespace demo {

namespace {

bool fits(std::string_view path, const std::vector<std::string> &segments, std::vector<std::string> *ids)
{
    ids->clear();
    for (const std::string &segment : segments) {
        if (path.empty())
            return false;
        path.remove_prefix(1); // the slash
        const auto end = path.find('/');
        const std::string_view part = path.substr(0, end);
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
        if (part == "*")
            ids->push_back(segment);
        else if (part != segment)
            return false;
    }
    return path.empty();
}

} // namespace

const Route *findRoute(const Routes &routes, const Request &request, std::vector<std::string> *ids)
{
    if (request.segments.empty())
        return nullptr;
    for (const Route &route : routes) {
        if (request.method == route.method && fits(route.path, request.segments, ids))
            return &route;
    }
    return nullptr;
}

} // namespace demo
