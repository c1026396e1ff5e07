#include "backends/openma/tables.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "tests/ui/pagescene.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/fieldeditor.h"
#include "ui/screens/recordform.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/resourcetable.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/momentedit.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/secretedit.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

using base::Json;
using screens::RecordForm;
using screens::ResourcePage;
using test::named;
using test::take;

namespace {

const QString canary = QStringLiteral("canary-0815-stays-nowhere");

} // namespace

//! Forms of credentials, and the vault's page with what lives inside it.
class TestCredentials : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { new theme::Theme(theme::Mode::Light, theme::Density::Normal, this); }
    void init()
    {
        TestBase::init();
        m_scene = std::make_unique<test::PageScene>(
            false, std::vector<api::ResourceDescriptor>{backends::anthropic::agents(), backends::anthropic::sessions(), backends::anthropic::vaults()});
    }
    void cleanup()
    {
        m_form.reset();
        m_page.reset();
        m_scene.reset();
    }

    void bearerToken();
    void oauthWithRenewal();
    void environmentVariable();
    void commandLineProgram();
    void anEditSendsNoSecretUnlessItIsTyped();
    void whatTheServerRefusesKeepsTheForm();
    void secretsAreHiddenAndShownOnlyWhileTyping();
    void secretsAreInNoRawJson();
    void aKeyFileStaysInOnePiece();
    void typedSecretsAskBeforeTheyAreLost();

    void credentialsAreListedInsideTheirVault();
    void theFormTakesTheWholePage();
    void unsavedCredentialsOutliveAnotherVault();
    void archivedVaultsTakeNoMore();
    void checksSayWhatCameOfThem();
    void questionsAreSeenInANarrowPane();

private:
    RecordForm *open(const api::ResourceDescriptor &table, const base::Record &record = {});
    RecordForm *make() { return open(m_scene->resource("credentials").inside(QStringLiteral("vlt_1"))); }
    void choose(const char *name, const char *word);
    void type(const char *name, const QString &text);
    void press(QWidget *inside, const char *name) { QTest::mouseClick(named<QPushButton>(inside, QLatin1String(name)), Qt::LeftButton); }
    widgets::SecretEdit *secret(const char *name) { return named<widgets::SecretEdit>(m_form.get(), QLatin1String(name) + QStringLiteral(".frame")); }
    //! Two vaults, the first one open with a bearer and an OAuth credential inside.
    ResourcePage *openVault(const QSize &size = {1300, 800});
    ResourcePage *inside() const;

    std::unique_ptr<test::PageScene> m_scene;
    std::unique_ptr<RecordForm> m_form;
    std::unique_ptr<ResourcePage> m_page;
};

namespace {

base::Record vault(const char *id, const char *name, bool archived = false)
{
    return base::Record(Json{{"id", id}, {"display_name", name}, {"archived_at", archived ? Json("2026-11-20T10:00:00Z") : Json()}});
}

base::Record credential(const char *id, const char *type)
{
    return base::Record(Json{{"id", id},
                             {"type", "vault_credential"},
                             {"vault_id", "vlt_1"},
                             {"display_name", type},
                             {"auth", {{"type", type}, {"mcp_server_url", "https://mcp.example/a"}}},
                             {"archived_at", nullptr}});
}

} // namespace

RecordForm *TestCredentials::open(const api::ResourceDescriptor &table, const base::Record &record)
{
    models::Workspace *workspace = m_scene->workspace.get();
    m_form = std::make_unique<RecordForm>(m_scene->context, record.isEmpty() ? workspace->draft(table, nullptr) : workspace->draft(table, record, nullptr));
    m_form->resize(900, 900);
    m_form->show();
    m_form->activateWindow();
    if (!QTest::qWaitForWindowActive(m_form.get()))
        qFatal("the form's window did not become active");
    return m_form.get();
}

void TestCredentials::choose(const char *name, const char *word)
{
    auto *box = named<screens::ChoiceBox>(m_form.get(), QLatin1String(name));
    QVERIFY(box->isVisible());
    const int at = box->findData(QString::fromLatin1(word));
    QVERIFY2(at >= 0, word);
    box->setCurrentIndex(at);
    Q_EMIT box->activated(at);
}

