#include "models/resourcedraft.h"
#include "tests/ui/pagescene.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/conflictdialog.h"
#include "ui/screens/fieldeditor.h"
#include "ui/screens/recordform.h"
#include "ui/screens/recordpicker.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scintilla.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabWidget>

using base::Json;
using screens::RecordForm;
using test::named;
using test::take;

class TestForm : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { new theme::Theme(theme::Mode::Light, theme::Density::Normal, this); }
    void init()
    {
        TestBase::init();
        m_scene = std::make_unique<test::PageScene>();
    }
    void cleanup()
    {
        m_form.reset();
        m_scene.reset();
    }

    void createsARecord();
    void marksWhatIsMissingOnlyAfterATry();
    void unknownFieldsAndWordsSurviveAnEdit();
    void toolsKeepWhatTheFormDoesNotShow();
    void serverErrorIsShownAndNothingIsLost();
    void conflictInTheSamePlaceAsks();
    void conflictElsewhereMergesSilently();
    void conflictCanBeLeft();
    void rawTextIsSentAsTyped();
    void brokenRawTextBlocks();
    void fieldsAndRawTextAreOneThing();
    void escapeAsksOnlyWhenChanged();
    void saveByKeyboard();
    void countsNearTheLimit();
    void halfAPairBlocksSaving();
    void aBrokenSchemaBlocksSaving();
    void mcpServerBringsItsToolSet();
    void referenceIsPickedBySearch();
    void fieldsFollowTheirCondition();
    void readOnlyFieldsStay();
    void unknownOutcomeOffersACheck();
    void undoInATextField();
    void everythingHasANameAndAKeyboard();

private:
    RecordForm *make(const char *resource);
    RecordForm *edit(const char *resource, const base::Record &record);
    RecordForm *open(models::ResourceDraft *draft);
    void type(const char *name, const QString &text);
    QString message() const { return named<widgets::MessageBar>(m_form.get(), QStringLiteral("form.message"))->text(); }
    bool messageShown() const { return !named<widgets::MessageBar>(m_form.get(), QStringLiteral("form.message"))->isHidden(); }

    std::unique_ptr<test::PageScene> m_scene;
    std::unique_ptr<RecordForm> m_form;
};

RecordForm *TestForm::open(models::ResourceDraft *draft)
{
    m_form = std::make_unique<RecordForm>(m_scene->context, draft);
    m_form->resize(900, 800);
    m_form->show();
    m_form->activateWindow();
    if (!QTest::qWaitForWindowActive(m_form.get()))
        qFatal("the form's window did not become active");
    return m_form.get();
}

RecordForm *TestForm::make(const char *resource)
{
    return open(m_scene->workspace->draft(resource, nullptr));
}

RecordForm *TestForm::edit(const char *resource, const base::Record &record)
{
    return open(m_scene->workspace->draft(resource, record, nullptr));
}

