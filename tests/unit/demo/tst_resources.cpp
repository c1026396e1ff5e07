#include "tests/support/testbase.h"
#include "tests/unit/demo/client.h"

#include <set>

using namespace test;

//! Agents, environments, vaults and models as Managed Agents has them.
class TestResources : public TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_workspace.reset(); }

    void agentIsReturnedWhole();
    void agentRefusals_data();
    void agentRefusals();
    void staleVersionIsAConflict();
    void agentUpdateRules();
    void modelObjectKeepsEffortAndClearsGeo();
    void versionsAreKept();
    void archivedAgentsAreReadOnly();
    void multiagentIsResolvedAndMerged();
    void pagesWalkAllRowsOnce_data();
    void pagesWalkAllRowsOnce();
    void pageRefusals();
    void timeFilters();
    void environmentRules();
    void vaultsKeepNoSecrets();
    void credentialRules();
    void modelsPageById();

private:
    Answer get(const std::string &path) { return m_workspace->client.get(path); }
    Answer post(const std::string &path, const Json &body = Json()) { return m_workspace->client.post(path, body); }
    std::unique_ptr<Workspace> m_workspace;
};

void TestResources::init()
{
    TestBase::init();
    demo::Options options;
    options.speed = 0;
    m_workspace = std::make_unique<Workspace>(options);
    QVERIFY(!m_workspace->agent.empty());
}

void TestResources::agentIsReturnedWhole()
{
    const Answer made = post("/v1/agents", {{"name", "Whole"},
                                            {"model", {{"id", "claude-opus-5-5"}, {"effort", "low"}}},
                                            {"system", "Be brief."},
                                            {"tools", Json::array({{{"type", "agent_toolset_20260401"},
                                                                    {"configs", Json::array({{{"name", "bash"}, {"permission_policy", {{"type", "always_ask"}}}}})}},
                                                                   {{"type", "mcp_toolset"}, {"mcp_server_name", "tracker"}},
                                                                   {{"type", "custom"}, {"name", "ring"}, {"description", "Rings."}, {"input_schema", {{"type", "object"}, {"zeta", 1}, {"alpha", 2}}}}})},
                                            {"mcp_servers", Json::array({{{"type", "url"}, {"name", "tracker"}, {"url", "https://mcp.example/mcp"}}})},
                                            {"skills", Json::array({{{"type", "anthropic"}, {"skill_id", "xlsx"}}})},
                                            {"metadata", {{"team", "desktop"}}}});
    QCOMPARE(made.status, 200);
    for (const char *key : {"id", "type", "name", "description", "system", "model", "tools", "mcp_servers", "skills", "multiagent", "execution_identity",
                            "metadata", "version", "created_at", "updated_at", "archived_at"})
        QVERIFY2(made.json.contains(key), key);
    QCOMPARE(made["version"].get<int>(), 1);
    QVERIFY(made["description"].is_null() && made["archived_at"].is_null() && made["multiagent"].is_null());
    QCOMPARE(made.text("model.effort.type"), std::string("low"));
    QCOMPARE(made.text("model.speed"), std::string("standard"));
    QCOMPARE(made.text("execution_identity.type"), std::string("service_account"));
    const Json &tools = made["tools"];
    QCOMPARE(tools[0]["default_config"]["permission_policy"]["type"].get<std::string>(), std::string("always_allow"));
    QCOMPARE(tools[0]["configs"][0]["type"].get<std::string>(), std::string("bash"));
    QVERIFY(tools[0]["configs"][0]["enabled"].get<bool>());
    QCOMPARE(tools[1]["default_config"]["permission_policy"]["type"].get<std::string>(), std::string("always_ask"));
    QVERIFY(!tools[1].contains("type") || !tools[1]["default_config"].contains("type"));
    // The order of a schema's members is the sender's.
    QCOMPARE(QByteArray::fromStdString(tools[2]["input_schema"].dump()), QByteArray("{\"type\":\"object\",\"zeta\":1,\"alpha\":2}"));
    QCOMPARE(made["skills"][0]["version"].get<std::string>(), std::string("1"));
    QCOMPARE(get("/v1/agents/" + made.text("id")).json, made.json);
}

