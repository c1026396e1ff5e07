#include "demo/managed/fields.h"
#include "demo/managed/routes.h"

#include <algorithm>

namespace demo::managed {

namespace {

struct Model
{
    const char *id;
    const char *name;
    const char *line;
    const char *created;
    const char *lifecycle;
    int maxInput;
    int maxOutput;
};

// Newest first, as the list goes.
constexpr Model models[] = {
    {"claude-fable-5-2", "Claude Fable 5.2", "fable", "2026-10-30T00:00:00Z", "active", 1'000'000, 128'000},
    {"claude-haiku-5-5", "Claude Haiku 5.5", "haiku", "2026-10-08T00:00:00Z", "active", 200'000, 64'000},
    {"claude-sonnet-5-5", "Claude Sonnet 5.5", "sonnet", "2026-09-24T00:00:00Z", "active", 1'000'000, 128'000},
    {"claude-opus-5-5", "Claude Opus 5.5", "opus", "2026-09-10T00:00:00Z", "active", 1'000'000, 128'000},
    {"claude-sonnet-5", "Claude Sonnet 5", "sonnet", "2026-06-18T00:00:00Z", "active", 1'000'000, 64'000},
    {"claude-opus-5", "Claude Opus 5", "opus", "2026-05-21T00:00:00Z", "active", 500'000, 64'000},
    {"claude-sonnet-4-6", "Claude Sonnet 4.6", "sonnet", "2026-02-17T00:00:00Z", "active", 200'000, 64'000},
    {"claude-haiku-4-5", "Claude Haiku 4.5", "haiku", "2025-10-15T00:00:00Z", "deprecated", 200'000, 64'000},
    {"claude-opus-4-5", "Claude Opus 4.5", "opus", "2025-11-24T00:00:00Z", "deprecated", 200'000, 32'000},
    {"claude-sonnet-4-5", "Claude Sonnet 4.5", "sonnet", "2025-09-29T00:00:00Z", "retired", 200'000, 64'000},
};

Json supported(bool yes)
{
    return {{"supported", yes}};
}

Json bodyOf(const Model &model)
{
    const bool old = std::string_view(model.lifecycle) != "active";
    Json effort = supported(true);
    for (const char *level : {"low", "medium", "high", "max"})
        effort[level] = supported(true);
    effort["xhigh"] = supported(std::string_view(model.line) != "haiku");
    Json thinking = supported(true);
    thinking["types"] = {{"adaptive", supported(!old)}, {"between_tools", supported(!old)}, {"disabled", supported(true)}, {"enabled", supported(true)}};
    return {{"id", model.id},
            {"type", "model"},
            {"display_name", model.name},
            {"created_at", model.created},
            {"lifecycle", model.lifecycle},
            {"line", model.line},
            {"deprecated_at", old ? Json("2026-09-01T00:00:00Z") : Json()},
            {"retires_at", old ? Json("2027-01-15T00:00:00Z") : Json()},
            {"max_input_tokens", model.maxInput},
            {"max_tokens", model.maxOutput},
            {"capabilities",
             {{"batch", supported(true)}, {"citations", supported(true)}, {"code_execution", supported(true)}, {"effort", effort},
              {"image_input", supported(true)}, {"pdf_input", supported(true)}, {"structured_outputs", supported(true)}, {"thinking", thinking}}},
            {"allowed_fallback_models", nullptr}};
}

} // namespace

Reply listModels(Exchange &exchange)
{
    const Query &query = exchange.request.query;
    auto lifecycles = query.values("lifecycle[]");
    if (lifecycles.empty())
        lifecycles = {"active", "deprecated"};
    std::vector<Model> all;
    for (const Model &model : models) {
        if (std::find(lifecycles.begin(), lifecycles.end(), model.lifecycle) != lifecycles.end())
            all.push_back(model);
    }
    const auto at = [&](const std::string &id) {
        return std::find_if(all.begin(), all.end(), [&](const Model &model) { return id == model.id; });
    };
    int limit = 20;
    if (query.has("limit")) {
        limit = QByteArray::fromStdString(query.value("limit")).toInt();
        if (limit < 1 || limit > 1000)
            return failure(400, "limit: must be from 1 to 1000.");
    }
    auto begin = all.begin();
    auto end = all.end();
    if (query.has("after_id")) {
        begin = at(query.value("after_id"));
        if (begin == all.end())
            return failure(400, "after_id: is not the id of a model.");
        ++begin;
    } else if (query.has("before_id")) {
        end = at(query.value("before_id"));
        if (end == all.end())
            return failure(400, "before_id: is not the id of a model.");
        begin = end - begin > limit ? end - limit : begin;
    }
    const bool more = query.has("before_id") ? begin != all.begin() : end - begin > limit;
    end = end - begin > limit ? begin + limit : end;
    Json data = Json::array();
    std::transform(begin, end, std::back_inserter(data), bodyOf);
    return Reply::json({{"data", data},
                        {"has_more", more},
                        {"first_id", data.empty() ? Json() : data.front().at("id")},
                        {"last_id", data.empty() ? Json() : data.back().at("id")}});
}

Reply fetchModel(Exchange &exchange)
{
    for (const Model &model : models) {
        if (exchange.id() == model.id)
            return Reply::json(bodyOf(model));
    }
    return notFound("Model", exchange.id());
}

} // namespace demo::managed
