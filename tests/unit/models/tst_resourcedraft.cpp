#include "models/resourcedraft.h"
#include "tests/support/fakeclient.h"
#include "tests/support/testbase.h"

using api::Clearing;
using api::FieldKind;
using base::Error;
using base::Json;
using base::Record;
using models::ResourceDraft;
using FieldState = ResourceDraft::FieldState;
using Kind = ResourceDraft::Problem::Kind;
using Side = ResourceDraft::Side;
using State = ResourceDraft::State;
using test::take;

namespace {

Json fixtureJson(const char *name)
{
    return *base::parseJson(test::fixture(QStringLiteral("models/") + QLatin1String(name)));
}

api::ResourceDescriptor agents()
{
    api::ResourceDescriptor resource;
    resource.id = "agents";
    resource.verbs = {api::Verb::Create, api::Verb::Update, api::Verb::Fetch};
    resource.precondition = api::Precondition::BodyVersion;
    resource.fields = {
        {.path = "name", .required = true, .clearing = Clearing::NotClearable, .maxLength = 12},
        {.path = "model.id", .kind = FieldKind::Model, .required = true, .initial = QStringLiteral("opus"), .sentWhole = "model"},
        {.path = "model.effort.type", .kind = FieldKind::Choice, .sentWhole = "model"},
        {.path = "description"},
        {.path = "system", .kind = FieldKind::Text, .clearing = Clearing::EmptyString},
        {.path = "tools", .kind = FieldKind::AgentTools, .clearing = Clearing::EmptyArray},
        {.path = "multiagent", .kind = FieldKind::Json},
        {.path = "network.type", .kind = FieldKind::Choice},
        {.path = "network.hosts", .kind = FieldKind::Lines, .shownWhenPath = "network.type", .shownWhenWords = {QStringLiteral("limited")}},
        {.path = "environment_id", .kind = FieldKind::Reference, .onEdit = false},
        {.path = "first_message", .kind = FieldKind::FirstMessage, .onEdit = false},
        {.path = "metadata", .kind = FieldKind::Metadata},
    };
    return resource;
}

} // namespace

class TestResourceDraft : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_draft.reset(); }

    void createsFromInitialValuesAndFields();
    void createsOnce();
    void knowsUntouchedClearedAndValue();
    void clearsAsTheDescriptorSpellsIt();
    void sendsWholeWhatTheServerReplacesWhole();
    void patchesMetadataKeyByKey();
    void anEditThatChangesNothingAsksNobody();
    void replacingCarriesTheRest();
    void leavesOutWhatIsSwitchedOff();
    void namesProblems();

    void rawTextTravelsAsTyped();
    void rawTextThatCannotBeReadIsKept();
    void rawTextCannotChangeWhatIsFixed();
    void fieldsAndRawTextShowTheSame();
    void jsonFieldsTravelAsTyped();
    void firstMessagesAreSpelledByTheBackEnd();

    void mergesChangesOfDifferentFields();
    void asksWhenBothChangedTheSameField();
    void mergesMetadataByKey();
    void keepsMyValuesWhenTheConflictIsLeft();
    void aNameThatIsTakenIsAnError();
    void doesNotMergeForEver();
    void anUnknownOutcomeIsLookedUp();
    void aFailureKeepsEverything();

private:
    void edit() { m_draft = std::make_unique<ResourceDraft>(m_client.get(), agents(), Record(m_agent)); }
    Json body() const { return *base::parseJson(m_draft->body()); }
    //! The member of m_agent with another value and the next version, as somebody else saved it.
    Record savedByOther(const char *member, const Json &value) const
    {
        Json other = m_agent;
        other[member] = value;
        other["version"] = 4;
        return Record(other);
    }

    Json m_agent;
    std::unique_ptr<test::FakeClient> m_client;
    std::unique_ptr<ResourceDraft> m_draft;
};

void TestResourceDraft::init()
{
    TestBase::init();
    m_agent = fixtureJson("agent.json");
    m_client = std::make_unique<test::FakeClient>();
}