void TestResources::agentRefusals_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QByteArray>("names");
    const auto row = [](const char *name, const Json &change, const char *names) {
        QTest::newRow(name) << QByteArray::fromStdString(change.dump()) << QByteArray(names);
    };
    row("no name", {{"name", nullptr}}, "name");
    row("empty name", {{"name", ""}}, "name");
    row("long name", {{"name", std::string(257, 'x')}}, "name");
    row("name of another type", {{"name", 7}}, "name");
    row("no model", {{"model", nullptr}}, "model");
    row("unknown effort", {{"model", {{"id", "m"}, {"effort", "huge"}}}}, "effort");
    row("unknown member", {{"nmae", "x"}}, "nmae");
    row("unknown tool", {{"tools", Json::array({{{"type", "shell"}}})}}, "tools");
    row("unknown built-in", {{"tools", Json::array({{{"type", "agent_toolset_20260401"}, {"configs", Json::array({{{"name", "fly"}}})}}})}}, "fly");
    row("bad custom name", {{"tools", Json::array({{{"type", "custom"}, {"name", "a b"}, {"description", ""}, {"input_schema", {{"type", "object"}}}}})}}, "name");
    row("server without a tool set", {{"mcp_servers", Json::array({{{"type", "url"}, {"name", "t"}, {"url", "https://t.example"}}})}}, "mcp_servers");
    row("tool set without a server", {{"tools", Json::array({{{"type", "mcp_toolset"}, {"mcp_server_name", "t"}}})}}, "mcp_server_name");
    row("metadata of another type", {{"metadata", {{"a", 1}}}}, "metadata");
    row("long metadata", {{"metadata", {{"a", std::string(513, 'x')}}}}, "metadata");
    row("roster of strangers", {{"multiagent", {{"type", "coordinator"}, {"agents", {"agent_nobody"}}}}}, "agent_nobody");
}

void TestResources::agentRefusals()
{
    QFETCH(QByteArray, change);
    QFETCH(QByteArray, names);
    Json body = {{"name", "A"}, {"model", "claude-opus-5-5"}};
    body.update(base::parseJson(change).value());
    const Answer answer = post("/v1/agents", body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.text("error.type"), std::string("invalid_request_error"));
    QVERIFY2(answer.text("error.message").find(names.toStdString()) != std::string::npos, answer.body.c_str());
}

void TestResources::staleVersionIsAConflict()
{
    const std::string path = "/v1/agents/" + m_workspace->agent;
    QCOMPARE(post(path, {{"version", 1}, {"name", "Second"}})["version"].get<int>(), 2);
    const Answer stale = post(path, {{"version", 1}, {"name", "Third"}});
    QCOMPARE(stale.status, 409);
    QCOMPARE(stale.text("error.type"), std::string("conflict_error"));
    QCOMPARE(get(path).text("name"), std::string("Second"));
    QCOMPARE(post(path, {{"name", "Without a version"}})["version"].get<int>(), 3);
    QCOMPARE(post(path, {{"version", 0}, {"name", "x"}}).status, 400);
    QCOMPARE(post("/v1/agents/agent_nobody", {{"name", "x"}}).status, 404);
}

void TestResources::agentUpdateRules()
{
    const std::string path = "/v1/agents/" + m_workspace->agent;
    post(path, {{"description", "d"}, {"system", "s"}, {"metadata", {{"a", "1"}, {"b", "2"}}}});
    const Answer patched = post(path, {{"metadata", {{"a", nullptr}, {"c", "3"}}}});
    QCOMPARE(patched["metadata"], Json({{"b", "2"}, {"c", "3"}}));
    QCOMPARE(patched.text("description"), std::string("d"));
    QVERIFY(post(path, {{"description", nullptr}})["description"].is_null());
    QVERIFY(post(path, {{"system", ""}})["system"].is_null());
    QVERIFY(post(path, {{"tools", nullptr}})["tools"].empty());
    // Nothing changes, so no new version.
    const int version = get(path)["version"].get<int>();
    QCOMPARE(post(path, {{"metadata", {{"b", "2"}}}})["version"].get<int>(), version);
    QCOMPARE(post(path, {{"name", nullptr}}).status, 400);
    QCOMPARE(post(path, {{"model", nullptr}}).status, 400);
}

