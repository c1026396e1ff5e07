#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>

//! The tour finds widgets by what a screen reader calls them, because Qt below 6.9 puts no object names on the accessibility bus.
//! Here the table that ties the two together (tests/tour/names.json) is held against the window.
class NamesTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyNameOfTheTourIsWhatTheWindowSays();
    void everyControlHasAnObjectNameAndAnAccessibleName();
    void factsOfARecordAreRead();

private:
    static QString accessibleName(QWidget *widget);
    static QStringList labels(QWidget *widget);
    static QString role(QWidget *widget);
    static void visitEveryPage(test::ProgramFixture &fixture);
    static void checkNames(test::ProgramFixture &fixture, QSet<QString> *seen);
};

QString NamesTest::accessibleName(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

QStringList NamesTest::labels(QWidget *widget)
{
    QStringList said;
    const auto relations = QAccessible::queryAccessibleInterface(widget)->relations(QAccessible::Label);
    for (const auto &relation : relations)
        said << relation.first->text(QAccessible::Name);
    return said;
}

//! The word that the accessibility bus has for the role.
QString NamesTest::role(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    switch (interface->role()) {
    case QAccessible::Button:
    case QAccessible::ButtonMenu: return QStringLiteral("push button");
    case QAccessible::CheckBox: return QStringLiteral("check box"); // any button that can be checked
    case QAccessible::RadioButton: return QStringLiteral("radio button");
    case QAccessible::ComboBox: return QStringLiteral("combo box");
    case QAccessible::Table: return QStringLiteral("table");
    case QAccessible::EditableText: return interface->state().passwordEdit ? QStringLiteral("password text") : QStringLiteral("text");
    default: return QString::number(interface->role());
    }
}

void NamesTest::visitEveryPage(test::ProgramFixture &fixture)
{
    for (const char *entry : {"sidebar.agents", "sidebar.environments", "sidebar.vaults", "sidebar.cost", "sidebar.settings", "sidebar.sessions"})
        QVERIFY2(fixture.click(entry), entry);
}

//! Holds the table against what the window shows now; what it shows later is checked then.
void NamesTest::checkNames(test::ProgramFixture &fixture, QSet<QString> *seen)
{
    QFile file(QStringLiteral(MUSTER_FIXTURES "/../tour/names.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject names = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(names.size() > 10);

    for (auto it = names.begin(); it != names.end(); ++it) {
        const QJsonObject entry = it.value().toObject();
        const bool byLabel = entry.contains(QLatin1String("label"));
        const QString wanted = entry[QLatin1String("role")].toString() + QLatin1Char(' ') + entry[QLatin1String(byLabel ? "label" : "name")].toString();
        QStringList found;
        const auto widgets = fixture.window()->findChildren<QWidget *>(it.key());
        for (QWidget *widget : widgets) {
            if (widget->isVisible() && !qobject_cast<QLabel *>(widget)) // a form's heading is called as a field may be
                found << role(widget) + QLatin1Char(' ') + (byLabel ? labels(widget).join(QLatin1Char(',')) : accessibleName(widget));
        }
        if (found.isEmpty())
            continue;
        QVERIFY2(found.contains(wanted), qPrintable(it.key() + QStringLiteral(" is a ") + found.join(QStringLiteral(", a "))));
        seen->insert(it.key());
    }
}

void NamesTest::everyNameOfTheTourIsWhatTheWindowSays()
{
    test::ProgramFixture fixture;
    QVERIFY(fixture.start());
    QSet<QString> seen;
    for (const char *entry : {"sidebar.agents", "sidebar.environments", "sidebar.vaults", "sidebar.cost", "sidebar.settings", "sidebar.sessions"}) {
        QVERIFY2(fixture.click(entry), entry);
        checkNames(fixture, &seen);
    }
    QVERIFY(fixture.click("sidebar.newSession"));
    QTRY_VERIFY(fixture.shown("form.agent"));
    checkNames(fixture, &seen);
    QVERIFY(fixture.click("form.cancel"));
    fixture.find<QAction>("action.traffic")->trigger();
    QTRY_VERIFY(fixture.shown("traffic.record"));
    checkNames(fixture, &seen);
    QVERIFY(fixture.click("sidebar.vaults"));
    QVERIFY(fixture.reveal("vaults.page", QStringLiteral("Team accounts")));
    QVERIFY(fixture.click("credentials.new"));
    QTRY_VERIFY(fixture.shown("form.auth.type"));
    QVERIFY(fixture.choose("form.auth.type", QStringLiteral("mcp_oauth")));
    QTRY_VERIFY(fixture.shown("form.auth.access_token"));
    checkNames(fixture, &seen);
    QVERIFY(fixture.click("form.cancel"));
    QVERIFY(fixture.click("demo.connect"));
    QTRY_VERIFY(fixture.shown("connection.platform"));
    checkNames(fixture, &seen);
    for (const char *name : {"form.auth.type", "form.auth.refresh.token_endpoint_auth.type", "traffic.record", "connection.platform", "form.agent"})
        QVERIFY2(seen.contains(QLatin1String(name)), name);
    QVERIFY2(seen.size() >= 30, qPrintable(QString::number(seen.size())));
}

void NamesTest::everyControlHasAnObjectNameAndAnAccessibleName()
{
    test::ProgramFixture fixture;
    QVERIFY(fixture.start());
    visitEveryPage(fixture);
    QStringList nameless;
    const auto all = fixture.window()->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QAbstractItemView *>(widget);
        // Parts that Qt makes inside its own widgets belong to those.
        if (!control || widget->objectName().startsWith(QLatin1String("qt_")) || qobject_cast<QComboBox *>(widget->parentWidget())
            || qobject_cast<QTabBar *>(widget->parentWidget()) || qobject_cast<QHeaderView *>(widget) || widget->inherits("QTableCornerButton")
            || widget->inherits("QLineEditIconButton") || widget->inherits("QComboBoxListView"))
            continue;
        // A combo box goes by what it shows: what it is for is said by its label, or by its description.
        const bool explained = !qobject_cast<QComboBox *>(widget) || !labels(widget).isEmpty() || !widget->accessibleDescription().isEmpty();
        if (widget->objectName().isEmpty() || accessibleName(widget).isEmpty() || !explained)
            nameless << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName() + QLatin1String(" in ")
                    + widget->parentWidget()->objectName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
}

//! What a label shows is what is read; what it is about stands in the label before it.
void NamesTest::factsOfARecordAreRead()
{
    test::ProgramFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(fixture.click("sidebar.vaults"));
    QVERIFY(fixture.reveal("vaults.page", QStringLiteral("Team accounts")));
    QVERIFY(fixture.reveal("credentials.page", QStringLiteral("Design files")));
    QMap<QString, QString> facts;
    const auto read = [&] {
        QWidget *detail = fixture.shown("credentials.detail");
        const QList<widgets::PlainLabel *> all = detail ? detail->findChildren<widgets::PlainLabel *>() : QList<widgets::PlainLabel *>();
        for (widgets::PlainLabel *label : all) {
            if (label->isVisible() && !labels(label).isEmpty())
                facts.insert(labels(label).first(), accessibleName(label));
        }
        return !facts.isEmpty();
    };
    QTRY_VERIFY(read());
    QCOMPARE(facts[QStringLiteral("Type")], QStringLiteral("OAuth"));
    QCOMPARE(facts[QStringLiteral("MCP server")], QStringLiteral("https://mcp.design.example/mcp"));
    QCOMPARE(facts[QStringLiteral("Access token")], QStringLiteral("Stored; nobody can read it back."));
    QCOMPARE(facts[QStringLiteral("Scope")], QStringLiteral("files:read comments:write"));
}

QTEST_MAIN(NamesTest)
#include "tst_names.moc"
