#include "demo/seed.h"

#include "demo/managed/routes.h"
#include "demo/managed/sessionshape.h"
#include "demo/managed/voice.h"
#include "demo/openma/routes.h"
#include "demo/openma/voice.h"
#include "demo/past.h"

namespace demo {

namespace {

constexpr qint64 hour = 3'600'000;
constexpr int slowness = 6; // real models and tools take longer than somebody who tries a demo would wait

//! Furnishes one wire's database, through the same handlers that clients use.
class Furnisher
{
public:
    //! `store` may be null for furnishPast().
    Furnisher(Tables &tables, Store *store, Journal &journal) : m_tables(tables), m_store(store), m_journal(journal), m_now(nowMs()) {}

    void furnish()
    {
        for (const Json &agent : seedAgents())
            m_agents.push_back(made("agent", agent, isManaged() ? managed::createAgent : openma::createAgent));
        for (const Json &environment : seedEnvironments())
            m_environments.push_back(made("environment", environment, isManaged() ? managed::createEnvironment : openma::createEnvironment));
        for (const SeedVault &vault : seedVaults(isManaged(), m_now))
            m_vaults.push_back(makeVault(vault));
        for (const Story &story : seedStories())
            tell(story);
    }

    //! Archived, and without their events: those are written when somebody asks for them.
    void furnishPast()
    {
        const auto past = pastSessions(m_now);
        for (std::size_t i = 0; i < past.size(); ++i)
            makePast(past[i], int(i));
    }

private:
    bool isManaged() const { return m_journal.wire() == Wire::ManagedAgents; }

    Reply post(Handler handler, const Json &body, std::vector<std::string> ids = {})
    {
        static const Request request{};
        Exchange exchange{request, body, std::move(ids), m_tables, m_journal, {}};
        return handler(exchange);
    }

    //! Creates by a handler, then moves the row into the past. Its id.
    std::string made(const char *kind, Json body, Handler create)
    {
        const Json seed = body.value("seed", Json::object());
        body.erase("seed");
        const auto reply = base::parseJson(post(create, body).body);
        const std::string id = reply ? reply->value("id", std::string()) : std::string();
        Q_ASSERT_X(!id.empty(), "demo seed", body.value("name", std::string()).c_str());
        const qint64 created = m_now - seed.value("days_ago", 1) * 24 * hour;
        age(kind, id, created, created);
        for (const Json &later : seed.value("later", Json::array())) {
            post(isManaged() ? managed::updateAgent : openma::updateAgent, later, {id});
            age(kind, id, created, created + 5 * 24 * hour);
        }
        if (seed.value("archived", false)) {
            auto row = m_tables.find(kind, id);
            row->archived = created + 30 * 24 * hour;
            row->body["archived_at"] = toTime(*row->archived);
            m_tables.update(*row);
        }
        return id;
    }

    void age(const char *kind, const std::string &id, qint64 created, qint64 updated)
    {
        auto row = m_tables.find(kind, id);
        row->created = created;
        row->body["created_at"] = toTime(created);
        if (row->body.contains("updated_at"))
            row->body["updated_at"] = toTime(updated);
        m_tables.update(*row);
        if (isManaged() && row->version > 0)
            m_tables.putVersion(id, row->version, row->body);
    }

    //! Row of an agent or environment that was seeded; nothing when somebody has removed it.
    std::optional<Row> seeded(const char *kind, const std::vector<Json> &from, int index)
    {
        return m_tables.findByName(kind, from.at(std::size_t(index)).at("name").get<std::string>());
    }

    void makePast(const PastSession &past, int place)
    {
        static const std::vector<Json> agents = seedAgents();
        static const std::vector<Json> environments = seedEnvironments();
        const auto agent = seeded("agent", agents, past.agent);
        const auto environment = seeded("environment", environments, past.environment);
        if (!agent || !environment)
            return;
        Story story{past.title, past.agent, past.environment, 0, {}};
        m_agents.assign(std::size_t(past.agent) + 1, agent->id);
        m_environments.assign(std::size_t(past.environment) + 1, environment->id);
        auto row = m_tables.find("session", makeSession(story, past.begin()));
        Notes notes = Notes::of(*row);
        const Json *model = base::findPath(row->body, "agent.model.id");
        notePast(past, model ? model->get<std::string>() : std::string(), notes);
        notes.past = {m_now, place};
        row->archived = past.end() + hour;
        if (isManaged()) {
            row->status = "terminated";
            row->body["metadata"]["team"] = past.team;
            refreshSession(&*row, notes, past.end() + hour);
            row->body["updated_at"] = toTime(past.end());
        } else {
            notes.save(&*row);
        }
        row->body["archived_at"] = toTime(*row->archived);
        m_tables.update(*row);
    }

