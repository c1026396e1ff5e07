#include "demo/server.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/recordform.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/resourcetable.h"
#include "ui/widgets/messagebar.h"

#include <QDirIterator>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

using test::ProgramFixture;

namespace {

const QByteArray canary = "canary-1f2e3d-in-no-file";

QString logged; // everything the program said while a test listened
QtMessageHandler before = nullptr;

void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    logged += text + QLatin1Char('\n');
    before(type, context, text);
}

QList<QByteArray> spellings(const QByteArray &text)
{
    const QString wide = QString::fromLatin1(text);
    return {text, QByteArray(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2), text.toBase64().chopped(4), text.toHex()};
}

//! The files below a folder that hold the text in any spelling.
QStringList holding(const QString &folder, const QByteArray &text)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        for (const QByteArray &spelling : spellings(text)) {
            if (content.contains(spelling))
                found << file.fileName();
        }
    }
    return found;
}

} // namespace

//! Vaults in the real window, against both wires: from the sidebar to the credential inside.
class TestVaults : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everythingThatCanBeDone_data();
    void everythingThatCanBeDone();
    void refusedInputIsSaidAtTheForm();
    void aSessionTakesVaults();
    void secretsAreInNoFileAndNoLog();

private:
    static screens::ResourcePage *inside(ProgramFixture &program);
    static bool fill(ProgramFixture &program, const char *field, const QString &text);
    static bool save(ProgramFixture &program);
    //! To the question of a message bar, wherever the bar is being laid out.
    static bool agree(ProgramFixture &program, const char *button);
    static bool newVault(ProgramFixture &program, const char *nameField, const QString &name);
    //! Adds a credential of the type with every field of the form filled in; its secrets hold the canary.
    static bool addCredential(ProgramFixture &program, const QString &type, const QString &name);
    static QStringList listed(const screens::ResourcePage *page);
    static QString idOf(const screens::ResourcePage *page, const QString &name);

    QTemporaryDir m_home;
};

void TestVaults::initTestCase()
{
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, m_home.path().toLocal8Bit());
}

screens::ResourcePage *TestVaults::inside(ProgramFixture &program)
{
    return qobject_cast<screens::ResourcePage *>(program.shown("credentials.page"));
}

bool TestVaults::fill(ProgramFixture &program, const char *field, const QString &text)
{
    if (!QTest::qWaitFor([&] { return program.shown(field) != nullptr; }))
        return false;
    if (auto *area = qobject_cast<QPlainTextEdit *>(program.shown(field))) {
        area->setPlainText(text);
        return true;
    }
    auto *line = qobject_cast<QLineEdit *>(program.shown(field));
    if (!line)
        return false;
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    return true;
}