void TestResourceDraft::createsFromInitialValuesAndFields()
{
    m_draft = std::make_unique<ResourceDraft>(m_client.get(), agents());
    QVERIFY(!m_draft->isModified());
    QCOMPARE(m_draft->text("model.id"), QStringLiteral("opus"));
    m_draft->submit();
    QCOMPARE(m_draft->state(), State::Editing); // no name
    m_draft->setText("name", QStringLiteral("Helper"));
    m_draft->setText("network.type", QStringLiteral("limited"));
    m_draft->setText("network.hosts", QStringLiteral("a.example\n\n b.example "));
    m_draft->setText("environment_id", QStringLiteral("env_1"));
    m_draft->setValue("metadata", Json{{"team", "blue"}});
    QVERIFY(m_draft->isModified());
    QSignalSpy saved(m_draft.get(), &ResourceDraft::saved);
    m_draft->submit();
    QCOMPARE(m_draft->state(), State::Saving);
    auto asked = take(m_client->creates);
    QCOMPARE(asked.body, fixtureJson("agent-created.json"));
    QVERIFY(asked.text.isEmpty());
    asked.answer(Record(m_agent));
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(m_draft->state(), State::Saved);
}

void TestResourceDraft::createsOnce()
{
    m_draft = std::make_unique<ResourceDraft>(m_client.get(), agents());
    m_draft->setText("name", QStringLiteral("Helper"));
    m_draft->submit();
    m_draft->submit();
    m_draft->setText("name", QStringLiteral("ignored"));
    QCOMPARE(m_draft->text("name"), QStringLiteral("Helper"));
    take(m_client->creates).answer(Record(m_agent));
    QTRY_COMPARE(m_draft->state(), State::Saved);
    m_draft->submit();
    test::letThingsHappen();
    QVERIFY(m_client->creates.empty());
}

void TestResourceDraft::knowsUntouchedClearedAndValue()
{
    edit();
    QSignalSpy changed(m_draft.get(), &ResourceDraft::changed);
    QCOMPARE(m_draft->fieldState("description"), FieldState::Untouched);
    m_draft->setText("description", QStringLiteral("new"));
    QCOMPARE(m_draft->fieldState("description"), FieldState::Value);
    QCOMPARE(changed.size(), 1);
    m_draft->setText("description", QString());
    QCOMPARE(m_draft->fieldState("description"), FieldState::Cleared);
    m_draft->reset("description");
    QCOMPARE(m_draft->fieldState("description"), FieldState::Untouched);
    m_draft->setText("description", QStringLiteral("new"));
    m_draft->setText("description", QStringLiteral("Does things"));
    QCOMPARE(m_draft->fieldState("description"), FieldState::Untouched); // typed back
    m_draft->clear("multiagent");
    QCOMPARE(m_draft->fieldState("multiagent"), FieldState::Untouched); // was null
    QVERIFY(!m_draft->isModified());
    m_draft->setText("system", QString());
    m_draft->resetAll();
    QVERIFY(!m_draft->isModified());
    QVERIFY(!m_draft->hasChanges());
}

void TestResourceDraft::clearsAsTheDescriptorSpellsIt()
{
    edit();
    m_draft->clear("description");
    m_draft->clear("system");
    m_draft->clear("tools");
    QCOMPARE(body(), (Json{{"description", nullptr}, {"system", ""}, {"tools", Json::array()}, {"version", 3}}));
}

void TestResourceDraft::sendsWholeWhatTheServerReplacesWhole()
{
    edit();
    QCOMPARE(m_draft->text("model.id"), QStringLiteral("opus"));
    m_draft->setText("model.id", QStringLiteral("sonnet"));
    QCOMPARE(body()["model"], (Json{{"id", "sonnet"}, {"speed", "fast"}, {"effort", {{"type", "high"}}}}));
    m_draft->clear("model.effort.type");
    QCOMPARE(body()["model"], (Json{{"id", "sonnet"}, {"speed", "fast"}})); // no empty shell
}

void TestResourceDraft::patchesMetadataKeyByKey()
{
    edit();
    m_draft->setValue("metadata", Json{{"team", "green"}, {"new.key", "1"}, {"kept", "yes"}});
    QCOMPARE(body()["metadata"], (Json{{"team", "green"}, {"new.key", "1"}, {"gone", nullptr}}));
    m_draft->clear("metadata");
    QCOMPARE(body()["metadata"], (Json{{"team", nullptr}, {"kept", nullptr}, {"gone", nullptr}}));
}

void TestResourceDraft::anEditThatChangesNothingAsksNobody()
{
    edit();
    QSignalSpy saved(m_draft.get(), &ResourceDraft::saved);
    m_draft->submit();
    QCOMPARE(saved.size(), 0); // never inside the call
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(m_client->updates.empty());
}