void TestForm::type(const char *name, const QString &text)
{
    auto *line = named<QLineEdit>(m_form.get(), QLatin1String(name));
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

void TestForm::createsARecord()
{
    RecordForm *form = make("environments");
    QCOMPARE(named<widgets::PlainLabel>(form, QStringLiteral("form.title"))->text(), QStringLiteral("New environment"));
    QVERIFY(!form->isDirty());
    QSignalSpy dirty(form, &RecordForm::dirtyChanged);
    type("form.name", QStringLiteral("Data science"));
    QCOMPARE(dirty.count(), 1);
    QVERIFY(form->isDirty());
    named<QPlainTextEdit>(form, QStringLiteral("form.config.packages.pip"))->setPlainText(QStringLiteral("requests==2.32.0\n\nnumpy"));
    QSignalSpy saved(form, &RecordForm::saved);
    QTest::mouseClick(named<QPushButton>(form, QStringLiteral("form.save")), Qt::LeftButton);
    auto asked = take(m_scene->client->creates);
    QCOMPARE(asked.resource, std::string("environments"));
    QCOMPARE(asked.body["name"], Json("Data science"));
    QCOMPARE(asked.body["config"]["packages"]["pip"], Json::array({"requests==2.32.0", "numpy"}));
    QVERIFY(!named<QPushButton>(form, QStringLiteral("form.save"))->isEnabled()); // while it is under way
    Json answer = asked.body;
    answer["id"] = "env_1";
    asked.answer(base::Record(answer));
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(saved.first().first().value<base::Record>().id(), QStringLiteral("env_1"));
}

void TestForm::marksWhatIsMissingOnlyAfterATry()
{
    RecordForm *form = make("agents");
    QVERIFY(form->editor("name")->problemText().isEmpty());
    form->save();
    QCOMPARE(form->editor("name")->problemText(), QStringLiteral("Name is needed."));
    QVERIFY(messageShown());
    QVERIFY(named<QLineEdit>(form, QStringLiteral("form.name"))->hasFocus());
    QVERIFY(m_scene->client->creates.empty());
    type("form.name", QStringLiteral("A"));
    QVERIFY(form->editor("name")->problemText().isEmpty());
    QVERIFY(!messageShown());
}

void TestForm::unknownFieldsAndWordsSurviveAnEdit()
{
    const base::Record record = m_scene->record("ui/agent_unknown.json");
    RecordForm *form = edit("agents", record);
    auto *effort = named<screens::ChoiceBox>(form, QStringLiteral("form.model.effort.type"));
    QCOMPARE(effort->currentText(), QStringLiteral("ludicrous")); // a word that no list of ours has
    QVERIFY(!form->isDirty());
    type("form.name", QStringLiteral("Renamed"));
    form->save();
    auto asked = take(m_scene->client->updates);
    QCOMPARE(asked.body, test::json("{'name': 'Renamed', 'version': 1}"));
    // Applied by any server, everything else is as it was.
    Json merged = record.json();
    merged["name"] = "Renamed";
    merged["version"] = 2;
    QSignalSpy saved(form, &RecordForm::saved);
    asked.answer(base::Record(merged));
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(*saved.first().first().value<base::Record>().find("brand_new_field.kept"), *record.find("brand_new_field.kept"));
}

void TestForm::toolsKeepWhatTheFormDoesNotShow()
{
    const base::Record record = m_scene->record("ui/agent_unknown.json");
    RecordForm *form = edit("agents", record);
    named<QCheckBox>(form, QStringLiteral("form.tools.web_fetch.enabled"))->click();
    form->save();
    auto asked = take(m_scene->client->updates);
    Json tools = *record.find("tools");
    tools[0]["configs"][1]["enabled"] = false;
    QCOMPARE(asked.body["tools"], tools);
    QVERIFY(base::dumpJson(asked.body["tools"]).contains("quantum_toolset"));
    QVERIFY(base::dumpJson(asked.body["tools"]).contains("allowed_domains"));
}

void TestForm::serverErrorIsShownAndNothingIsLost()
{
    RecordForm *form = make("environments");
    type("form.name", QStringLiteral("Taken"));
    form->save();
    base::Error error = base::Error::of(base::Error::Kind::Invalid);
    error.httpStatus = 400;
    error.serverMessage = QStringLiteral("name: <b>Taken</b> is not allowed");
    error.requestId = QStringLiteral("req_7");
    take(m_scene->client->creates).answer(error);
    QTRY_VERIFY(messageShown());
    QVERIFY(message().contains(QStringLiteral("name: <b>Taken</b> is not allowed")));
    QCOMPARE(named<widgets::PlainLabel>(form, QStringLiteral("form.message.text"))->textFormat(), Qt::PlainText);
    QCOMPARE(named<QLineEdit>(form, QStringLiteral("form.name"))->text(), QStringLiteral("Taken"));
    QVERIFY(named<QPushButton>(form, QStringLiteral("form.save"))->isEnabled());
    QVERIFY(form->isDirty());
    named<QPushButton>(form, QStringLiteral("form.message.next"))->click(); // back to the fields
    QVERIFY(!messageShown());
    QVERIFY(named<QLineEdit>(form, QStringLiteral("form.name"))->hasFocus());
}

void TestForm::conflictInTheSamePlaceAsks()
{
    const base::Record record = m_scene->record("ui/agent.json");
    RecordForm *form = edit("agents", record);
    type("form.name", QStringLiteral("Mine"));
    form->save();
    take(m_scene->client->updates).answer(base::Error::of(base::Error::Kind::Conflict));
    Json latest = record.json();
    latest["version"] = 9;
    latest["name"] = "Theirs";
    latest["description"] = "Changed by them";
    take(m_scene->client->fetches).answer(base::Record(latest));
    QTRY_VERIFY(form->findChild<screens::ConflictDialog *>());
    auto *dialog = form->findChild<screens::ConflictDialog *>();
    auto *saveButton = named<QPushButton>(dialog, QStringLiteral("conflict.save"));
    QVERIFY(!saveButton->isEnabled()); // a choice is not guessed
    named<QRadioButton>(dialog, QStringLiteral("conflict.0.mine"))->click();
    QVERIFY(saveButton->isEnabled());
    saveButton->click();
    auto asked = take(m_scene->client->updates);
    QCOMPARE(asked.body, test::json("{'name': 'Mine', 'version': 9}")); // their description is left alone
    QCOMPARE(named<QLineEdit>(form, QStringLiteral("form.name"))->text(), QStringLiteral("Mine"));
}

void TestForm::conflictElsewhereMergesSilently()
{
    const base::Record record = m_scene->record("ui/agent.json");
    RecordForm *form = edit("agents", record);
    type("form.name", QStringLiteral("Mine"));
    form->save();
    take(m_scene->client->updates).answer(base::Error::of(base::Error::Kind::Conflict));
    Json latest = record.json();
    latest["version"] = 4;
    latest["description"] = "Changed by them";
    take(m_scene->client->fetches).answer(base::Record(latest));
    auto asked = take(m_scene->client->updates);
    QCOMPARE(asked.body, test::json("{'name': 'Mine', 'version': 4}"));
    QVERIFY(!form->findChild<screens::ConflictDialog *>());
}

void TestForm::conflictCanBeLeft()
{
    const base::Record record = m_scene->record("ui/agent.json");
    RecordForm *form = edit("agents", record);
    type("form.name", QStringLiteral("Mine"));
    form->save();
    take(m_scene->client->updates).answer(base::Error::of(base::Error::Kind::Conflict));
    Json latest = record.json();
    latest["version"] = 9;
    latest["name"] = "Theirs";
    take(m_scene->client->fetches).answer(base::Record(latest));
    QTRY_VERIFY(form->findChild<screens::ConflictDialog *>());
    named<QPushButton>(form->findChild<screens::ConflictDialog *>(), QStringLiteral("conflict.back"))->click();
    QTRY_VERIFY(!form->findChild<screens::ConflictDialog *>());
    QCOMPARE(named<QLineEdit>(form, QStringLiteral("form.name"))->text(), QStringLiteral("Mine"));
    QVERIFY(named<QPushButton>(form, QStringLiteral("form.save"))->isEnabled());
}

void TestForm::rawTextIsSentAsTyped()
{
    RecordForm *form = make("environments");
    named<QTabWidget>(form, QStringLiteral("form.tabs"))->setCurrentIndex(1);
    auto *raw = named<widgets::JsonEditor>(form, QStringLiteral("form.raw.frame"));
    const QString typed = QStringLiteral("{\"name\": \"Typed\", \"config\": {\"type\": \"cloud\"}, \"big\": 12345678901234567890123, \"rate\": 1.50}");
    raw->editor()->selectAll();
    raw->editor()->replaceSelectedText(typed);
    form->save();
    auto asked = take(m_scene->client->creates);
    QVERIFY2(asked.text.contains("12345678901234567890123"), asked.text.constData()); // no number was rounded on the way
    QVERIFY(asked.text.contains("1.50"));
}

void TestForm::brokenRawTextBlocks()
{
    RecordForm *form = make("environments");
    named<QTabWidget>(form, QStringLiteral("form.tabs"))->setCurrentIndex(1);
    auto *raw = named<widgets::JsonEditor>(form, QStringLiteral("form.raw.frame"));
    raw->editor()->selectAll();
    raw->editor()->replaceSelectedText(QStringLiteral("{\"name\": nope}"));
    QVERIFY(raw->errorText().startsWith(QStringLiteral("This is not readable as JSON")));
    form->save();
    QVERIFY(m_scene->client->creates.empty());
    QVERIFY(messageShown());
    QCOMPARE(raw->text(), QStringLiteral("{\"name\": nope}")); // kept as it is
    raw->editor()->undo();
    QVERIFY(raw->errorText().isEmpty());
}

void TestForm::fieldsAndRawTextAreOneThing()
{
    RecordForm *form = edit("agents", m_scene->record("ui/agent.json"));
    type("form.name", QStringLiteral("From the field"));
    named<QTabWidget>(form, QStringLiteral("form.tabs"))->setCurrentIndex(1);
    auto *raw = named<widgets::JsonEditor>(form, QStringLiteral("form.raw.frame"));
    QVERIFY(raw->text().contains(QStringLiteral("From the field")));
    raw->editor()->selectAll();
    raw->editor()->replaceSelectedText(QString(raw->text()).replace(QStringLiteral("From the field"), QStringLiteral("From the text")));
    named<QTabWidget>(form, QStringLiteral("form.tabs"))->setCurrentIndex(0);
    QCOMPARE(named<QLineEdit>(form, QStringLiteral("form.name"))->text(), QStringLiteral("From the text"));
}

void TestForm::escapeAsksOnlyWhenChanged()
{
    RecordForm *form = edit("agents", m_scene->record("ui/agent.json"));
    QSignalSpy cancelled(form, &RecordForm::cancelled);
    QTest::keyClick(form, Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
    type("form.name", QStringLiteral("Changed"));
    QTest::keyClick(form, Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(messageShown());
    auto *keep = named<QPushButton>(form, QStringLiteral("form.message.keep"));
    QVERIFY(keep->hasFocus());
    QTest::keyClick(keep, Qt::Key_Space);
    QVERIFY(!messageShown());
    QCOMPARE(named<QLineEdit>(form, QStringLiteral("form.name"))->text(), QStringLiteral("Changed"));
    form->cancel();
    named<QPushButton>(form, QStringLiteral("form.message.discard"))->click();
    QCOMPARE(cancelled.count(), 2);
}

void TestForm::saveByKeyboard()
{
    RecordForm *form = make("environments");
    type("form.name", QStringLiteral("By keyboard"));
    QTest::keyClick(named<QLineEdit>(form, QStringLiteral("form.name")), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(take(m_scene->client->creates).body["name"], Json("By keyboard"));
}

void TestForm::countsNearTheLimit()
{
    RecordForm *form = make("agents");
    auto *counter = named<widgets::PlainLabel>(form, QStringLiteral("form.counter.name"));
    type("form.name", QString(100, QLatin1Char('a')));
    QVERIFY(counter->isHidden());
    type("form.name", QString(250, QLatin1Char('a')));
    QCOMPARE(counter->text(), QStringLiteral("250 of 256"));
    type("form.name", QString(257, QLatin1Char('a')));
    QCOMPARE(form->editor("name")->problemText(), QStringLiteral("At most 256 characters fit here."));
    form->save();
    QVERIFY(m_scene->client->creates.empty());
}

void TestForm::halfAPairBlocksSaving()
{
    RecordForm *form = make("environments");
    type("form.name", QStringLiteral("E"));
    named<QPushButton>(form, QStringLiteral("form.metadata.add"))->click();
    QTest::keyClicks(named<QLineEdit>(form, QStringLiteral("form.metadata.0.value")), QStringLiteral("gold"));
    form->save();
    QVERIFY(m_scene->client->creates.empty());
    QVERIFY(message().contains(QStringLiteral("needs a key")));
    QTest::keyClicks(named<QLineEdit>(form, QStringLiteral("form.metadata.0.key")), QStringLiteral("tier"));
    form->save();
    QCOMPARE(take(m_scene->client->creates).body["metadata"], test::json("{'tier': 'gold'}"));
}

void TestForm::aBrokenSchemaBlocksSaving()
{
    RecordForm *form = edit("agents", m_scene->record("ui/agent.json"));
    auto *schema = named<widgets::JsonEditor>(form, QStringLiteral("form.tools.custom.0.schema.frame"));
    schema->editor()->insert(QStringLiteral("}"));
    QVERIFY(form->isDirty());
    form->save();
    QVERIFY(m_scene->client->updates.empty());
    QVERIFY(messageShown());
    schema->editor()->undo();
    type("form.name", QStringLiteral("N"));
    form->save();
    QCOMPARE(take(m_scene->client->updates).body, test::json("{'name': 'N', 'version': 1}"));
}

void TestForm::mcpServerBringsItsToolSet()
{
    RecordForm *form = make("agents");
    type("form.name", QStringLiteral("A"));
    named<QPushButton>(form, QStringLiteral("form.mcp_servers.add"))->click();
    QTest::keyClicks(named<QLineEdit>(form, QStringLiteral("form.mcp_servers.0.name")), QStringLiteral("tracker"));
    auto *url = named<QLineEdit>(form, QStringLiteral("form.mcp_servers.0.url"));
    url->selectAll();
    QTest::keyClicks(url, QStringLiteral("https://mcp.example"));
    QVERIFY(form->findChild<QCheckBox *>(QStringLiteral("form.tools.mcp.tracker.enabled")));
    form->save();
    auto asked = take(m_scene->client->creates);
    QCOMPARE(asked.body["mcp_servers"], test::json("[{'type': 'url', 'name': 'tracker', 'url': 'https://mcp.example'}]"));
    QVERIFY(base::dumpJson(asked.body["tools"]).contains(base::dumpJson(test::json("{'type':'mcp_toolset','mcp_server_name':'tracker'}")).constData()));
}

void TestForm::referenceIsPickedBySearch()
{
    RecordForm *form = make("sessions");
    auto *button = named<QPushButton>(form, QStringLiteral("form.agent"));
    QTest::mouseClick(button, Qt::LeftButton);
    auto *picker = named<screens::RecordPicker>(form, QStringLiteral("form.agent.picker"));
    m_scene->answerList("agents", "ui/agents.json");
    auto *search = named<QLineEdit>(picker, QStringLiteral("form.agent.picker.search"));
    auto *list = named<QListView>(picker, QStringLiteral("form.agent.picker.list"));
    QTRY_COMPARE(list->model()->rowCount(), 14);
    QTest::keyClicks(search, QStringLiteral("triage"));
    QCOMPARE(list->model()->rowCount(), 1);
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(button->text(), QStringLiteral("Bug triage"));
    QCOMPARE(form->draft()->text("agent"), QStringLiteral("agent_01CZkZ01AbcDefGhiJk07"));
    QTRY_VERIFY(!form->findChild<screens::RecordPicker *>());
}

void TestForm::fieldsFollowTheirCondition()
{
    RecordForm *form = make("environments");
    auto *hosts = form->editor("config.networking.allowed_hosts");
    QVERIFY(hosts);
    QVERIFY(hosts->isHidden());
    auto *network = named<screens::ChoiceBox>(form, QStringLiteral("form.config.networking.type"));
    const int limited = network->findData(QStringLiteral("limited"));
    QVERIFY(limited >= 0);
    network->setCurrentIndex(limited);
    Q_EMIT network->activated(limited);
    QVERIFY(!hosts->isHidden());
}

void TestForm::readOnlyFieldsStay()
{
    const auto page = *base::parseJson(test::fixture(QStringLiteral("ui/environments.json")));
    RecordForm *form = edit("environments", base::Record(page["data"][1]));
    QVERIFY(!named<screens::ChoiceBox>(form, QStringLiteral("form.config.type"))->isEnabled());
    QVERIFY(!form->isDirty());
    QSignalSpy saved(form, &RecordForm::saved);
    form->save(); // nothing to send
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(m_scene->client->updates.empty());
}

void TestForm::unknownOutcomeOffersACheck()
{
    RecordForm *form = make("environments");
    type("form.name", QStringLiteral("Once"));
    form->save();
    take(m_scene->client->creates).answer(base::Error::of(base::Error::Kind::OutcomeUnknown));
    QTRY_VERIFY(messageShown());
    QSignalSpy check(form, &RecordForm::checkRequested);
    named<QPushButton>(form, QStringLiteral("form.message.next"))->click();
    QCOMPARE(check.count(), 1);
    QVERIFY(m_scene->client->creates.empty()); // never sent twice by itself
}

void TestForm::undoInATextField()
{
    RecordForm *form = edit("agents", m_scene->record("ui/agent.json"));
    auto *system = named<QPlainTextEdit>(form, QStringLiteral("form.system"));
    const QString before = system->toPlainText();
    system->setFocus();
    system->moveCursor(QTextCursor::End);
    QTest::keyClicks(system, QStringLiteral(" more"));
    QCOMPARE(form->draft()->text("system"), before + QStringLiteral(" more"));
    QTest::keyClick(system, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(form->draft()->text("system"), before);
    QVERIFY(!form->isDirty());
}

void TestForm::everythingHasANameAndAKeyboard()
{
    RecordForm *form = edit("agents", m_scene->record("ui/agent_unknown.json"));
    named<QPushButton>(form, QStringLiteral("form.mcp_servers.add"))->click();
    int checked = 0;
    for (QWidget *widget : form->findChildren<QWidget *>()) {
        const bool interactive = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QPlainTextEdit *>(widget) || qobject_cast<QsciScintilla *>(widget);
        if (!interactive || !widget->isVisible() || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        ++checked;
        QVERIFY2(!widget->objectName().isEmpty(), qPrintable(QStringLiteral("a %1 has no name").arg(QLatin1String(widget->metaObject()->className()))));
        const bool named = !widget->accessibleName().isEmpty() || (qobject_cast<QAbstractButton *>(widget) && !static_cast<QAbstractButton *>(widget)->text().isEmpty());
        QVERIFY2(named, qPrintable(widget->objectName() + QStringLiteral(" says nothing to a screen reader")));
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(widget->objectName() + QStringLiteral(" cannot be reached by Tab")));
    }
    QVERIFY(checked > 30);
}

QTEST_MAIN(TestForm)
#include "tst_form.moc"