void TestResources::modelObjectKeepsEffortAndClearsGeo()
{
    const std::string path = "/v1/agents/" + m_workspace->agent;
    post(path, {{"model", {{"id", "claude-opus-5-5"}, {"effort", {{"type", "max"}}}, {"speed", "fast"}, {"inference_geo", "eu"}}}});
    const Answer changed = post(path, {{"model", {{"id", "claude-opus-5"}}}});
    QCOMPARE(changed.text("model.effort.type"), std::string("max"));
    QCOMPARE(changed.text("model.speed"), std::string("standard"));
    QVERIFY(!changed["model"].contains("inference_geo"));
}

void TestResources::versionsAreKept()
{
    const std::string path = "/v1/agents/" + m_workspace->agent;
    post(path, {{"name", "Second"}});
    post(path, {{"name", "Third"}});
    QCOMPARE(get(path + "?version=1").text("name"), std::string("Test agent"));
    QCOMPARE(get(path + "?version=2").text("name"), std::string("Second"));
    QCOMPARE(get(path + "?version=4").status, 404);
    QCOMPARE(get(path + "?version=x").status, 400);
    const Answer first = get(path + "/versions?limit=2");
    QCOMPARE(first["data"].size(), std::size_t(2));
    QCOMPARE(first["data"][0]["version"].get<int>(), 3);
    const Answer second = get(path + "/versions?limit=2&page=" + first.text("next_page"));
    QCOMPARE(second["data"].size(), std::size_t(1));
    QVERIFY(second["next_page"].is_null());
}

void TestResources::archivedAgentsAreReadOnly()
{
    const std::string path = "/v1/agents/" + m_workspace->agent;
    const Answer archived = post(path + "/archive");
    QCOMPARE(archived.status, 200);
    QVERIFY(archived["archived_at"].is_string());
    QCOMPARE(post(path + "/archive")["archived_at"], archived["archived_at"]);
    QCOMPARE(post(path, {{"name", "x"}}).status, 400);
    QCOMPARE(post("/v1/sessions", {{"agent", m_workspace->agent}, {"environment_id", m_workspace->environment}}).status, 400);
    const auto lists = [&](const std::string &query) {
        for (const Json &agent : get("/v1/agents" + query)["data"]) {
            if (agent["id"] == m_workspace->agent)
                return true;
        }
        return false;
    };
    QVERIFY(!lists("?limit=100"));
    QVERIFY(lists("?limit=100&include_archived=true"));
}