void TestResourceDraft::replacingCarriesTheRest()
{
    api::ResourceDescriptor resource = agents();
    resource.replaces = true;
    ResourceDraft draft(m_client.get(), resource, Record(m_agent));
    draft.setText("description", QStringLiteral("new"));
    Json expected = m_agent;
    expected["description"] = "new";
    QCOMPARE(*base::parseJson(draft.body()), expected);
}

void TestResourceDraft::leavesOutWhatIsSwitchedOff()
{
    edit();
    const api::FieldDescriptor &hosts = *m_draft->descriptor().field("network.hosts");
    QVERIFY(m_draft->isShown(hosts));
    m_draft->setText("network.type", QStringLiteral("open"));
    QVERIFY(!m_draft->isShown(hosts));
    QCOMPARE(body()["network"], (Json{{"type", "open"}, {"hosts", nullptr}}));
    m_draft->setText("network.type", QStringLiteral("limited"));
    QVERIFY(!m_draft->isModified()); // nothing typed was lost

    // A word that this form does not know is kept, with what belongs to it.
    m_agent["network"]["type"] = "future";
    edit();
    m_draft->setText("description", QStringLiteral("new"));
    QCOMPARE(body(), (Json{{"description", "new"}, {"version", 3}}));
}

void TestResourceDraft::namesProblems()
{
    edit();
    m_draft->setText("name", QStringLiteral("ab\U0001F680cdefghijkl"));
    auto problems = m_draft->problems();
    QCOMPARE(problems.size(), 1u);
    QCOMPARE(problems[0].kind, Kind::TooLong);
    QCOMPARE(problems[0].limit, 12);
    m_draft->setText("name", QStringLiteral("\U0001F680bcdefghijkl")); // 12 characters, 13 UTF-16 units
    QVERIFY(m_draft->problems().empty());
    m_draft->setText("name", QStringLiteral("  "));
    QCOMPARE(m_draft->problems()[0].kind, Kind::Required);
    m_draft->setText("name", QString());
    QCOMPARE(m_draft->problems()[0].kind, Kind::Required);
    m_draft->setText("multiagent", QStringLiteral("{\"a\": nope}"));
    problems = m_draft->problems();
    QCOMPARE(problems.size(), 2u);
    QCOMPARE(problems[1].path, std::string("multiagent"));
    QCOMPARE(problems[1].kind, Kind::NotJson);
    QVERIFY(problems[1].offset >= 6 && problems[1].offset <= 8);
    QCOMPARE(m_draft->text("multiagent"), QStringLiteral("{\"a\": nope}"));
    QVERIFY(m_draft->isModified("multiagent"));

    api::ResourceDescriptor resource = agents();
    resource.fields[3].clearing = Clearing::NotClearable;
    ResourceDraft draft(m_client.get(), resource, Record(m_agent));
    draft.clear("description");
    QCOMPARE(draft.problems()[0].kind, Kind::NotClearable);
    draft.submit();
    QCOMPARE(draft.state(), State::Editing);
}

void TestResourceDraft::rawTextTravelsAsTyped()
{
    m_draft = std::make_unique<ResourceDraft>(m_client.get(), agents());
    const QByteArray typed = test::fixture(QStringLiteral("models/typed-agent.json"));
    m_draft->setRawText(typed);
    QCOMPARE(m_draft->rawText(), typed);
    QVERIFY(m_draft->problems().empty());
    m_draft->submit();
    QCOMPARE(take(m_client->creates).text, typed.trimmed());

    // In a patch only what changed travels, and that as typed.
    edit();
    QByteArray text = m_draft->rawText();
    text.replace("\"Does things\"", "\"Does \\u0074hings \\/ well\"");
    text.replace("\"limit\": 12345678901234567890", "\"limit\":   123456789012345678901234567890.50");
    m_draft->setRawText(text);
    QCOMPARE(m_draft->body(), QByteArray("{\"description\":\"Does \\u0074hings \\/ well\",\"extra\":{\"limit\":123456789012345678901234567890.50},\"version\":3}"));
    m_draft->submit();
    QCOMPARE(take(m_client->updates).text, m_draft->body());
}

