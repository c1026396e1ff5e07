#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

//! The tour finds widgets by what a screen reader calls them, because Qt below 6.9 puts no object names on the accessibility bus.
//! Here the table that ties the two together (tests/tour/names.json) is held against the window.
class NamesTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyNameOfTheTourIsWhatTheWindowSays();
    void everyControlHasAnObjectNameAndAnAccessibleName();

private:
    static QString accessibleName(QWidget *widget);
    static void visitEveryPage(test::ProgramFixture &fixture);
};

QString NamesTest::accessibleName(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

void NamesTest::visitEveryPage(test::ProgramFixture &fixture)
{
    for (const char *entry : {"sidebar.agents", "sidebar.environments", "sidebar.vaults", "sidebar.settings", "sidebar.sessions"})
        QVERIFY2(fixture.click(entry), entry);
}

void NamesTest::everyNameOfTheTourIsWhatTheWindowSays()
{
    QFile file(QStringLiteral(MUSTER_FIXTURES "/../tour/names.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject names = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(names.size() > 10);

    test::ProgramFixture fixture;
    QVERIFY(fixture.start());
    visitEveryPage(fixture);
    int seen = 0;
    for (auto it = names.begin(); it != names.end(); ++it) {
        // What is made later (a form, a session) is checked when the tour meets it; what the window has now must agree.
        const auto widgets = fixture.window()->findChildren<QWidget *>(it.key());
        if (widgets.isEmpty())
            continue;
        ++seen;
        QStringList said;
        for (QWidget *widget : widgets)
            said << accessibleName(widget);
        QVERIFY2(said.contains(it.value().toObject()[QLatin1String("name")].toString()),
                 qPrintable(it.key() + QStringLiteral(" is called ") + said.join(QStringLiteral(" | "))));
    }
    QVERIFY2(seen >= 10, qPrintable(QString::number(seen)));
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
        if (widget->objectName().isEmpty() || accessibleName(widget).isEmpty())
            nameless << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName() + QLatin1String(" in ")
                    + widget->parentWidget()->objectName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
}

QTEST_MAIN(NamesTest)
#include "tst_names.moc"
