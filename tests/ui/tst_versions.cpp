#include "demo/server.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "models/workspace.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/recordform.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/sessionsarea.h"

#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>

using test::ProgramFixture;

//! The versions of an agent in its details, in the real window, against both wires.
class TestVersions : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void whatChangedRestoreAndUse_data();
    void whatChangedRestoreAndUse();
};

namespace {

//! The agent with another system prompt; empty when the server did not take it.
base::Record changed(api::Client &client, const api::ResourceDescriptor &agents, const base::Record &agent, const char *system)
{
    base::Record now;
    client.update(agents, agent.id(), base::Json{{"system", system}, {"version", agent.integer("version").value()}})
        ->then(&client, [&now](const base::Result<base::Record> &result) { now = result.ok() ? *result : base::Record(); });
    return QTest::qWaitFor([&now] { return !now.isEmpty(); }, 10'000) ? now : base::Record();
}

} // namespace

void TestVersions::whatChangedRestoreAndUse_data()
{
    QTest::addColumn<bool>("openma");
    QTest::newRow("managed agents") << false;
    QTest::newRow("openma") << true;
}

void TestVersions::whatChangedRestoreAndUse()
{
    QFETCH(bool, openma);
    demo::Server server({.wire = demo::Wire::Openma, .speed = 0});
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(!openma || program.goToOpenma(server));
    QTRY_VERIFY(program.shown("sidebar.agents"));
    QVERIFY(program.click("sidebar.agents"));
    auto *page = qobject_cast<screens::ResourcePage *>(program.shown("agents.page"));
    QTRY_VERIFY(page && page->model()->rowCount() > 0);
    // An agent of two versions more than it had.
    api::Client &client = program.window()->view()->workspace()->client();
    base::Record agent = *page->model()->record(page->model()->index(0, 0).data(models::ResourceListModel::IdRole).toString());
    const qint64 first = agent.integer("version").value();
    const QString before = agent.string("system");
    for (const char *system : {"Second", "Third"})
        agent = changed(client, page->descriptor(), agent, system);
    page->revealRecord(agent.id());
    auto *tabs = page->findChild<QTabWidget *>(QStringLiteral("agents.detail.tabs"));
    QVERIFY(tabs);
    tabs->setCurrentWidget(page->findChild<QWidget *>(QStringLiteral("agents.versions")));
    auto *list = page->findChild<QListWidget *>(QStringLiteral("agents.versions.list"));
    QTRY_VERIFY(list->count() >= 3);
    QVERIFY(list->item(0)->text().contains(QStringLiteral("Version %1").arg(first + 2)));
    QVERIFY(list->item(0)->text().contains(QStringLiteral("current")));
    QVERIFY(list->item(0)->text().contains(QStringLiteral("System prompt")));

    const auto button = [page](const char *name) { return page->findChild<QPushButton *>(QLatin1String(name)); };
    QVERIFY(!button("agents.versions.restore")->isEnabled()); // it has that one now
    QVERIFY(button("agents.versions.use")->isEnabled());
    list->setCurrentRow(2);
    QVERIFY(button("agents.versions.restore")->isEnabled());
    QCOMPARE(button("agents.versions.use")->isEnabled(), !openma);
    QCOMPARE(button("agents.versions.use")->toolTip().isEmpty(), !openma); // greyed with its reason

    QTest::mouseClick(button("agents.versions.restore"), Qt::LeftButton);
    QVERIFY(page->form());
    QCOMPARE(page->form()->draft()->text("system"), before);
    QVERIFY(page->form()->isDirty());
    page->form()->draft()->submit();
    QTRY_VERIFY(!page->form());
    QTRY_VERIFY(list->item(0)->text().contains(QStringLiteral("Version %1").arg(first + 3)));
    if (openma)
        return;

    list->setCurrentRow(2);
    QTest::mouseClick(button("agents.versions.use"), Qt::LeftButton);
    screens::RecordForm *form = nullptr;
    QTRY_VERIFY((form = program.find<screens::RecordForm>("form")));
    const base::Json pinned = form->draft()->value("agent");
    QCOMPARE(base::Record(pinned).integer("version").value_or(0), first + 1);
    QCOMPARE(base::Record(pinned).id(), agent.id());
    QTRY_VERIFY(program.text("form.agent").contains(QStringLiteral("version %1").arg(first + 1)));
}

QTEST_MAIN(TestVersions)
#include "tst_versions.moc"
