#include "accounts/settings.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>

using accounts::Settings;
using test::ProgramFixture;

//! Every control of the settings page in the real window: what is chosen is set, and shown again after a restart.
class TestSettings : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyChoiceIsKept();
    void aLanguageIsSpokenFromTheNextStartOn();

private:
    static bool choose(ProgramFixture &program, const char *box, const QVariant &value);
};

//! Picks an entry of a combo box by keys, as a person without a mouse does.
bool TestSettings::choose(ProgramFixture &program, const char *box, const QVariant &value)
{
    auto *field = qobject_cast<QComboBox *>(program.shown(box));
    const int wanted = field ? field->findData(value) : -1;
    if (wanted < 0)
        return false;
    field->setFocus();
    while (field->currentIndex() != wanted)
        QTest::keyClick(field, field->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
    return field->currentData() == value;
}

void TestSettings::everyChoiceIsKept()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.click("sidebar.settings"));
    const auto checked = [&program](const char *name) {
        const auto *button = qobject_cast<QAbstractButton *>(program.shown(name));
        return button && button->isChecked();
    };
    QVERIFY(checked("settings.theme.system"));
    QVERIFY(checked("settings.density.comfortable"));
    QVERIFY(checked("settings.sendKey.enter"));
    QVERIFY(checked("settings.notifications"));
    QVERIFY(!checked("settings.absoluteTimes"));
    for (const char *name : {"settings.theme.dark", "settings.density.compact", "settings.sendKey.ctrlEnter", "settings.notifications", "settings.absoluteTimes"}) {
        program.shown(name)->setFocus();
        QTest::keyClick(program.shown(name), Qt::Key_Space);
    }
    QVERIFY(choose(program, "settings.zoom", 125));
    program.restart();
    QVERIFY(program.start());
    QVERIFY(program.click("sidebar.settings"));
    QVERIFY(checked("settings.theme.dark"));
    QVERIFY(checked("settings.density.compact"));
    QVERIFY(checked("settings.sendKey.ctrlEnter"));
    QVERIFY(!checked("settings.notifications"));
    QVERIFY(checked("settings.absoluteTimes"));
    QCOMPARE(program.find<QComboBox>("settings.zoom")->currentData().toInt(), 125);
}

void TestSettings::aLanguageIsSpokenFromTheNextStartOn()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QCOMPARE(program.find<QAction>("action.settings")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    program.find<QAction>("action.settings")->trigger();
    QVERIFY(program.shown("settings"));
    QVERIFY(!program.shown("settings.languageHint"));
    QCOMPARE(program.text("settings.title"), QStringLiteral("Settings"));
    QVERIFY(choose(program, "settings.language", QStringLiteral("de")));
    QVERIFY(program.shown("settings.languageHint"));
    QCOMPARE(program.text("settings.title"), QStringLiteral("Settings"));
    program.restart();
    QVERIFY(program.start());
    QVERIFY(program.click("sidebar.settings"));
    QCOMPARE(program.text("settings.title"), QStringLiteral("Einstellungen"));
    QCOMPARE(program.find<QComboBox>("settings.language")->currentText(), QStringLiteral("Deutsch"));
    QVERIFY(choose(program, "settings.language", QString()));
    program.restart();
    QVERIFY(program.start());
    QVERIFY(program.click("sidebar.settings"));
    QCOMPARE(program.text("settings.title"), QStringLiteral("Settings"));
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
