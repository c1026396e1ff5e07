#include "accounts/settings.h"
#include "tests/support/testbase.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using accounts::Settings;

class SettingsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void startsWithDefaults();
    void keepsEveryValue();
    void tellsOnlyRealChanges();
    void remembersWindows();
    void brokenValuesReadAsDefaults();
    void writesByItself();
    void unwritableFileIsToldAndTriedAgain();
};

void SettingsTest::startsWithDefaults()
{
    QTemporaryDir folder;
    Settings settings(folder.path(), nullptr);
    QVERIFY(settings.loaded().ok());
    QCOMPARE(settings.theme(), Settings::Theme::System);
    QCOMPARE(settings.density(), Settings::Density::Comfortable);
    QCOMPARE(settings.sendKey(), Settings::SendKey::Enter);
    QCOMPARE(settings.absoluteTimes(), false);
    QCOMPARE(settings.notifications(), true);
    QCOMPARE(settings.sidebarCollapsed(), false);
    QCOMPARE(settings.language(), QString());
    QCOMPARE(settings.textZoom(), 100);
    QCOMPARE(settings.showsCost(), true);
    QVERIFY(settings.windowGeometry(QStringLiteral("mainWindow")).isEmpty());
}

void SettingsTest::keepsEveryValue()
{
    QTemporaryDir folder;
    {
        Settings settings(folder.path(), nullptr);
        settings.setTheme(Settings::Theme::Dark);
        settings.setDensity(Settings::Density::Compact);
        settings.setSendKey(Settings::SendKey::CtrlEnter);
        settings.setAbsoluteTimes(true);
        settings.setNotifications(false);
        settings.setSidebarCollapsed(true);
        settings.setLanguage(QStringLiteral("de"));
        settings.setTextZoom(130);
        settings.setShowsCost(false);
    }
    Settings settings(folder.path(), nullptr);
    QCOMPARE(settings.theme(), Settings::Theme::Dark);
    QCOMPARE(settings.density(), Settings::Density::Compact);
    QCOMPARE(settings.sendKey(), Settings::SendKey::CtrlEnter);
    QCOMPARE(settings.absoluteTimes(), true);
    QCOMPARE(settings.notifications(), false);
    QCOMPARE(settings.sidebarCollapsed(), true);
    QCOMPARE(settings.language(), QStringLiteral("de"));
    QCOMPARE(settings.textZoom(), 130);
    QCOMPARE(settings.showsCost(), false);
}

void SettingsTest::tellsOnlyRealChanges()
{
    QTemporaryDir folder;
    Settings settings(folder.path(), nullptr);
    QList<Settings::Name> told;
    connect(&settings, &Settings::changed, this, [&](Settings::Name name) { told << name; });
    settings.setTheme(Settings::Theme::System);
    settings.setNotifications(true);
    settings.setTextZoom(100);
    QVERIFY(told.isEmpty());
    settings.setTheme(Settings::Theme::Light);
    settings.setTheme(Settings::Theme::Light);
    settings.setSendKey(Settings::SendKey::CtrlEnter);
    settings.setTextZoom(5000);
    settings.setTextZoom(6000); // both mean the largest
    QCOMPARE(told, QList<Settings::Name>({Settings::Name::Theme, Settings::Name::SendKey, Settings::Name::TextZoom}));
    QCOMPARE(settings.textZoom(), 300);
}

void SettingsTest::remembersWindows()
{
    QTemporaryDir folder;
    const QByteArray geometry("\x01\xd9\xd0\xcb\0\x03 any bytes \xff", 17);
    {
        Settings settings(folder.path(), nullptr);
        settings.setWindowGeometry(QStringLiteral("mainWindow"), geometry);
        settings.setWindowState(QStringLiteral("mainWindow"), QByteArray("docks"));
        settings.setHeaderState(QStringLiteral("agents.table"), QByteArray("columns"));
    }
    Settings settings(folder.path(), nullptr);
    QCOMPARE(settings.windowGeometry(QStringLiteral("mainWindow")), geometry);
    QCOMPARE(settings.windowState(QStringLiteral("mainWindow")), QByteArray("docks"));
    QCOMPARE(settings.headerState(QStringLiteral("agents.table")), QByteArray("columns"));
    QVERIFY(settings.windowState(QStringLiteral("other")).isEmpty());
}

void SettingsTest::brokenValuesReadAsDefaults()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("settings.ini")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[appearance]\ntheme=Sepia\ndensity=7\ntextZoom=huge\nabsoluteTimes=perhaps\nlater=1\n[notifications]\nenabled=\n");
    file.close();
    {
        Settings settings(folder.path(), nullptr);
        QVERIFY(settings.loaded().ok());
        QCOMPARE(settings.theme(), Settings::Theme::System);
        QCOMPARE(settings.density(), Settings::Density::Comfortable);
        QCOMPARE(settings.textZoom(), 100);
        QCOMPARE(settings.absoluteTimes(), false);
        QCOMPARE(settings.notifications(), true);
        settings.setNotifications(false);
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray after = file.readAll();
    QVERIFY(after.contains("later=1")); // not ours to delete
    QVERIFY(after.contains("theme=Sepia"));
}

void SettingsTest::writesByItself()
{
    QTemporaryDir folder;
    Settings settings(folder.path(), nullptr);
    settings.setTheme(Settings::Theme::Dark);
    QFile file(settings.fileName());
    QTRY_VERIFY(file.exists());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("theme=Dark"));
}

void SettingsTest::unwritableFileIsToldAndTriedAgain()
{
    QTemporaryDir folder;
    Settings settings(folder.path(), nullptr);
    QVERIFY(QDir().mkpath(settings.fileName() + QStringLiteral("/in the way"))); // refuses every write, also to root
    settings.setTheme(Settings::Theme::Dark);
    const auto refused = settings.save();
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, base::Error::Kind::Storage);
    QCOMPARE(settings.theme(), Settings::Theme::Dark); // for this session
    QVERIFY(QDir(settings.fileName()).removeRecursively());
    QVERIFY(settings.save().ok());
    QCOMPARE(Settings(folder.path(), nullptr).theme(), Settings::Theme::Dark);
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
