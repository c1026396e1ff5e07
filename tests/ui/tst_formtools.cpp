#include "tests/support/testbase.h"
#include "ui/screens/agenttools.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/fieldtext.h"
#include "ui/screens/mcpserverseditor.h"
#include "ui/screens/toolseditor.h"
#include "ui/theme/theme.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/scintilla.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using base::Json;
using screens::AgentTools;

namespace {

Json toolsOf(const char *fixtureName)
{
    return (*base::parseJson(test::fixture(QLatin1String(fixtureName))))["tools"];
}

template<class T>
T *find(QWidget &inside, const char *name)
{
    T *found = inside.findChild<T *>(QLatin1String(name));
    if (!found)
        qFatal("no widget is called %s", name);
    return found;
}

void choose(screens::ChoiceBox *box, const char *word)
{
    const int at = box->findData(QLatin1String(word));
    QVERIFY(at >= 0);
    box->setCurrentIndex(at);
    Q_EMIT box->activated(at);
}

} // namespace

class TestFormTools : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { new theme::Theme(theme::Mode::Light, theme::Density::Normal, this); }

    void readsTheBuiltInSet()
    {
        const AgentTools tools(toolsOf("ui/agent_unknown.json"));
        QVERIFY(tools.hasBuiltIns());
        QCOMPARE(tools.defaultPolicy(), QStringLiteral("always_allow"));
        const auto builtIns = tools.builtIns();
        QCOMPARE(int(builtIns.size()), 8);
        QCOMPARE(builtIns[0].name, QStringLiteral("bash"));
        QCOMPARE(builtIns[0].policy, QStringLiteral("always_ask"));
        QVERIFY(builtIns[1].policy.isEmpty());
        QCOMPARE(int(tools.customs().size()), 1);
        QCOMPARE(tools.customs()[0].name, QStringLiteral("get_weather"));
        QCOMPARE(tools.otherTypes(), QStringList{QStringLiteral("quantum_toolset")});
    }

    void changesKeepWhatTheyDoNotKnow()
    {
        const Json before = toolsOf("ui/agent_unknown.json");
        AgentTools tools(before);
        tools.setEnabled(QStringLiteral("web_fetch"), false);
        tools.setPolicy(QStringLiteral("bash"), QStringLiteral("auto"));
        Json expected = before;
        expected[0]["configs"][0]["permission_policy"]["type"] = "auto";
        expected[0]["configs"][1]["enabled"] = false; // allowed_domains beside it stays
        QCOMPARE(tools.json(), expected);
        QVERIFY(base::dumpJson(tools.json()).contains("docs.example"));
    }

    void anUnknownPolicyWordStays()
    {
        Json tools = toolsOf("ui/agent.json");
        tools[0]["configs"][0]["permission_policy"]["type"] = "ask_twice";
        screens::ToolsEditor editor(QStringLiteral("form.tools"), {});
        editor.setTools(tools);
        QCOMPARE(find<screens::ChoiceBox>(editor, "form.tools.bash.policy")->word(), QStringLiteral("ask_twice"));
        QTest::mouseClick(find<QCheckBox>(editor, "form.tools.read.enabled"), Qt::LeftButton);
        QCOMPARE(editor.tools()[0]["configs"][0]["permission_policy"]["type"], Json("ask_twice"));
    }

    void theSetCanBeLeftOutAndAddedAgain()
    {
        AgentTools tools(Json(), Json::array({{{"type", "agent_toolset_20990101"}}}));
        QVERIFY(!tools.hasBuiltIns());
        tools.setBuiltIns(true);
        QCOMPARE(tools.json()[0]["type"], Json("agent_toolset_20990101")); // the descriptor's own word
        tools.setBuiltIns(false);
        QCOMPARE(tools.json(), Json::array());
    }

    void followsTheServersNames()
    {
        AgentTools tools(Json::array());
        tools.followServers({}, {QString()}); // a new row without a name yet
        QVERIFY(tools.mcpSets().empty());
        tools.followServers({QString()}, {QStringLiteral("g")});
        tools.followServers({QStringLiteral("g")}, {QStringLiteral("gi")});
        QCOMPARE(int(tools.mcpSets().size()), 1);
        QCOMPARE(tools.mcpSets()[0].server, QStringLiteral("gi"));
        tools.setMcpPolicy(0, QStringLiteral("always_allow"));
        tools.followServers({QStringLiteral("gi")}, {QStringLiteral("gi"), QStringLiteral("tracker")});
        QCOMPARE(int(tools.mcpSets().size()), 2);
        QCOMPARE(tools.mcpSets()[0].policy, QStringLiteral("always_allow"));
        tools.followServers({QStringLiteral("gi"), QStringLiteral("tracker")}, {QStringLiteral("tracker")});
        QCOMPARE(int(tools.mcpSets().size()), 1);
        QCOMPARE(tools.mcpSets()[0].server, QStringLiteral("tracker"));
    }

    void editorWritesPermissions()
    {
        screens::ToolsEditor editor(QStringLiteral("form.tools"), {});
        editor.setTools(toolsOf("ui/agent.json"));
        QSignalSpy edited(&editor, &screens::ToolsEditor::edited);
        choose(find<screens::ChoiceBox>(editor, "form.tools.default"), "always_ask");
        choose(find<screens::ChoiceBox>(editor, "form.tools.grep.policy"), "always_allow");
        QCOMPARE(edited.count(), 2);
        const AgentTools tools(editor.tools());
        QCOMPARE(tools.defaultPolicy(), QStringLiteral("always_ask"));
        QCOMPARE(tools.builtIns()[5].policy, QStringLiteral("always_allow"));
        find<QCheckBox>(editor, "form.tools.grep.enabled")->click();
        QVERIFY(!find<screens::ChoiceBox>(editor, "form.tools.grep.policy")->isEnabled());
    }

    void customToolsCanBeWritten()
    {
        screens::ToolsEditor editor(QStringLiteral("form.tools"), {});
        editor.setTools(Json::array());
        editor.resize(600, 700);
        editor.show();
        find<QPushButton>(editor, "form.tools.addCustom")->click();
        QTest::keyClicks(find<QLineEdit>(editor, "form.tools.custom.0.name"), QStringLiteral("lookup"));
        auto *schema = find<widgets::JsonEditor>(editor, "form.tools.custom.0.schema.frame");
        schema->editor()->selectAll();
        schema->editor()->replaceSelectedText(QStringLiteral("{\"type\": \"object\","));
        QVERIFY(!editor.problem().isEmpty());
        QVERIFY(!schema->errorText().isEmpty());
        QCOMPARE(editor.tools()[0]["name"], Json("lookup"));
        schema->editor()->append(QStringLiteral("\"properties\": {}}"));
        QVERIFY(editor.problem().isEmpty());
        QCOMPARE(editor.tools()[0]["input_schema"], Json({{"type", "object"}, {"properties", Json::object()}}));
        find<QPushButton>(editor, "form.tools.custom.0.remove")->click();
        QCOMPARE(editor.tools(), Json::array());
    }

    void mcpServersKeepOtherMembers()
    {
        screens::McpServersEditor editor(QStringLiteral("form.mcp"));
        editor.setServers(Json::array({{{"type", "url"}, {"name", "tracker"}, {"url", "https://t.example"}, {"extra", 1}}}));
        QSignalSpy edited(&editor, &screens::McpServersEditor::edited);
        auto *name = find<QLineEdit>(editor, "form.mcp.0.name");
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("x"));
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited.first()[0].toStringList(), QStringList{QStringLiteral("tracker")});
        QCOMPARE(edited.first()[1].toStringList(), QStringList{QStringLiteral("x")});
        QCOMPARE(editor.servers()[0]["extra"], Json(1));
        find<QPushButton>(editor, "form.mcp.add")->click();
        QCOMPARE(editor.servers().size(), std::size_t(2));
        find<QPushButton>(editor, "form.mcp.0.remove")->click();
        QCOMPARE(editor.servers().size(), std::size_t(1));
    }

    void readsValuesAsText()
    {
        api::FieldDescriptor choice{.path = "model.effort.type", .kind = api::FieldKind::Choice, .choices = {{QStringLiteral("high"), "High"}}};
        QCOMPARE(screens::fieldText(choice, Json("high")), QStringLiteral("High"));
        QCOMPARE(screens::fieldText(choice, Json("ludicrous")), QStringLiteral("ludicrous"));
        QCOMPARE(screens::fieldText(choice, Json()), QString());
        api::FieldDescriptor metadata{.path = "metadata", .kind = api::FieldKind::Metadata};
        QCOMPARE(screens::fieldText(metadata, Json{{"team", "docs"}, {"n", 3}}), QStringLiteral("team: docs\nn: 3"));
        QVERIFY(screens::toolsText(toolsOf("ui/agent.json")).startsWith(QStringLiteral("bash · Ask first\n")));
    }
};

QTEST_MAIN(TestFormTools)
#include "tst_formtools.moc"