void TestResourceDraft::rawTextThatCannotBeReadIsKept()
{
    edit();
    const std::pair<QByteArray, Kind> cases[] = {{"{\"name\": \"x\",}", Kind::NotJson}, {"[1]", Kind::NotAnObject}, {"", Kind::NotJson},
                                                 {"{\"a\":1,\"a\":2}", Kind::NotJson},   {"\xff", Kind::NotJson}};
    for (const auto &[text, kind] : cases) {
        m_draft->setRawText(text);
        QCOMPARE(m_draft->rawText(), text);
        QVERIFY(m_draft->isRawBroken());
        QVERIFY(m_draft->isModified());
        QCOMPARE(m_draft->problems().size(), 1u);
        QCOMPARE(m_draft->problems()[0].kind, kind);
        QVERIFY(m_draft->problems()[0].path.empty());
        m_draft->submit();
        QCOMPARE(m_draft->state(), State::Editing);
    }
    m_draft->setRawText("{\"name\": \"x\",}");
    QCOMPARE(m_draft->problems()[0].offset, 13);
    m_draft->resetAll();
    QVERIFY(!m_draft->isRawBroken());
    QVERIFY(!m_draft->isModified());
}

void TestResourceDraft::rawTextCannotChangeWhatIsFixed()
{
    edit();
    Json json = m_agent;
    json["id"] = "agent_2";
    json["version"] = 9;
    json["environment_id"] = "env_9";
    m_draft->setRawText(base::prettyJson(json));
    const auto problems = m_draft->problems();
    QCOMPARE(problems.size(), 3u);
    for (const auto &problem : problems)
        QCOMPARE(problem.kind, Kind::ReadOnly);
    QCOMPARE(problems[0].path, std::string("id"));
}

void TestResourceDraft::fieldsAndRawTextShowTheSame()
{
    edit();
    m_draft->setText("description", QStringLiteral("from the form"));
    QCOMPARE((*base::parseJson(m_draft->rawText()))["description"], Json("from the form"));
    QByteArray raw = m_draft->rawText();
    raw.replace("from the form", "from the text").replace("\"unknown_thing\": [", "\"unknown_thing\": [0, ");
    m_draft->setRawText(raw);
    QCOMPARE(m_draft->text("description"), QStringLiteral("from the text"));
    QCOMPARE(m_draft->fieldState("description"), FieldState::Value);
    QCOMPARE(body()["unknown_thing"].size(), m_agent["unknown_thing"].size() + 1);
    m_draft->setText("name", QStringLiteral("Other"));
    QCOMPARE(m_draft->text("description"), QStringLiteral("from the text"));
    QCOMPARE((*base::parseJson(m_draft->rawText()))["name"], Json("Other"));

    // A member that is taken out of the text is cleared, whether a field knows it or not.
    Json json = *base::parseJson(m_draft->rawText());
    json.erase("unknown_thing");
    json.erase("tools");
    m_draft->setRawText(base::dumpJson(json));
    QCOMPARE(body()["unknown_thing"], Json(nullptr));
    QCOMPARE(body()["tools"], Json::array());
}

void TestResourceDraft::jsonFieldsTravelAsTyped()
{
    edit();
    m_draft->setText("multiagent", QStringLiteral(" { \"b\" : 1.10,\n\"a\" : [ ] } "));
    QCOMPARE(m_draft->body(), QByteArray("{\"multiagent\":{ \"b\" : 1.10,\n\"a\" : [ ] },\"version\":3}"));
    QCOMPARE(m_draft->text("multiagent"), QStringLiteral(" { \"b\" : 1.10,\n\"a\" : [ ] } "));
    m_draft->submit();
    QVERIFY(take(m_client->updates).text.contains("1.10"));
}

void TestResourceDraft::firstMessagesAreSpelledByTheBackEnd()
{
    m_draft = std::make_unique<ResourceDraft>(m_client.get(), agents());
    m_draft->setText("name", QStringLiteral("Helper"));
    m_draft->setText("first_message", QStringLiteral("Hello"));
    m_draft->setText("multiagent", QStringLiteral("{}"));
    m_draft->submit();
    auto asked = take(m_client->creates);
    QCOMPARE(asked.body["first_message"], Json("Hello"));
    QVERIFY(asked.text.isEmpty());
    edit();
    QVERIFY(!m_draft->isShown(*m_draft->descriptor().field("first_message")));
}