void TestCredentials::type(const char *name, const QString &text)
{
    auto *line = named<QLineEdit>(m_form.get(), QLatin1String(name));
    QVERIFY2(line->isVisible(), name);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

void TestCredentials::bearerToken()
{
    RecordForm *form = make();
    type("form.display_name", QStringLiteral("Tracker"));
    type("form.auth.mcp_server_url", QStringLiteral("https://mcp.tracker.example/mcp"));
    form->save();
    QCOMPARE(form->editor("auth.token")->problemText(), QStringLiteral("Token is needed."));
    QVERIFY(m_scene->client->creates.empty());
    type("form.auth.token", canary);
    form->save();
    QCOMPARE(take(m_scene->client->creates).body,
             (Json{{"auth", {{"type", "static_bearer"}, {"mcp_server_url", "https://mcp.tracker.example/mcp"}, {"token", canary.toStdString()}}},
                   {"display_name", "Tracker"}}));
}

void TestCredentials::oauthWithRenewal()
{
    RecordForm *form = make();
    choose("form.auth.type", "mcp_oauth");
    QVERIFY(form->editor("auth.token")->isHidden());
    QVERIFY(form->editor("auth.refresh.client_id")->isHidden());
    type("form.auth.mcp_server_url", QStringLiteral("https://mcp.example"));
    type("form.auth.access_token", canary);
    choose("form.auth.refresh.token_endpoint_auth.type", "none");
    QVERIFY(form->editor("auth.refresh.token_endpoint_auth.client_secret")->isHidden()); // a public client has none
    choose("form.auth.refresh.token_endpoint_auth.type", "client_secret_post");
    type("form.auth.refresh.token_endpoint", QStringLiteral("https://auth.example/token"));
    type("form.auth.refresh.client_id", QStringLiteral("desktop"));
    type("form.auth.refresh.token_endpoint_auth.client_secret", canary + QStringLiteral("-2"));
    type("form.auth.refresh.refresh_token", canary + QStringLiteral("-3"));
    type("form.auth.refresh.scope", QStringLiteral("read write"));
    QTest::mouseClick(named<QCheckBox>(form, QStringLiteral("form.auth.expires_at")), Qt::LeftButton, {}, QPoint(8, 8));
    named<QDateTimeEdit>(form, QStringLiteral("form.auth.expires_at.time"))->setDateTime(QDateTime({2031, 5, 1}, {10, 30}, Qt::UTC).toLocalTime());
    form->save();
    const Json body = take(m_scene->client->creates).body;
    QCOMPARE(body["auth"]["expires_at"], Json("2031-05-01T10:30:00Z"));
    QCOMPARE(body["auth"]["access_token"], Json(canary.toStdString()));
    const Json &refresh = body["auth"]["refresh"];
    QCOMPARE(refresh["token_endpoint_auth"], (Json{{"type", "client_secret_post"}, {"client_secret", canary.toStdString() + "-2"}}));
    QCOMPARE(refresh["refresh_token"], Json(canary.toStdString() + "-3"));
    QCOMPARE(refresh["token_endpoint"], Json("https://auth.example/token"));
    QCOMPARE(refresh["client_id"], Json("desktop"));
    QCOMPARE(refresh["scope"], Json("read write"));
    QVERIFY(!refresh.contains("resource"));
    QVERIFY(!body["auth"].contains("injection_location")); // of another type
    QVERIFY(!body["auth"].contains("networking"));
}

void TestCredentials::environmentVariable()
{
    RecordForm *form = make();
    choose("form.auth.type", "environment_variable");
    type("form.auth.secret_name", QStringLiteral("RELAY_KEY"));
    type("form.auth.secret_value", canary);
    form->save();
    QVERIFY(m_scene->client->creates.empty()); // no host is listed
    QVERIFY(!form->editor("auth.networking.allowed_hosts")->problemText().isEmpty());
    named<QPlainTextEdit>(form, QStringLiteral("form.auth.networking.allowed_hosts"))->setPlainText(QStringLiteral("relay.example.com\n*.example.org"));
    QTest::mouseClick(named<QCheckBox>(form, QStringLiteral("form.auth.injection_location.body")), Qt::LeftButton, {}, QPoint(8, 8));
    form->save();
    const Json auth = take(m_scene->client->creates).body["auth"];
    QCOMPARE(auth["secret_value"], Json(canary.toStdString()));
    QCOMPARE(auth["networking"], (Json{{"type", "limited"}, {"allowed_hosts", {"relay.example.com", "*.example.org"}}}));
    QCOMPARE(auth["injection_location"], (Json{{"header", true}, {"body", false}}));
    QVERIFY(!auth.contains("mcp_server_url"));
}

void TestCredentials::commandLineProgram()
{
    RecordForm *form = open(backends::openma::credentials().inside(QStringLiteral("vlt-1")));
    type("form.display_name", QStringLiteral("Pipeline"));
    choose("form.auth.type", "cap_cli");
    choose("form.auth.cli_id", "glab");
    QCOMPARE(named<screens::ChoiceBox>(form, QStringLiteral("form.auth.cli_id"))->currentText(), QStringLiteral("glab"));
    type("form.auth.token", canary);
    form->save();
    QCOMPARE(take(m_scene->client->creates).body,
             (Json{{"auth", {{"type", "cap_cli"}, {"cli_id", "glab"}, {"token", canary.toStdString()}}}, {"display_name", "Pipeline"}}));
}

void TestCredentials::anEditSendsNoSecretUnlessItIsTyped()
{
    const auto table = m_scene->resource("credentials").inside(QStringLiteral("vlt_1"));
    RecordForm *form = open(table, credential("vcrd_1", "static_bearer"));
    QVERIFY(!form->isDirty());
    auto *token = named<QLineEdit>(form, QStringLiteral("form.auth.token"));
    QVERIFY(token->text().isEmpty()); // nobody can read it back
    QVERIFY(!token->placeholderText().isEmpty());
    type("form.display_name", QStringLiteral("Renamed"));
    form->save();
    QCOMPARE(take(m_scene->client->updates).body, (Json{{"display_name", "Renamed"}}));
    form = open(table, credential("vcrd_1", "static_bearer"));
    type("form.auth.token", canary);
    QVERIFY(form->isDirty());
    form->save();
    auto asked = take(m_scene->client->updates);
    QCOMPARE(asked.body, (Json{{"auth", {{"token", canary.toStdString()}, {"type", "static_bearer"}}}}));
    QCOMPARE(asked.id, QStringLiteral("vcrd_1"));
    asked.answer(credential("vcrd_1", "static_bearer"));
    QTRY_VERIFY(named<QLineEdit>(form, QStringLiteral("form.auth.token"))->text().isEmpty()); // it has arrived
    QVERIFY(!form->isDirty());
}

void TestCredentials::whatTheServerRefusesKeepsTheForm()
{
    RecordForm *form = make();
    type("form.auth.mcp_server_url", QStringLiteral("https://taken.example"));
    type("form.auth.token", canary);
    form->save();
    base::Error error = base::Error::of(base::Error::Kind::Conflict);
    error.httpStatus = 409;
    error.serverMessage = QStringLiteral("This vault has a credential for 'https://taken.example' already.");
    take(m_scene->client->creates).answer(error);
    auto *message = named<widgets::MessageBar>(form, QStringLiteral("form.message"));
    QTRY_VERIFY(!message->isHidden());
    QVERIFY2(message->text().contains(error.serverMessage), qPrintable(message->text()));
    QVERIFY(!message->text().contains(canary));
    QCOMPARE(named<QLineEdit>(form, QStringLiteral("form.auth.token"))->text(), canary);
    type("form.auth.mcp_server_url", QStringLiteral("https://free.example"));
    form->save();
    QCOMPARE(take(m_scene->client->creates).body["auth"]["token"], Json(canary.toStdString()));
}

void TestCredentials::secretsAreHiddenAndShownOnlyWhileTyping()
{
    make();
    auto *edit = secret("form.auth.token");
    auto *show = named<QToolButton>(edit, QStringLiteral("form.auth.token.show"));
    QCOMPARE(edit->line()->echoMode(), QLineEdit::Password);
    QVERIFY(!show->isEnabled()); // nothing was typed
    type("form.auth.token", canary);
    QVERIFY(!edit->line()->displayText().contains(QStringLiteral("canary")));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    edit->line()->selectAll();
    edit->line()->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    QVERIFY(edit->line()->inputMethodHints() & Qt::ImhSensitiveData);
    QTest::mouseClick(show, Qt::LeftButton);
    QVERIFY(edit->isShown());
    QVERIFY(edit->line()->hasFocus());
    QVERIFY(edit->line()->inputMethodHints() & Qt::ImhSensitiveData);
    named<QLineEdit>(m_form.get(), QStringLiteral("form.display_name"))->setFocus();
    QTRY_VERIFY(!edit->isShown());
    QCOMPARE(edit->secret(), canary);
    QTest::mouseClick(show, Qt::LeftButton);
    m_form->hide();
    QVERIFY(!edit->isShown());
}

void TestCredentials::secretsAreInNoRawJson()
{
    RecordForm *form = make();
    type("form.auth.mcp_server_url", QStringLiteral("https://mcp.example"));
    type("form.auth.token", canary);
    auto *tabs = named<QTabWidget>(form, QStringLiteral("form.tabs"));
    tabs->setCurrentIndex(1);
    auto *raw = named<widgets::JsonEditor>(form, QStringLiteral("form.raw.frame"));
    QVERIFY(raw->text().contains(QStringLiteral("https://mcp.example")));
    QVERIFY(!raw->text().contains(canary));
    form->save(); // it travels all the same
    QCOMPARE(take(m_scene->client->creates).body["auth"]["token"], Json(canary.toStdString()));
}

void TestCredentials::aKeyFileStaysInOnePiece()
{
    RecordForm *form = make();
    choose("form.auth.type", "environment_variable");
    const QString file = QStringLiteral("-----BEGIN KEY-----\nabc\ndef\n-----END KEY-----\n");
    auto *line = secret("form.auth.secret_value")->line();
    QGuiApplication::clipboard()->setText(file);
    line->setFocus();
    QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(form->draft()->text("auth.secret_value"), file);
    QGuiApplication::clipboard()->setText(QStringLiteral("  one-line \n"));
    line->selectAll();
    QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(form->draft()->text("auth.secret_value"), QStringLiteral("one-line")); // what copying brought along
}

void TestCredentials::typedSecretsAskBeforeTheyAreLost()
{
    RecordForm *form = open(m_scene->resource("credentials").inside(QStringLiteral("vlt_1")), credential("vcrd_1", "static_bearer"));
    type("form.auth.token", canary);
    QSignalSpy cancelled(form, &RecordForm::cancelled);
    form->cancel();
    QCOMPARE(cancelled.count(), 0);
    press(form, "form.message.discard");
    QCOMPARE(cancelled.count(), 1);
}

// ---- inside the vault --------------------------------------------------------------------------------------------------------

ResourcePage *TestCredentials::openVault(const QSize &size)
{
    m_page = std::make_unique<ResourcePage>(m_scene->context, "vaults");
    m_page->resize(size);
    m_page->show();
    m_page->activateWindow();
    if (!QTest::qWaitForWindowActive(m_page.get()))
        qFatal("the page's window did not become active");
    take(m_scene->client->lists).answer(api::Page{{vault("vlt_1", "Team"), vault("vlt_2", "On-call"), vault("vlt_3", "Old", true)}, {}});
    if (!QTest::qWaitFor([&] { return m_page->model()->rowCount() == 3; }))
        qFatal("the vaults did not come");
    m_page->revealRecord(QStringLiteral("vlt_1"));
    m_scene->takeFirstPage("credentials").answer(api::Page{{credential("vcrd_1", "static_bearer"), credential("vcrd_2", "mcp_oauth")}, {}});
    if (!QTest::qWaitFor([&] { return inside() && inside()->model()->rowCount() == 2; }))
        qFatal("the credentials did not come");
    return m_page.get();
}

ResourcePage *TestCredentials::inside() const
{
    for (ResourcePage *page : m_page->findChildren<ResourcePage *>(QStringLiteral("credentials.page"))) {
        if (page->isVisible())
            return page;
    }
    return nullptr;
}

void TestCredentials::credentialsAreListedInsideTheirVault()
{
    ResourcePage *page = openVault();
    auto *tabs = named<QTabWidget>(page, QStringLiteral("vaults.detail.tabs"));
    QCOMPARE(tabs->tabText(0), QStringLiteral("Credentials"));
    QCOMPARE(tabs->currentIndex(), 0);
    QVERIFY(!named<widgets::PlainLabel>(inside(), QStringLiteral("credentials.title"))->isVisible());
    // What changes elsewhere is seen here when it belongs here.
    Json foreign = credential("vcrd_9", "static_bearer").json();
    foreign["vault_id"] = "vlt_2";
    Q_EMIT m_scene->client->recordChanged(QStringLiteral("credentials"), base::Record(foreign));
    QCOMPARE(inside()->model()->rowCount(), 2);
    Q_EMIT m_scene->client->recordChanged(QStringLiteral("credentials"), credential("vcrd_3", "static_bearer"));
    QTRY_COMPARE(inside()->model()->rowCount(), 3);
    page->revealRecord(QStringLiteral("vlt_2"));
    const auto asked = m_scene->takeFirstPage("credentials");
    asked.answer(api::Page{});
    QTRY_COMPARE(inside()->model()->state(), models::ResourceListModel::State::Empty);
}

void TestCredentials::theFormTakesTheWholePage()
{
    ResourcePage *page = openVault();
    press(inside(), "credentials.new");
    ResourcePage *credentials = page->findChild<ResourcePage *>(QStringLiteral("credentials.page"));
    QVERIFY(credentials->form() && credentials->form()->isVisible());
    QVERIFY(!page->table()->isVisible());
    QCOMPARE(credentials->form()->width(), page->width());
    QVERIFY(!page->hasUnsavedChanges());
    QSignalSpy unsaved(page, &ResourcePage::unsavedChanged);
    auto *name = named<QLineEdit>(page, QStringLiteral("form.display_name"));
    QTest::keyClicks(name, QStringLiteral("Half done"));
    QVERIFY(page->hasUnsavedChanges());
    QVERIFY(unsaved.count() > 0);
    credentials->form()->cancel();
    press(page, "form.message.discard");
    QVERIFY(page->table()->isVisible());
    QVERIFY(!page->hasUnsavedChanges());
}

void TestCredentials::unsavedCredentialsOutliveAnotherVault()
{
    ResourcePage *page = openVault();
    press(inside(), "credentials.new");
    QTest::keyClicks(named<QLineEdit>(page, QStringLiteral("form.auth.token")), canary);
    page->revealRecord(QStringLiteral("vlt_2")); // by the palette, say
    QVERIFY(page->hasUnsavedChanges());
    page->revealRecord(QStringLiteral("vlt_1"));
    ResourcePage *credentials = nullptr;
    for (ResourcePage *candidate : page->findChildren<ResourcePage *>(QStringLiteral("credentials.page"))) {
        if (candidate->form())
            credentials = candidate;
    }
    QVERIFY(credentials);
    credentials->newRecord(); // comes back to it
    QVERIFY(credentials->form()->isVisible());
    QCOMPARE(credentials->form()->draft()->text("auth.token"), canary);
}

void TestCredentials::archivedVaultsTakeNoMore()
{
    ResourcePage *page = openVault();
    QVERIFY(named<QPushButton>(inside(), QStringLiteral("credentials.new"))->isEnabled());
    Q_EMIT m_scene->client->recordChanged(QStringLiteral("vaults"), vault("vlt_1", "Team", true));
    QTRY_VERIFY(!named<QPushButton>(inside(), QStringLiteral("credentials.new"))->isEnabled());
    QVERIFY(named<QPushButton>(inside(), QStringLiteral("credentials.new"))->toolTip().contains(QStringLiteral("archived")));
    m_scene->takeFirstPage("credentials"); // what is inside was read again: it may have gone along
    page->revealRecord(QStringLiteral("vlt_2"));
    QVERIFY(named<QPushButton>(inside(), QStringLiteral("credentials.new"))->isEnabled());
}

void TestCredentials::checksSayWhatCameOfThem()
{
    openVault();
    const auto menuOf = [&](const char *id) {
        Q_EMIT inside()->table()->menuRequested(QString::fromLatin1(id), QPoint());
        return named<QMenu>(inside(), QStringLiteral("credentials.menu"));
    };
    QMenu *menu = menuOf("vcrd_1");
    QVERIFY(!menu->findChild<QAction *>(QStringLiteral("record.validate"))); // a bearer token cannot be checked
    delete menu;
    menu = menuOf("vcrd_2");
    auto *check = menu->findChild<QAction *>(QStringLiteral("record.validate"));
    QVERIFY(check && check->isEnabled());
    check->trigger();
    auto asked = take(m_scene->client->acts);
    QCOMPARE(asked.id, QStringLiteral("vcrd_2"));
    asked.answer(base::Record(Json{{"type", "vault_credential_validation"}, {"status", "invalid"}, {"credential_id", "vcrd_2"}}));
    auto *message = named<widgets::MessageBar>(inside(), QStringLiteral("credentials.message"));
    QTRY_VERIFY(message->isVisible());
    QVERIFY2(message->text().contains(QStringLiteral("refuses the token")), qPrintable(message->text()));
    delete menu;
}

void TestCredentials::questionsAreSeenInANarrowPane()
{
    openVault();
    inside()->revealRecord(QStringLiteral("vcrd_1"));
    QVERIFY(!inside()->table()->isVisible()); // one column
    auto *message = named<widgets::MessageBar>(inside(), QStringLiteral("credentials.message"));
    Q_EMIT inside()->table()->removeRequested(QStringLiteral("vcrd_1"));
    QTRY_VERIFY(message->isVisible());
    press(inside(), "credentials.message.act");
    Json archived = credential("vcrd_1", "static_bearer").json();
    archived["archived_at"] = "2026-11-22T02:00:00Z";
    auto asked = take(m_scene->client->archives);
    QCOMPARE(asked.id, QStringLiteral("vcrd_1"));
    asked.answer(base::Record(archived));
}

QTEST_MAIN(TestCredentials)
#include "tst_credentials.moc"