    std::string makeVault(const SeedVault &from)
    {
        const std::string vault = made("vault", {{isManaged() ? "display_name" : "name", from.name}, {"seed", {{"days_ago", from.daysAgo}}}},
                                       isManaged() ? managed::createVault : openma::createVault);
        for (const SeedCredential &one : from.credentials) {
            const auto reply =
                base::parseJson(post(isManaged() ? managed::createCredential : openma::createCredential, {{"display_name", one.name}, {"auth", one.auth}}, {vault}).body);
            const std::string id = reply ? reply->value("id", std::string()) : std::string();
            Q_ASSERT_X(!id.empty(), "demo seed", one.name);
            const qint64 created = m_now - one.daysAgo * 24 * hour;
            age("credential", id, created, created);
            if (one.archived)
                post(isManaged() ? managed::archiveCredential : openma::archiveCredential, nullptr, {vault, id});
        }
        return vault;
    }

    std::string makeSession(const Story &story, qint64 created)
    {
        const std::string &agent = m_agents.at(std::size_t(story.agent));
        const std::string &environment = m_environments.at(std::size_t(story.environment));
        if (!isManaged()) {
            Json body = {{"agent", agent}, {"environment_id", environment}};
            if (story.title)
                body["title"] = story.title;
            const auto reply = base::parseJson(post(openma::createSession, body).body);
            const std::string id = reply.value().at("id").get<std::string>();
            age("session", id, created, created);
            return id;
        }
        managed::NewSession session;
        session.agent = *m_tables.find("agent", agent);
        session.agentBody = session.agent.body;
        session.environment = environment;
        session.title = story.title ? Json(story.title) : Json();
        session.vaults = story.agent == 0 && !m_vaults.empty() ? Json::array({m_vaults.front()}) : Json::array();
        if (story.budget)
            session.budget = {{"type", "limit"}, {"max_list_cost", {{"amount", story.budget}, {"currency", "USD"}}}};
        const Row row = managed::sessionRow(m_tables, session, created);
        m_tables.insert(row);
        return row.id;
    }

    void tell(const Story &story)
    {
        qint64 time = m_now - qint64(story.hoursAgo * double(hour));
        const std::string id = makeSession(story, time);
        Stage stage(*m_store, m_journal, id, [&time] { return ++time; });
        stage.change([&](Stage::Change &change) { change.notes.fresh += story.material; });
        for (const Exchanged &exchanged : story.turns) {
            time += 20'000 + 400 * exchanged.user.size(); // people think and type
            begin(stage, exchanged.user);
            stage.startedAt = time;
            const auto row = m_tables.find("session", id);
            const Beats beats = isManaged() ? managed::Voice(*row).perform(exchanged.scene) : openma::Voice(*row).perform(exchanged.scene);
            for (const Beat &beat : beats) {
                if (beat.endless && isManaged())
                    break; // it goes on when the server starts
                time += beat.pause.count() * slowness;
                beat.play(stage);
            }
        }
        if (story.archived)
            archive(id, time + hour);
    }

    void begin(Stage &stage, const QByteArray &text)
    {
        stage.change([&](Stage::Change &change) {
            const Json event = {{"type", "user.message"}, {"content", Json::array({{{"type", "text"}, {"text", text.toStdString()}}})}};
            if (isManaged()) {
                change.session.status = "running";
                refreshSession(&change.session, change.notes, change.clock());
                change.commit({{"type", "session.status_running"}});
                change.notes.lastCue = text.toStdString();
                change.notes.fresh += tokensOf(text.size());
            }
            change.commit(event);
        });
    }

    void archive(const std::string &id, qint64 at)
    {
        auto row = m_tables.find("session", id);
        if (isManaged()) {
            Notes notes = Notes::of(*row);
            notes.ended = at;
            row->status = "terminated";
            refreshSession(&*row, notes, at);
            m_journal.append(m_tables, id, {{"type", "session.status_terminated"}}, at, at);
        }
        row->archived = at;
        row->body["archived_at"] = toTime(at);
        m_tables.update(*row);
    }

    Tables &m_tables;
    Store *m_store;
    Journal &m_journal;
    const qint64 m_now;
    std::vector<std::string> m_agents;
    std::vector<std::string> m_environments;
    std::vector<std::string> m_vaults;
};

} // namespace

void seedOnce(Tables &tables, Store &store, Journal &journal)
{
    if (tables.meta("seeded") == "yes")
        return;
    Furnisher(tables, &store, journal).furnish();
    tables.setMeta("seeded", "yes");
}

void seedPastOnce(Tables &tables, Journal &journal)
{
    if (tables.meta("seeded past") == "yes")
        return;
    Furnisher(tables, nullptr, journal).furnishPast();
    tables.setMeta("seeded past", "yes");
}

} // namespace demo