bool TestVaults::save(ProgramFixture &program)
{
    return program.click("form.save") && QTest::qWaitFor([&] { return program.shown("form") == nullptr; }, 10'000);
}

bool TestVaults::agree(ProgramFixture &program, const char *button)
{
    if (!QTest::qWaitFor([&] { return program.shown(button) != nullptr; }, 10'000))
        return false;
    qobject_cast<QPushButton *>(program.shown(button))->click();
    return true;
}

bool TestVaults::newVault(ProgramFixture &program, const char *nameField, const QString &name)
{
    const auto listIsThere = [&] {
        const auto *page = qobject_cast<screens::ResourcePage *>(program.shown("vaults.page"));
        return page && page->model()->rowCount() > 0;
    };
    return program.click("sidebar.vaults") && QTest::qWaitFor(listIsThere, 10'000) && program.click("vaults.new") && fill(program, nameField, name) && save(program)
        && QTest::qWaitFor([&] { return inside(program) && inside(program)->model()->state() == models::ResourceListModel::State::Empty; }, 10'000);
}

bool TestVaults::addCredential(ProgramFixture &program, const QString &type, const QString &name)
{
    if (!program.click("credentials.new") || !fill(program, "form.display_name", name) || !program.choose("form.auth.type", type))
        return false;
    const auto *form = qobject_cast<screens::RecordForm *>(program.shown("form"));
    for (const api::FieldDescriptor &field : form->draft()->descriptor().fields) {
        const QByteArray editor = "form." + QByteArray::fromStdString(field.path);
        if (!form->draft()->isShown(field) || field.path == "auth.type")
            continue;
        bool done = true;
        if (field.kind == api::FieldKind::Secret)
            done = fill(program, editor.constData(), QString::fromLatin1(canary));
        else if (field.kind == api::FieldKind::Choice)
            done = program.choose(editor.constData(), field.path == "auth.networking.type" ? QStringLiteral("limited") : field.choices.back().word);
        else if (field.kind == api::FieldKind::Lines)
            done = fill(program, editor.constData(), QStringLiteral("api.example.com"));
        else if (field.kind == api::FieldKind::Line && field.path != "display_name")
            done = fill(program, editor.constData(), QStringLiteral("https://%1.example").arg(type).remove(QLatin1Char('_')));
        if (!done)
            return false;
    }
    return save(program) && QTest::qWaitFor([&] { return inside(program) && listed(inside(program)).contains(name); }, 10'000);
}

QStringList TestVaults::listed(const screens::ResourcePage *page)
{
    QStringList out;
    for (int row = 0; row < page->model()->rowCount(); ++row)
        out << page->model()->index(row, 0).data(models::ResourceListModel::TitleRole).toString();
    return out;
}

QString TestVaults::idOf(const screens::ResourcePage *page, const QString &name)
{
    const auto row = listed(page).indexOf(name);
    return row < 0 ? QString() : page->model()->index(int(row), 0).data(models::ResourceListModel::IdRole).toString();
}

void TestVaults::everythingThatCanBeDone_data()
{
    QTest::addColumn<bool>("openma");
    QTest::addColumn<QString>("nameField");
    QTest::addColumn<QStringList>("types");
    QTest::newRow("managed agents") << false << QStringLiteral("form.display_name")
                                    << QStringLiteral("static_bearer,mcp_oauth,environment_variable").split(QLatin1Char(','));
    QTest::newRow("openma") << true << QStringLiteral("form.name") << QStringLiteral("static_bearer,mcp_oauth,cap_cli").split(QLatin1Char(','));
}

void TestVaults::everythingThatCanBeDone()
{
    QFETCH(bool, openma);
    QFETCH(QString, nameField);
    QFETCH(QStringList, types);
    demo::Server server({.wire = demo::Wire::Openma, .speed = 0});
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(!openma || program.goToOpenma(server));
    QTRY_VERIFY(program.shown("sidebar.vaults"));
    QVERIFY(newVault(program, qPrintable(nameField), QStringLiteral("Fresh")));
    for (const QString &type : types)
        QVERIFY2(addCredential(program, type, QStringLiteral("My ") + type), qPrintable(type));
    screens::ResourcePage *credentials = inside(program);
    QCOMPARE(listed(credentials).size(), 3);

    // Renamed without its secret, then given another secret.
    const QString id = idOf(credentials, QStringLiteral("My static_bearer"));
    credentials->editRecord(id);
    QVERIFY(fill(program, "form.display_name", QStringLiteral("Renamed")));
    QVERIFY(save(program));
    QTRY_COMPARE(idOf(credentials, QStringLiteral("Renamed")), id);
    credentials->editRecord(id);
    QVERIFY(fill(program, "form.auth.token", QString::fromLatin1(canary) + QStringLiteral("-new")));
    QVERIFY(save(program));
    QTRY_COMPARE(idOf(credentials, QStringLiteral("Renamed")), id);

    // Archived, then deleted, each after a question.
    Q_EMIT credentials->table()->removeRequested(id);
    QVERIFY(agree(program, "credentials.message.act"));
    if (openma) // its list keeps archived ones, told apart by their status
        QTRY_COMPARE(credentials->model()->index(credentials->model()->rowOf(id), 0).data(models::ResourceListModel::WordRole).toString(), QStringLiteral("archived"));
    else
        QTRY_VERIFY(!listed(credentials).contains(QStringLiteral("Renamed")));
    const QString second = idOf(credentials, QStringLiteral("My mcp_oauth"));
    Q_EMIT credentials->table()->menuRequested(second, QPoint());
    auto *menu = credentials->findChild<QMenu *>(QStringLiteral("credentials.menu"));
    QVERIFY(menu && menu->findChild<QAction *>(QStringLiteral("record.validate")));
    menu->findChild<QAction *>(QStringLiteral("record.delete"))->trigger();
    menu->close();
    QVERIFY(agree(program, "credentials.message.act"));
    QTRY_VERIFY(!listed(credentials).contains(QStringLiteral("My mcp_oauth")));

    // The vault itself.
    auto *vaults = qobject_cast<screens::ResourcePage *>(program.shown("vaults.page"));
    const QString vault = idOf(vaults, QStringLiteral("Fresh"));
    Q_EMIT vaults->table()->removeRequested(vault);
    QVERIFY(agree(program, "vaults.message.act"));
    QTRY_VERIFY(!listed(vaults).contains(QStringLiteral("Fresh")));
}

void TestVaults::refusedInputIsSaidAtTheForm()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(newVault(program, "form.display_name", QStringLiteral("Strict")));
    QVERIFY(addCredential(program, QStringLiteral("static_bearer"), QStringLiteral("First")));
    QVERIFY(program.click("credentials.new"));
    QVERIFY(fill(program, "form.auth.mcp_server_url", QStringLiteral("https://staticbearer.example")));
    QVERIFY(program.click("form.save")); // no token yet
    QTRY_VERIFY(program.shown("form.problem.auth.token"));
    QVERIFY(fill(program, "form.auth.token", QString::fromLatin1(canary)));
    QVERIFY(program.click("form.save")); // the same server again
    const auto message = [&] {
        auto *bar = qobject_cast<widgets::MessageBar *>(program.shown("form.message"));
        return bar ? bar->text() : QString();
    };
    QTRY_VERIFY2(message().contains(QStringLiteral("https://staticbearer.example")), qPrintable(message()));
    QVERIFY(!message().contains(QString::fromLatin1(canary)));
    QVERIFY(fill(program, "form.auth.mcp_server_url", QStringLiteral("https://other.example")));
    QVERIFY(save(program)); // the token was not lost
    QTRY_COMPARE(inside(program)->model()->rowCount(), 2);
}

void TestVaults::aSessionTakesVaults()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.click("sidebar.newSession"));
    QVERIFY(program.pick("form.agent", QStringLiteral("Debugger")));
    QVERIFY(program.pick("form.environment_id", QString()));
    QVERIFY(program.pick("form.vault_ids", QStringLiteral("Team accounts")));
    QTRY_VERIFY(!program.find("form.vault_ids.picker")); // the first one is gone before the second comes
    QVERIFY(program.pick("form.vault_ids", QStringLiteral("On-call")));
    const auto *form = qobject_cast<screens::RecordForm *>(program.shown("form"));
    QVERIFY(form);
    QCOMPARE(form->draft()->value("vault_ids").size(), std::size_t(2));
    QVERIFY(program.click("form.save"));
    QTRY_VERIFY(program.session());
    QTRY_COMPARE(program.window()->view()->workspace()->openConversations().size(), std::size_t(1));
    const auto *conversation = program.window()->view()->workspace()->openConversations().front();
    QVERIFY(conversation->session().find("vault_ids"));
    QCOMPARE(conversation->session().find("vault_ids")->size(), std::size_t(2));
}

void TestVaults::secretsAreInNoFileAndNoLog()
{
    ProgramFixture program;
    QLoggingCategory::setFilterRules(QStringLiteral("*.debug=true\nqt.*.debug=false"));
    logged.clear();
    before = qInstallMessageHandler(listen);
    QVERIFY(program.start());
    QVERIFY(newVault(program, "form.display_name", QStringLiteral("findable-4711")));
    for (const char *type : {"static_bearer", "mcp_oauth", "environment_variable"})
        QVERIFY(addCredential(program, QLatin1String(type), QLatin1String(type)));
    // One that is refused, and one that is typed and never sent.
    QVERIFY(program.click("credentials.new"));
    QVERIFY(fill(program, "form.auth.mcp_server_url", QStringLiteral("https://staticbearer.example")));
    QVERIFY(fill(program, "form.auth.token", QString::fromLatin1(canary)));
    QVERIFY(program.click("form.save"));
    QTRY_VERIFY(program.shown("form.message"));
    for (QLineEdit *line : program.window()->findChildren<QLineEdit *>())
        QVERIFY2(!line->displayText().contains(QString::fromLatin1(canary)), qPrintable(line->objectName()));
    const QStringList whileOpen = holding(program.folder(), canary) + holding(m_home.path(), canary);
    QVERIFY2(whileOpen.isEmpty(), qPrintable(whileOpen.join(QLatin1Char('\n'))));
    qobject_cast<screens::RecordForm *>(program.shown("form"))->cancel();
    QVERIFY(program.click("form.message.discard"));
    program.restart();
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    const QStringList files = holding(program.folder(), canary) + holding(m_home.path(), canary);
    QVERIFY2(files.isEmpty(), qPrintable(files.join(QLatin1Char('\n'))));
    QVERIFY2(!logged.contains(QString::fromLatin1(canary)), "the log holds a secret");
    QVERIFY(!holding(program.folder(), "findable-4711").isEmpty()); // the search finds what is there: the demo's own vault
}

QTEST_MAIN(TestVaults)
#include "tst_vaults.moc"