void TestResourceDraft::mergesChangesOfDifferentFields()
{
    edit();
    m_draft->setText("description", QStringLiteral("mine"));
    m_draft->setText("system", QStringLiteral("the same"));
    m_draft->setText("multiagent", QStringLiteral("{\"z\": 1, \"a\": 2}"));
    QSignalSpy conflict(m_draft.get(), &ResourceDraft::conflictFound);
    m_draft->submit();
    auto first = take(m_client->updates);
    QCOMPARE(first.body["version"], Json(3));
    first.answer(Error::of(Error::Kind::Conflict));

    // Somebody else renamed it, typed the same system prompt, and the server answers its keys in another order.
    Json latest = Json::object();
    for (auto it = m_agent.rbegin(); it != m_agent.rend(); ++it)
        latest[it.key()] = it.value();
    latest["unknown_thing"][1] = Json{{"a", 2}, {"z", 1}};
    latest["model"] = Json{{"effort", {{"type", "high"}}}, {"speed", "fast"}, {"id", "opus"}};
    latest["name"] = "Renamed";
    latest["system"] = "the same";
    latest["multiagent"] = Json{{"a", 2}, {"z", 1}}; // the same in another order
    latest["version"] = 5;
    auto fetch = take(m_client->fetches);
    QCOMPARE(fetch.id, QStringLiteral("agent_1"));
    fetch.answer(Record(latest));

    auto second = take(m_client->updates);
    QCOMPARE(second.body, (Json{{"description", "mine"}, {"version", 5}}));
    QCOMPARE(conflict.size(), 0);
    latest["description"] = "mine";
    latest["version"] = 6;
    second.answer(Record(latest));
    QTRY_COMPARE(m_draft->state(), State::Saved);
    QCOMPARE(m_draft->text("name"), QStringLiteral("Renamed"));
    QVERIFY(!m_draft->isModified());
    m_draft->setText("name", QStringLiteral("Again"));
    QCOMPARE(m_draft->state(), State::Editing);
    QCOMPARE(body(), (Json{{"name", "Again"}, {"version", 6}}));
}

void TestResourceDraft::asksWhenBothChangedTheSameField()
{
    edit();
    m_draft->setText("description", QStringLiteral("mine"));
    m_draft->setText("model.id", QStringLiteral("sonnet"));
    m_draft->clear("tools");
    QSignalSpy found(m_draft.get(), &ResourceDraft::conflictFound);
    m_draft->submit();
    take(m_client->updates).answer(Error::of(Error::Kind::Conflict));
    Json latest = savedByOther("description", "theirs").json();
    latest["model"]["id"] = "haiku";
    latest["model"]["speed"] = "standard";
    latest["tools"] = Json::array({"bash"});
    take(m_client->fetches).answer(Record(latest));
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(m_draft->state(), State::Conflicting);

    const auto &conflicts = m_draft->conflicts();
    QCOMPARE(conflicts.size(), 3u);
    const auto at = [&](const std::string &path) {
        return int(std::find_if(conflicts.begin(), conflicts.end(), [&](const auto &c) { return c.path == path; }) - conflicts.begin());
    };
    const auto &description = conflicts[std::size_t(at("description"))];
    QCOMPARE(description.base, Json("Does things"));
    QCOMPARE(description.mine, Json("mine"));
    QCOMPARE(description.theirs, Json("theirs"));
    QCOMPARE(conflicts[std::size_t(at("tools"))].mine, Json(nullptr));
    QCOMPARE(m_draft->text("description"), QStringLiteral("mine")); // nobody's text is lost meanwhile

    m_draft->resolve(at("description"), Side::Theirs);
    m_draft->resolve(at("model.id"), Side::Mine);
    m_draft->submit();
    QCOMPARE(m_draft->state(), State::Conflicting); // one has no choice yet
    m_draft->resolve(at("tools"), Side::Mine);
    m_draft->submit();
    auto second = take(m_client->updates);
    QCOMPARE(second.body, (Json{{"model", {{"id", "sonnet"}, {"speed", "standard"}, {"effort", {{"type", "high"}}}}}, {"tools", Json::array()}, {"version", 4}}));
    second.answer(Record(latest));
    QTRY_COMPARE(m_draft->state(), State::Saved);
}

void TestResourceDraft::mergesMetadataByKey()
{
    edit();
    m_draft->setValue("metadata", Json{{"team", "mine"}, {"kept", "yes"}, {"gone", "soon"}, {"added", "here"}});
    m_draft->submit();
    take(m_client->updates).answer(Error::of(Error::Kind::Conflict));
    take(m_client->fetches).answer(savedByOther("metadata", Json{{"team", "theirs"}, {"kept", "changed"}, {"gone", "soon"}, {"there", "too"}}));
    QTRY_COMPARE(m_draft->state(), State::Conflicting);
    QCOMPARE(m_draft->conflicts().size(), 1u);
    QCOMPARE(m_draft->conflicts()[0].path, std::string("metadata"));
    QCOMPARE(m_draft->conflicts()[0].member, std::string("team"));
    m_draft->resolve(0, Side::Mine);
    m_draft->submit();
    QCOMPARE(take(m_client->updates).body, (Json{{"metadata", {{"team", "mine"}, {"added", "here"}}}, {"version", 4}}));
}