void TestResources::multiagentIsResolvedAndMerged()
{
    const std::string other = m_workspace->agent;
    const Json roster = Json::array({other, {{"type", "self"}}});
    const Answer made = post("/v1/agents", {{"name", "Lead"}, {"model", "claude-opus-5-5"},
                                            {"multiagent", {{"type", "multiagent_20261001"}, {"subagents", {{"type", "enabled"}, {"predefined_agents", roster}}}}}});
    QCOMPARE(made.status, 200);
    const Json &multiagent = made["multiagent"];
    QCOMPARE(multiagent["advisor"]["type"].get<std::string>(), std::string("disabled"));
    QCOMPARE(multiagent["workflows"]["type"].get<std::string>(), std::string("enabled"));
    QCOMPARE(multiagent["subagents"]["predefined_agents"][0], Json({{"type", "agent"}, {"id", other}, {"version", 1}}));
    QCOMPARE(multiagent["subagents"]["predefined_agents"][1]["id"].get<std::string>(), made.text("id"));
    // Sent keys are merged, null means the default: workflows on.
    const std::string path = "/v1/agents/" + made.text("id");
    const Answer off = post(path, {{"multiagent", {{"type", "multiagent_20261001"}, {"workflows", {{"type", "disabled"}}}}}});
    QCOMPARE(off["multiagent"]["workflows"]["type"].get<std::string>(), std::string("disabled"));
    QCOMPARE(off["multiagent"]["subagents"]["predefined_agents"].size(), std::size_t(2));
    const Answer on = post(path, {{"multiagent", {{"type", "multiagent_20261001"}, {"workflows", nullptr}}}});
    QCOMPARE(on["multiagent"]["workflows"]["type"].get<std::string>(), std::string("enabled"));
    QVERIFY(post(path, {{"multiagent", nullptr}})["multiagent"].is_null());
    // In a session the references are whole definitions, without their own rosters.
    post(path, {{"multiagent", {{"type", "coordinator"}, {"agents", Json::array({other})}}}});
    const Answer session = post("/v1/sessions", {{"agent", made.text("id")}, {"environment_id", m_workspace->environment}});
    QCOMPARE(session.text("agent.multiagent.type"), std::string("coordinator"));
    const Json definition = session["agent"]["multiagent"]["agents"][0];
    QCOMPARE(definition["name"].get<std::string>(), std::string("Test agent"));
    QVERIFY(!definition.contains("multiagent") && !definition.contains("metadata"));
}

void TestResources::pagesWalkAllRowsOnce_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("smallestPage");
    QTest::newRow("agents") << "/v1/agents?include_archived=true" << 9 << 1;
    QTest::newRow("environments") << "/v1/environments?include_archived=true" << 4 << 1;
    QTest::newRow("sessions") << "/v1/sessions?order=desc" << 14 << 1;
    QTest::newRow("sessions, archived ones too") << "/v1/sessions?include_archived=true" << 100 << 40;
    QTest::newRow("sessions, oldest first") << "/v1/sessions?include_archived=true&order=asc" << 100 << 40;
    QTest::newRow("vaults") << "/v1/vaults?include_archived=true" << 1 << 1;
}

void TestResources::pagesWalkAllRowsOnce()
{
    QFETCH(QString, path);
    QFETCH(int, least);
    QFETCH(int, smallestPage);
    for (const int limit : {1, 2, 3, 7, 47, 100}) {
        if (limit < smallestPage)
            continue;
        std::vector<std::string> walked;
        std::string page;
        do {
            const Answer answer = get(path.toStdString() + "&limit=" + std::to_string(limit) + (page.empty() ? "" : "&page=" + page));
            QCOMPARE(answer.status, 200);
            QVERIFY(answer["data"].size() <= std::size_t(limit));
            for (const Json &row : answer["data"])
                walked.push_back(row["id"].get<std::string>());
            page = answer.text("next_page");
            QVERIFY(walked.size() < 1000);
        } while (!page.empty());
        QVERIFY(int(walked.size()) >= least);
        QCOMPARE(std::set<std::string>(walked.begin(), walked.end()).size(), walked.size());
        std::vector<std::string> whole;
        const Answer all = get(path.toStdString() + "&limit=100");
        for (const Json &row : all["data"])
            whole.push_back(row["id"].get<std::string>());
        QVERIFY(walked.size() >= whole.size() && std::equal(whole.begin(), whole.end(), walked.begin())); // a page has no more than a hundred
    }
}

void TestResources::pageRefusals()
{
    QCOMPARE(get("/v1/agents?limit=0").status, 400);
    QCOMPARE(get("/v1/agents?limit=-1").status, 400);
    QCOMPARE(get("/v1/agents?limit=abc").status, 400);
    QCOMPARE(get("/v1/agents?limit=101").status, 400);
    QCOMPARE(get("/v1/agents?page=rubbish").status, 400);
    QCOMPARE(get("/v1/sessions?order=up").status, 400);
    const std::string cursor = get("/v1/sessions?limit=2").text("next_page");
    QCOMPARE(get("/v1/sessions?limit=2&page=" + cursor).status, 200);
    QCOMPARE(get("/v1/sessions?limit=2&order=asc&page=" + cursor).status, 400); // the cursor remembers its order
}

