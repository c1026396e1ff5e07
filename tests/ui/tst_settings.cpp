#include "accounts/settings.h"
#include "models/kepttranscripts.h"
#include "models/transcriptmodel.h"
#include "store/eventlog.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/sessionpage.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QRandomGenerator>

using accounts::Settings;
using test::ProgramFixture;

//! Every control of the settings page in the real window: what is chosen is set, and shown again after a restart.
class TestSettings : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyChoiceIsKept();
    void aLanguageIsSpokenFromTheNextStartOn();
    void transcriptsAreLimited();
    void transcriptsAreForgotten();

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

void TestSettings::transcriptsAreLimited()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.session()->conversation()->sendMessage(QStringLiteral("Hello")));
    const models::Conversation *conversation = program.session()->conversation();
    QTRY_VERIFY(conversation->turn() == models::Conversation::Turn::Idle && conversation->transcript()->rowCount() > 1);
    // Nearly 70 MB that nobody has open, and the session in front.
    auto *events = program.program().transcripts();
    const QString oldOne = QStringLiteral("sesn_long_ago");
    api::Event event;
    event.kind = api::EventKind::AgentMessage;
    event.type = QStringLiteral("agent.message");
    QByteArray noise(1024 * 1024, Qt::Uninitialized);
    QRandomGenerator(7).generate(reinterpret_cast<quint32 *>(noise.begin()), reinterpret_cast<quint32 *>(noise.end()));
    int written = 0;
    for (int i = 0; i < 70; ++i) {
        event.identity = QStringLiteral("e%1").arg(i);
        event.raw = noise + QByteArray::number(i);
        events->append(program.window(), {QStringLiteral("demo"), oldOne, {}}, {event})->then(program.window(), [&written](const auto &done) { written += done.ok(); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(written, 70, 60'000);
    const auto kept = [&] {
        bool found = false, done = false;
        events->sessions(program.window())->then(program.window(), [&](const base::Result<std::vector<store::LoggedSession>> &all) {
            found = std::any_of(all->begin(), all->end(), [&](const auto &one) { return one.session == oldOne; });
            done = true;
        });
        return QTest::qWaitFor([&done] { return done; }) && found;
    };
    QVERIFY(program.click("sidebar.settings"));
    auto *limit = program.find<QComboBox>("settings.transcripts.limit");
    QCOMPARE(limit->currentData().toInt(), 1024);
    QCOMPARE(limit->currentText(), QStringLiteral("1 GB"));
    QVERIFY(choose(program, "settings.transcripts.limit", 256));
    QCOMPARE(program.program().settings()->transcriptLimit(), 256);
    QVERIFY(kept());
    QTRY_COMPARE(program.text("settings.transcripts.size.demo").section(QStringLiteral("; "), 1), QStringLiteral("sessions: 2"));
    program.program().settings()->setTranscriptLimit(64); // as somebody writes it into the file: the smallest there is
    QCOMPARE(limit->currentText(), QStringLiteral("64 MB"));
    QTRY_VERIFY_WITH_TIMEOUT(!kept(), 20'000);
    QTRY_COMPARE(program.text("settings.transcripts.size.demo").section(QStringLiteral("; "), 1), QStringLiteral("sessions: 1")); // the one that is open stays
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(events->file()).size() < 16 * 1024 * 1024, 20'000); // and the disk has its room back
    program.restart();
    QVERIFY(program.start());
    QCOMPARE(program.program().settings()->transcriptLimit(), 64);
}

void TestSettings::transcriptsAreForgotten()
{
    ProgramFixture program;
    QVERIFY(program.start());
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(program.session()->conversation()->sendMessage(QStringLiteral("Do you keep cormorants?")));
    const models::Conversation *conversation = program.session()->conversation();
    QTRY_VERIFY(conversation->turn() == models::Conversation::Turn::Idle && conversation->transcript()->rowCount() > 1); // nothing more comes
    QVERIFY(program.click("sidebar.settings"));
    const auto isKept = [&program] {
        program.program().transcriptUse()->read();
        return program.text("settings.transcripts.size.demo").startsWith(QStringLiteral("About "));
    };
    QTRY_VERIFY(isKept());
    QVERIFY(program.text("settings.transcripts.now").contains(QStringLiteral("on this computer now")));
    QVERIFY(program.click("settings.transcripts.forget.demo"));
    const QWidget *question = program.shown("settings.transcripts.bar");
    QVERIFY(question);
    QTRY_COMPARE(question->visibleRegion().boundingRect().size(), question->size()); // none of it below the fold
    program.keepPicture("forget-transcripts");
    QVERIFY(program.click("settings.transcripts.bar.keep"));
    QVERIFY(!program.shown("settings.transcripts.bar"));
    QVERIFY(program.shown("settings.transcripts.forget.demo"));
    QVERIFY(program.click("settings.transcripts.forget.demo"));
    QTest::keyClick(program.shown("settings.transcripts.bar.forget"), Qt::Key_Space); // it has the focus
    QTRY_VERIFY_WITH_TIMEOUT(program.text("settings.transcripts.bar.text").startsWith(QStringLiteral("Nothing of the transcripts of Demo workspace")), 20'000);
    QTRY_VERIFY(!program.shown("settings.transcripts.forget.demo"));
    QCOMPARE(program.text("settings.transcripts.now"), QStringLiteral("No transcript is kept on this computer now."));
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