void TestResourceDraft::keepsMyValuesWhenTheConflictIsLeft()
{
    edit();
    m_draft->setText("description", QStringLiteral("mine"));
    m_draft->submit();
    take(m_client->updates).answer(Error::of(Error::Kind::Conflict));
    take(m_client->fetches).answer(savedByOther("description", "theirs"));
    QTRY_COMPARE(m_draft->state(), State::Conflicting);
    m_draft->leaveConflict();
    QCOMPARE(m_draft->state(), State::Editing);
    QCOMPARE(m_draft->text("description"), QStringLiteral("mine"));
    QCOMPARE(body(), (Json{{"description", "mine"}, {"version", 4}}));
}

void TestResourceDraft::aNameThatIsTakenIsAnError()
{
    edit();
    m_draft->setText("name", QStringLiteral("Taken"));
    QSignalSpy failed(m_draft.get(), &ResourceDraft::failed);
    m_draft->submit();
    take(m_client->updates).answer(Error::of(Error::Kind::Conflict));
    take(m_client->fetches).answer(Record(m_agent)); // nothing has changed
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_draft->state(), State::Editing);
    QCOMPARE(m_draft->text("name"), QStringLiteral("Taken"));
    QVERIFY(m_client->updates.empty());
}

void TestResourceDraft::doesNotMergeForEver()
{
    edit();
    m_draft->setText("description", QStringLiteral("mine"));
    QSignalSpy failed(m_draft.get(), &ResourceDraft::failed);
    m_draft->submit();
    int updates = 0;
    while (failed.isEmpty() && updates < 20) {
        take(m_client->updates).answer(Error::of(Error::Kind::Conflict));
        ++updates;
        if (QTest::qWaitFor([&] { return !m_client->fetches.empty() || !failed.isEmpty(); }) && failed.isEmpty())
            take(m_client->fetches).answer(savedByOther("counter", updates));
        QVERIFY(QTest::qWaitFor([&] { return !m_client->updates.empty() || !failed.isEmpty(); }));
    }
    QCOMPARE(updates, 5);
    QCOMPARE(m_draft->text("description"), QStringLiteral("mine"));
}

void TestResourceDraft::anUnknownOutcomeIsLookedUp()
{
    edit();
    m_draft->setText("description", QStringLiteral("mine"));
    QSignalSpy saved(m_draft.get(), &ResourceDraft::saved);
    m_draft->submit();
    take(m_client->updates).answer(Error::of(Error::Kind::OutcomeUnknown));
    take(m_client->fetches).answer(savedByOther("description", "mine")); // it had arrived
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(m_client->updates.empty());

    // A create whose outcome is unknown is never repeated by us.
    m_draft = std::make_unique<ResourceDraft>(m_client.get(), agents());
    QSignalSpy failed(m_draft.get(), &ResourceDraft::failed);
    m_draft->setText("name", QStringLiteral("Helper"));
    m_draft->submit();
    take(m_client->creates).answer(Error::of(Error::Kind::OutcomeUnknown));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(m_client->fetches.empty());
    QVERIFY(m_client->creates.empty());
}

void TestResourceDraft::aFailureKeepsEverything()
{
    edit();
    m_draft->setText("description", QStringLiteral("mine"));
    QSignalSpy failed(m_draft.get(), &ResourceDraft::failed);
    m_draft->submit();
    take(m_client->updates).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_draft->state(), State::Editing);
    QCOMPARE(m_draft->text("description"), QStringLiteral("mine"));

    // The look after a conflict fails: the conflict is what is told.
    m_draft->submit();
    take(m_client->updates).answer(Error::of(Error::Kind::Conflict));
    take(m_client->fetches).answer(Error::of(Error::Kind::Network));
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed.last().first().value<Error>().kind, Error::Kind::Conflict);
    QCOMPARE(m_draft->text("description"), QStringLiteral("mine"));

    // The page closes while a change is under way: the change goes on, nobody is called.
    m_draft->submit();
    auto last = take(m_client->updates);
    m_draft.reset();
    QVERIFY(last.job);
    last.answer(Record(m_agent));
    QTRY_VERIFY(!last.job);
}

QTEST_GUILESS_MAIN(TestResourceDraft)

#include "tst_resourcedraft.moc"