void TestResources::timeFilters()
{
    const Answer all = get("/v1/agents?limit=100");
    const std::string middle = all["data"][3]["created_at"].get<std::string>();
    const auto count = [&](const std::string &filter) { return get("/v1/agents?limit=100&" + filter)["data"].size(); };
    QCOMPARE(count("created_at%5Bgte%5D=" + middle), std::size_t(4));
    QCOMPARE(count("created_at%5Blte%5D=" + middle), all["data"].size() - 3);
    QCOMPARE(get("/v1/agents?created_at%5Bgte%5D=yesterday").status, 400);
    // A time zone other than UTC, its plus sign encoded.
    QCOMPARE(count("created_at%5Bgte%5D=2001-01-01T00%3A00%3A00%2B02%3A00"), all["data"].size());
}

void TestResources::environmentRules()
{
    const Answer taken = post("/v1/environments", {{"name", "test environment"}});
    QCOMPARE(taken.status, 409);
    QCOMPARE(taken.text("error.type"), std::string("conflict_error"));
    const std::string path = "/v1/environments/" + m_workspace->environment;
    const Answer usual = get(path);
    QCOMPARE(usual.text("config.networking.type"), std::string("unrestricted"));
    for (const char *ecosystem : {"apt", "cargo", "gem", "go", "npm", "pip"})
        QVERIFY(usual["config"]["packages"][ecosystem].is_array());
    // Sub-fields that are not sent stay.
    QCOMPARE(post(path, {{"config", {{"packages", {{"pip", {"rich"}}}}}}})["config"]["packages"]["pip"][0].get<std::string>(), std::string("rich"));
    const Answer limited = post(path, {{"config", {{"networking", {{"type", "limited"}, {"allow_package_managers", true}}}}}});
    QCOMPARE(limited["config"]["packages"]["pip"].size(), std::size_t(1));
    QCOMPARE(limited["config"]["networking"]["allow_mcp_servers"].get<bool>(), false);
    QCOMPARE(post(path, {{"config", {{"networking", {{"type", "limited"}, {"allow_package_managers", false}}}}}}).status, 400);
    const Answer type = post(path, {{"config", {{"type", "self_hosted"}}}});
    QCOMPARE(type.status, 400);
    QCOMPARE(type.text("error.details.error_code"), std::string("invalid_config_type_change"));
    QCOMPARE(post(path, {{"description", ""}}).text("description"), std::string());
    QVERIFY(post(path, {{"description", nullptr}})["description"].is_null());
    post(path, {{"metadata", {{"a", "1"}, {"b", "2"}}}});
    QCOMPARE(post(path, {{"metadata", {{"a", ""}, {"b", nullptr}, {"c", "3"}}}})["metadata"], Json({{"c", "3"}}));
    QCOMPARE(post(path, {{"scope", "account"}}).status, 400);

    post(path + "/archive");
    const Answer archived = post(path, {{"description", "x"}});
    QCOMPARE(archived.status, 400);
    QCOMPARE(archived.text("error.details.error_code"), std::string("environment_archived"));
    QCOMPARE(post("/v1/sessions", {{"agent", m_workspace->agent}, {"environment_id", m_workspace->environment}}).status, 400);
    const Answer removed = m_workspace->client.remove(path);
    QCOMPARE(removed.text("type"), std::string("environment_deleted"));
    QCOMPARE(get(path).status, 404);
    QCOMPARE(m_workspace->client.remove(path).status, 404);
}

