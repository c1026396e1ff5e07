#include "demo/managed/paging.h"
#include "demo/managed/routes.h"

#include <algorithm>

namespace demo::managed {

namespace {

constexpr std::size_t longestName = 255;

bool isForbidden(char c)
{
    return std::string_view("<>:\"|?*\\/").find(c) != std::string_view::npos || (static_cast<unsigned char>(c) < 32);
}

} // namespace

// What a file says of itself is kept, the file is not: nothing ever reads it here, and it is the user's (managed-agents.md §15.1).
Reply createFile(Exchange &exchange)
{
    const auto &upload = exchange.request.upload;
    if (!upload)
        return failure(400, "file: Field required.");
    if (upload->name.empty() || upload->name.size() > longestName || std::any_of(upload->name.begin(), upload->name.end(), isForbidden))
        return failure(400, "file: the name must have 1 to 255 characters, and none of <>:\"|?*\\/ in it.");
    if (upload->bytes.isEmpty())
        return failure(400, "file: must not be empty.");
    Row row;
    row.kind = "file";
    row.id = newId("file_");
    row.created = nowMs();
    row.name = upload->name;
    row.body = {{"id", row.id}, {"type", "file"}, {"filename", upload->name},
                {"mime_type", upload->type.empty() ? std::string("application/octet-stream") : upload->type},
                {"size_bytes", upload->bytes.size()}, {"created_at", toTime(row.created)}, {"downloadable", false}, {"expires_at", nullptr}};
    exchange.tables.insert(row);
    return Reply::json(row.body);
}

Reply listFiles(Exchange &exchange)
{
    static const Json none = Json::object();
    Fields fields(none);
    const PageRequest page = pageRequest(fields, exchange.request.query, 20, 1000, false, false);
    if (!fields.ok())
        return fields.reply();
    Selection selection;
    selection.kind = "file";
    return Reply::json(listPage(exchange.tables, selection, page, bodyOf, false));
}

Reply fetchFile(Exchange &exchange)
{
    const auto row = exchange.tables.find("file", exchange.id());
    return row ? Reply::json(row->body) : notFound("File", exchange.id());
}

Reply deleteFile(Exchange &exchange)
{
    if (!exchange.tables.find("file", exchange.id()))
        return notFound("File", exchange.id());
    exchange.tables.remove(exchange.id());
    return deleted(exchange.id(), "file_deleted");
}

std::string missingFile(Tables &tables, const Json &content)
{
    if (!content.is_array())
        return {};
    for (const Json &block : content) {
        const Json source = block.is_object() ? block.value("source", Json()) : Json();
        if (!source.is_object() || source.value("type", std::string()) != "file")
            continue;
        const std::string id = source.value("file_id", std::string());
        if (!tables.find("file", id))
            return id.empty() ? "file_id" : id;
    }
    return {};
}

} // namespace demo::managed
