#include "demo/managed/eventshape.h"
#include "demo/managed/paging.h"
#include "demo/managed/routes.h"
#include "demo/managed/sessionshape.h"
#include "demo/managed/toolshape.h"
#include "demo/seed.h"

namespace demo::managed {

namespace {

using Need = Fields::Need;

//! Finds the agent and version that a session is asked for, applies overrides. A reply is a refusal.
std::optional<Reply> chooseAgent(Exchange &exchange, Fields &fields, NewSession *session)
{
    const Json &sent = fields.at("agent");
    const std::string type = sent.is_string() ? "agent" : sent.is_object() ? sent.value("type", std::string()) : std::string();
    if (type != "agent" && type != "agent_with_overrides")
        return failure(400, "agent: should be an agent id, or an object of type 'agent' or 'agent_with_overrides'.");
    const std::string id = sent.is_string() ? sent.get<std::string>() : sent.value("id", std::string());
    const auto agent = exchange.tables.find("agent", id);
    if (!agent)
        return notFound("Agent", id);
    if (agent->archived)
        return failure(400, "Agent " + id + " is archived and cannot start sessions.");
    session->agent = *agent;
    session->agentBody = agent->body;
    const Json version = sent.is_object() ? sent.value("version", Json()) : Json();
    if (version.is_number_integer()) {
        const auto body = exchange.tables.version(id, version.get<int>());
        if (!body)
            return failure(404, "Agent " + id + " has no version " + version.dump() + ".");
        session->agentBody = *body;
    }
    if (type != "agent_with_overrides")
        return std::nullopt;
    Fields over(sent, "agent.");
    over.allow({"type", "id", "version", "model", "system", "tools", "mcp_servers", "skills"});
    if (over.has("model"))
        session->agentBody["model"] = shapedModel(over, over.at("model"), nullptr);
    if (over.has("system")) {
        const auto system = over.text("system", Need::Optional, 0, 100'000);
        session->agentBody["system"] = system && !system->empty() ? Json(*system) : Json();
    }
    if (over.has("tools"))
        session->agentBody["tools"] = shapedTools(over, over.at("tools"));
    if (over.has("mcp_servers"))
        session->agentBody["mcp_servers"] = shapedServers(over, over.at("mcp_servers"));
    if (over.has("skills"))
        session->agentBody["skills"] = shapedSkills(over, over.at("skills"));
    fields.refuseAs(over);
    return std::nullopt;
}

std::optional<Reply> checkEnvironment(Exchange &exchange, const std::string &id)
{
    const auto environment = exchange.tables.find("environment", id);
    if (!environment)
        return notFound("Environment", id);
    if (environment->archived)
        return failure(400, "Environment " + id + " is archived and cannot start sessions.", "environment_archived");
    return std::nullopt;
}

std::optional<Reply> checkVaults(Exchange &exchange, const Json &vaults)
{
    for (const Json &vault : vaults) {
        const std::string id = vault.is_string() ? vault.get<std::string>() : std::string();
        const auto row = exchange.tables.find("vault", id);
        if (!row)
            return notFound("Vault", id);
        if (row->archived)
            return failure(400, "Vault " + id + " is archived.");
    }
    return std::nullopt;
}

std::optional<Reply> busy(const Row &session, const char *verb)
{
    if (session.status == "running" || session.status == "rescheduling")
        return failure(400, std::string("A session that is ") + session.status + " cannot be " + verb + "; interrupt it first.");
    return std::nullopt;
}

//! The session's own tools and servers, replaced. Members that changed go into `event`.
void updateAgentPart(Fields &fields, Row *session, Json *event)
{
    const Json *sent = fields.object("agent", Need::Optional);
    if (!sent)
        return;
    Fields part(*sent, "agent.");
    part.allow({"tools", "mcp_servers"});
    if (session->status == "running")
        part.refuse("agent: cannot be changed while the session is running.");
    Json &agent = session->body["agent"];
    const Json before = agent;
    if (part.has("tools"))
        agent["tools"] = shapedTools(part, part.at("tools"));
    if (part.has("mcp_servers"))
        agent["mcp_servers"] = shapedServers(part, part.at("mcp_servers"));
    if (part.ok())
        matchServers(part, agent["tools"], agent["mcp_servers"]);
    if (agent != before)
        (*event)["agent"] = agent;
    fields.refuseAs(part);
}

void updateBudget(Fields &fields, Row *session, Json *event)
{
    if (!fields.has("budget"))
        return;
    const Json &stored = session->body.at("budget");
    const Json budget = shapedBudget(fields, fields.at("budget"));
    if (session->status == "terminated")
        fields.refuse("budget: cannot be changed once the session is terminated.");
    if (stored.is_null() && !budget.is_null())
        fields.refuse("budget: can only be given when the session is created (budget_create_only).");
    if (!fields.ok() || budget == stored)
        return;
    if (!budget.is_null()) {
        const auto amount = QByteArray::fromStdString(budget.at("max_list_cost").at("amount").get<std::string>()).toLongLong();
        if (amount <= listCents(Notes::of(*session)))
            fields.refuse("budget.max_list_cost: must be above what was used already (budget_not_raised).");
    }
    session->body["budget"] = budget;
    (*event)["budget"] = budget;
}

} // namespace

Reply createSession(Exchange &exchange)
{
    Fields fields(exchange.body);
    fields.allow({"agent", "environment_id", "title", "metadata", "initial_events", "resources", "vault_ids", "budget"});
    if (!fields.has("agent"))
        fields.refuse("agent: Field required.");
    const auto environment = fields.text("environment_id", Need::Required, 1, 256);
    const auto title = fields.text("title", Need::Optional, 0, 1000);
    NewSession session;
    session.metadata = newMetadata(fields);
    session.budget = shapedBudget(fields, fields.at("budget"));
    session.resources = shapedResources(fields, fields.at("resources"), toTime(nowMs()));
    if (const Json *vaults = fields.array("vault_ids", Need::Optional, 50))
        session.vaults = *vaults;
    const Json *events = fields.array("initial_events", Need::Optional, 50);
    if (!fields.ok())
        return fields.reply();
    session.title = title ? Json(*title) : Json();
    session.environment = *environment;
    if (auto refused = chooseAgent(exchange, fields, &session))
        return *refused;
    if (!fields.ok())
        return fields.reply();
    if (auto refused = checkEnvironment(exchange, *environment))
        return *refused;
    if (auto refused = checkVaults(exchange, session.vaults))
        return *refused;
    Row row = sessionRow(exchange.tables, session, nowMs());
    exchange.tables.insert(row);
    if (events && !events->empty()) {
        if (auto refused = storeEvents(exchange, &row, *events, true, nullptr))
            return *refused;
        // It starts working at once; the player takes over in a moment.
        row.status = "running";
        row.body["status"] = "running";
        exchange.tables.update(row);
        const qint64 now = nextStamp();
        exchange.journal.append(exchange.tables, row.id, {{"type", "session.status_running"}}, now, now);
    }
    return Reply::json(sessionBody(row));
}

Reply listSessions(Exchange &exchange)
{
    static const Json none = Json::object();
    Fields fields(none);
    const Query &query = exchange.request.query;
    const PageRequest page = pageRequest(fields, query, 20, 100, false, true);
    Selection selection;
    selection.kind = "session";
    selection.created = timeBounds(fields, query);
    selection.agent = query.value("agent_id");
    if (query.has("agent_version")) {
        if (selection.agent.empty())
            fields.refuse("agent_version: needs agent_id as well.");
        selection.version = QByteArray::fromStdString(query.value("agent_version")).toInt();
    }
    selection.statuses = query.values("statuses[]");
    for (const std::string &status : selection.statuses) {
        if (status != "idle" && status != "running" && status != "rescheduling" && status != "terminated")
            fields.refuse("statuses[]: Input should be one of 'idle', 'running', 'rescheduling', 'terminated'.");
    }
    selection.archived = query.value("include_archived") == "true" ? Selection::Archived::Any : Selection::Archived::No;
    if (!fields.ok())
        return fields.reply();
    if (selection.archived == Selection::Archived::Any)
        seedPastOnce(exchange.tables, exchange.journal);
    return Reply::json(listPage(exchange.tables, selection, page, sessionBody, true));
}

Reply fetchSession(Exchange &exchange)
{
    const auto row = exchange.tables.find("session", exchange.id());
    return row ? Reply::json(sessionBody(*row)) : notFound("Session", exchange.id());
}

Reply updateSession(Exchange &exchange)
{
    auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return notFound("Session", exchange.id());
    if (row->archived)
        return failure(400, "Session " + row->id + " is archived and cannot be changed.");
    Fields fields(exchange.body);
    if (fields.has("vault_ids"))
        fields.refuse("vault_ids: cannot be changed after the session was created.");
    fields.allow({"title", "metadata", "agent", "budget", "vault_ids"});
    Json event = {{"type", "session.updated"}};
    if (fields.has("title")) {
        const auto title = fields.text("title", Need::Optional, 0, 1000);
        const Json shaped = title ? Json(*title) : Json();
        if (shaped != row->body.at("title"))
            event["title"] = shaped;
        row->body["title"] = shaped;
        row->name = title.value_or("");
    }
    const Json metadata = patchedMetadata(fields, row->body.at("metadata"));
    if (metadata != row->body.at("metadata") && !metadata.empty())
        event["metadata"] = metadata; // absent when it was cleared (managed-agents.md §8.4)
    const bool metadataChanged = metadata != row->body.at("metadata");
    row->body["metadata"] = metadata;
    updateAgentPart(fields, &*row, &event);
    updateBudget(fields, &*row, &event);
    if (!fields.ok())
        return fields.reply();
    if (event.size() > 1 || metadataChanged) {
        const qint64 now = nextStamp();
        row->body["updated_at"] = toTime(now);
        exchange.tables.update(*row);
        exchange.journal.append(exchange.tables, row->id, event, now, now);
        exchange.wake.push_back(row->id); // a raised budget lets the queue go on
    }
    return Reply::json(sessionBody(*row));
}

Reply archiveSession(Exchange &exchange)
{
    auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return notFound("Session", exchange.id());
    if (auto refused = busy(*row, "archived"))
        return *refused;
    if (!row->archived) {
        const qint64 now = nextStamp();
        Notes notes = Notes::of(*row);
        notes.ended = notes.ended.value_or(now);
        notes.pending.clear();
        const bool wasEnded = row->status == "terminated";
        row->status = "terminated";
        refreshSession(&*row, notes, now);
        archiveRow(exchange.tables, &*row);
        if (!wasEnded)
            exchange.journal.append(exchange.tables, row->id, {{"type", "session.status_terminated"}}, now, now);
    }
    return Reply::json(sessionBody(*row));
}

Reply deleteSession(Exchange &exchange)
{
    const auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return notFound("Session", exchange.id());
    if (auto refused = busy(*row, "deleted"))
        return *refused;
    exchange.tables.remove(row->id);
    exchange.journal.endStreams(exchange.tables, row->id,
                                {{"id", newId("sevt_")}, {"type", "session.deleted"}, {"processed_at", toTime(nextStamp())}});
    return deleted(row->id, "session_deleted");
}

Reply listSessionResources(Exchange &exchange)
{
    const auto row = exchange.tables.find("session", exchange.id());
    if (!row)
        return notFound("Session", exchange.id());
    return Reply::json({{"data", row->body.at("resources")}, {"next_page", nullptr}});
}

} // namespace demo::managed