void TestResources::vaultsKeepNoSecrets()
{
    const std::string vault = post("/v1/vaults", {{"display_name", "V"}}).text("id");
    const std::string path = "/v1/vaults/" + vault + "/credentials";
    const Answer bearer = post(path, {{"auth", {{"type", "static_bearer"}, {"mcp_server_url", "https://a.example"}, {"token", "SECRET-1"}}}});
    const Answer oauth = post(path, {{"auth",
                                      {{"type", "mcp_oauth"},
                                       {"mcp_server_url", "https://b.example"},
                                       {"access_token", "SECRET-2"},
                                       {"refresh",
                                        {{"client_id", "c"},
                                         {"token_endpoint", "https://b.example/token"},
                                         {"refresh_token", "SECRET-3"},
                                         {"token_endpoint_auth", {{"type", "client_secret_post"}, {"client_secret", "SECRET-4"}}}}}}}});
    const Answer variable = post(path, {{"auth", {{"type", "environment_variable"}, {"secret_name", "KEY"}, {"secret_value", "SECRET-5"}, {"networking", {{"type", "unrestricted"}}}}}});
    for (const Answer &answer : {bearer, oauth, variable, get(path), get(path + "/" + oauth.text("id")),
                                 post(path + "/" + bearer.text("id"), {{"auth", {{"type", "static_bearer"}, {"token", "SECRET-6"}}}})}) {
        QCOMPARE(answer.status, 200);
        QVERIFY2(answer.body.find("SECRET") == std::string::npos, answer.body.c_str());
    }
    QCOMPARE(oauth.text("auth.refresh.token_endpoint_auth.type"), std::string("client_secret_post"));
    QVERIFY(variable["auth"]["injection_location"]["header"].get<bool>());
    const Answer checked = post(path + "/" + oauth.text("id") + "/mcp_oauth_validate");
    QCOMPARE(checked.text("status"), std::string("unknown"));
    QVERIFY(checked["has_refresh_token"].get<bool>());
}

void TestResources::credentialRules()
{
    const std::string vault = post("/v1/vaults", {{"display_name", "V"}, {"metadata", {{"a", "1"}}}}).text("id");
    const std::string path = "/v1/vaults/" + vault + "/credentials";
    const Json auth = {{"type", "static_bearer"}, {"mcp_server_url", "https://a.example"}, {"token", "t"}};
    const std::string first = post(path, {{"auth", auth}}).text("id");
    QCOMPARE(post(path, {{"auth", auth}}).status, 409);
    QCOMPARE(post(path, {{"auth", {{"type", "static_bearer"}, {"mcp_server_url", "https://b.example"}}}}).status, 400);
    QCOMPARE(post(path + "/" + first, {{"auth", {{"type", "mcp_oauth"}}}}).status, 400);
    QCOMPARE(post(path + "/" + first, {{"display_name", "N"}}).text("display_name"), std::string("N"));
    QCOMPARE(get("/v1/vaults/vlt_nobody/credentials/" + first).status, 404);
    QVERIFY(post(path + "/" + first + "/archive")["archived_at"].is_string());
    QCOMPARE(post(path, {{"auth", auth}}).status, 200); // archiving frees its key
    QCOMPARE(m_workspace->client.remove(path + "/" + first).text("type"), std::string("vault_credential_deleted"));
    QCOMPARE(m_workspace->client.remove("/v1/vaults/" + vault).text("type"), std::string("vault_deleted"));
    QCOMPARE(get(path).status, 404);
}

void TestResources::modelsPageById()
{
    const Answer all = get("/v1/models?limit=1000");
    QVERIFY(!all["has_more"].get<bool>());
    std::vector<std::string> walked;
    std::string after;
    while (true) {
        const Answer page = get("/v1/models?limit=2" + (after.empty() ? "" : "&after_id=" + after));
        for (const Json &model : page["data"])
            walked.push_back(model["id"].get<std::string>());
        after = page.text("last_id");
        if (!page["has_more"].get<bool>())
            break;
        QVERIFY(walked.size() < 100);
    }
    QCOMPARE(walked.size(), all["data"].size());
    const Answer before = get("/v1/models?limit=2&before_id=" + walked.at(3));
    QCOMPARE(before.text("first_id"), walked.at(1));
    QCOMPARE(before.text("last_id"), walked.at(2));
    QVERIFY(before["has_more"].get<bool>());
    QCOMPARE(get("/v1/models/" + walked.front()).text("type"), std::string("model"));
    QCOMPARE(get("/v1/models/nobody").status, 404);
    QCOMPARE(get("/v1/models?lifecycle%5B%5D=retired")["data"].size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
