#include "base/plaintext.h"
#include "tests/support/testbase.h"
#include "ui/theme/theme.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/keyvalueeditor.h"
#include "ui/widgets/lineseditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scintilla.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/timetext.h"

#include <QAccessible>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextDocument>

namespace {

const QString hostile = QStringLiteral("<b>bold</b> <img src=\"/dev/zero\"> \u202etxt.exe\u202c \x1b[31mred\nsecond");

template<class T>
T *find(QWidget &inside, const char *name)
{
    auto *found = inside.findChild<T *>(QLatin1String(name));
    if (!found)
        qFatal("no widget is called %s", name);
    return found;
}

} // namespace

class TestWidgets : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = new theme::Theme(theme::Mode::Light, theme::Density::Normal, this); }

    // ---- plain text --------------------------------------------------------------------------------------------------------

    void labelStaysPlain()
    {
        widgets::PlainLabel label(hostile);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QVERIFY(label.text().startsWith(QStringLiteral("<b>bold</b> <img")));
        QVERIFY(label.text().contains(QStringLiteral("U+202E"), Qt::CaseInsensitive));
        QVERIFY(!label.text().contains(QChar(0x202e)));
        QVERIFY(!label.text().contains(QLatin1Char('\n')));
        QCOMPARE(label.fullText(), hostile);
        label.setMultiLine(true);
        QVERIFY(label.text().contains(QLatin1Char('\n')));
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }

    void labelElidesInsteadOfGrowing()
    {
        widgets::PlainLabel label(QString(400, QLatin1Char('m')));
        QVERIFY(label.minimumSizeHint().width() < 100);
        label.resize(120, 20);
        QVERIFY(!label.grab().isNull());
    }

    void labelFollowsTheTheme()
    {
        widgets::PlainLabel label(QStringLiteral("text"));
        label.setToken(theme::Token::Fail);
        QCOMPARE(label.palette().color(QPalette::WindowText), theme::color(theme::Variant::Light, theme::Token::Fail));
        m_theme->setMode(theme::Mode::Dark);
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), theme::color(theme::Variant::Dark, theme::Token::Fail));
        m_theme->setMode(theme::Mode::Light);
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), theme::color(theme::Variant::Light, theme::Token::Fail));
    }

    void toolTipsAreEscaped()
    {
        const QString tip = widgets::toolTipText(hostile);
        QVERIFY(Qt::mightBeRichText(tip)); // so Qt takes our markup, and only ours
        QVERIFY(!tip.contains(QStringLiteral("<b>")));
        QVERIFY(!tip.contains(QStringLiteral("<img")));
        QTextDocument document;
        document.setHtml(tip);
        QVERIFY(document.toPlainText().contains(QStringLiteral("<img src=\"/dev/zero\">")));
        QVERIFY(widgets::toolTipText({}).isEmpty());
        QPushButton button;
        widgets::setToolTipText(&button, hostile);
        QCOMPARE(button.toolTip(), tip);
        QCOMPARE(QAccessible::queryAccessibleInterface(&button)->text(QAccessible::Description), base::plainText(hostile)); // no <span>
        widgets::setToolTipText(&button, {});
        QVERIFY(QAccessible::queryAccessibleInterface(&button)->text(QAccessible::Description).isEmpty());
    }

    // ---- message bar -------------------------------------------------------------------------------------------------------

    void messageBarShowsAndReplaces()
    {
        widgets::MessageBar bar(QStringLiteral("bar"));
        QVERIFY(bar.isHidden());
        bar.showMessage(widgets::MessageBar::Kind::Fail, QStringLiteral("Title"), hostile);
        QVERIFY(!bar.isHidden());
        QCOMPARE(find<widgets::PlainLabel>(bar, "bar.text")->textFormat(), Qt::PlainText);
        QSignalSpy clicked(bar.addButton(QStringLiteral("retry"), QStringLiteral("Try again")), &QPushButton::clicked);
        QTest::mouseClick(find<QPushButton>(bar, "bar.retry"), Qt::LeftButton);
        QCOMPARE(clicked.count(), 1);
        bar.showMessage(widgets::MessageBar::Kind::Info, {}, QStringLiteral("Other"));
        QVERIFY(!bar.findChild<QPushButton *>(QStringLiteral("bar.retry")));
        QCOMPARE(bar.accessibleName(), QStringLiteral("Other"));
        QSignalSpy dismissed(&bar, &widgets::MessageBar::dismissed);
        bar.dismiss();
        bar.dismiss();
        QCOMPARE(dismissed.count(), 1);
    }

    void messageBarDetailsCanBeCopied()
    {
        widgets::MessageBar bar(QStringLiteral("bar"));
        bar.showMessage(widgets::MessageBar::Kind::Fail, QStringLiteral("Title"), QStringLiteral("Text"));
        QVERIFY(find<QPushButton>(bar, "bar.details")->isHidden());
        bar.setDetails(QStringLiteral("Request id: req_1"));
        bar.show();
        QVERIFY(!find<widgets::PlainLabel>(bar, "bar.detailsText")->isVisible());
        find<QPushButton>(bar, "bar.details")->click();
        QVERIFY(find<widgets::PlainLabel>(bar, "bar.detailsText")->isVisible());
        find<QPushButton>(bar, "bar.copy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Request id: req_1"));
    }

    // ---- state view --------------------------------------------------------------------------------------------------------

    void stateViewGoesThroughItsStates()
    {
        widgets::StateView view(QStringLiteral("v"));
        auto *content = new QWidget;
        view.setContent(content);
        view.resize(600, 400);
        view.show();
        QVERIFY(content->isVisible());

        view.showLoading(QStringLiteral("Loading agents…"));
        QCOMPARE(view.state(), widgets::StateView::State::Loading);
        QVERIFY(!content->isVisible());
        auto *cancel = find<QPushButton>(view, "v.cancel");
        QVERIFY(!cancel->isVisible()); // quick answers show no progress
        QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), 3000);
        QSignalSpy cancelled(&view, &widgets::StateView::cancelRequested);
        cancel->click();
        QCOMPARE(cancelled.count(), 1);

        view.showEmpty({QStringLiteral("bot"), QStringLiteral("No agents yet"), QStringLiteral("An agent is…"), QStringLiteral("New agent")});
        QSignalSpy next(&view, &widgets::StateView::nextStepRequested);
        find<QPushButton>(view, "v.next")->click();
        QCOMPARE(next.count(), 1);
        QVERIFY(view.message().contains(QStringLiteral("No agents yet")));

        view.showProblem({QStringLiteral("It failed"), hostile, {}, QStringLiteral("Request id: req_9")});
        QSignalSpy retry(&view, &widgets::StateView::retryRequested);
        auto *button = find<QPushButton>(view, "v.retry");
        QCOMPARE(button->text(), QStringLiteral("Try again"));
        button->click();
        QCOMPARE(retry.count(), 1);
        QCOMPARE(next.count(), 1);
        QCOMPARE(find<widgets::PlainLabel>(view, "v.text")->textFormat(), Qt::PlainText);
        find<QPushButton>(view, "v.details")->click();
        QVERIFY(find<widgets::PlainLabel>(view, "v.detailsText")->isVisible());

        view.showContent();
        QVERIFY(content->isVisible());
        view.setStale(QStringLiteral("Out of date"));
        QVERIFY(view.isStale());
        QVERIFY(content->isVisible());
        find<QPushButton>(view, "v.stale.retry")->click();
        QCOMPARE(retry.count(), 2);
        view.setStale({});
        QVERIFY(!view.isStale());
    }

    // ---- status ------------------------------------------------------------------------------------------------------------

    void statusHasAToneAndAShape()
    {
        QCOMPARE(widgets::toneOf(QStringLiteral("running")), widgets::Tone::Run);
        QCOMPARE(widgets::toneOf(QStringLiteral("Terminated")), widgets::Tone::Fail);
        QCOMPARE(widgets::toneOf(QStringLiteral("idle")), widgets::Tone::Neutral);
        QCOMPARE(widgets::toneOf(QStringLiteral("hibernating")), widgets::Tone::Neutral); // a word nobody knows yet
        // Without its colour every tone still looks different.
        QSet<QByteArray> shapes;
        for (auto tone : {widgets::Tone::Neutral, widgets::Tone::Ok, widgets::Tone::Run, widgets::Tone::Wait, widgets::Tone::Fail}) {
            QImage image(40, 24, QImage::Format_ARGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            QPalette palette = theme::paletteFor(theme::Variant::Light);
            widgets::paintStatus(&painter, image.rect(), QString(), tone, palette, false);
            painter.end();
            QByteArray bits;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    bits.append(qGray(image.pixel(x, y)) < 200 ? '1' : '0');
            }
            QVERIFY(bits.contains('1'));
            shapes.insert(bits);
        }
        QCOMPARE(shapes.size(), 5);
    }

    void chipSaysItsWord()
    {
        widgets::StatusChip chip;
        chip.setStatus(QStringLiteral("run\u202ening"));
        QVERIFY(chip.accessibleName().contains(QStringLiteral("U+202E"), Qt::CaseInsensitive));
        QVERIFY(chip.sizeHint().width() > 30);
    }

    // ---- editors -----------------------------------------------------------------------------------------------------------

    void pairsCanBeEdited()
    {
        widgets::KeyValueEditor editor(QStringLiteral("kv"));
        editor.show();
        editor.setPairs({{QStringLiteral("team"), QStringLiteral("docs")}});
        QSignalSpy edited(&editor, &widgets::KeyValueEditor::edited);
        find<QPushButton>(editor, "kv.add")->click();
        QTest::keyClicks(find<QLineEdit>(editor, "kv.1.key"), QStringLiteral("tier"));
        QTest::keyClicks(find<QLineEdit>(editor, "kv.1.value"), QStringLiteral("gold"));
        QCOMPARE(editor.pairs(), (widgets::KeyValueEditor::Pairs{{QStringLiteral("team"), QStringLiteral("docs")}, {QStringLiteral("tier"), QStringLiteral("gold")}}));
        QVERIFY(edited.count() >= 8);
        QVERIFY(editor.problem().isEmpty());
        find<QPushButton>(editor, "kv.0.remove")->click();
        QCOMPARE(editor.pairs(), (widgets::KeyValueEditor::Pairs{{QStringLiteral("tier"), QStringLiteral("gold")}}));
    }

    void pairsSayWhatIsWrong()
    {
        widgets::KeyValueEditor editor(QStringLiteral("kv"));
        editor.show();
        editor.setPairs({{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("b"), QStringLiteral("2")}});
        auto *key = find<QLineEdit>(editor, "kv.1.key");
        key->selectAll();
        QTest::keyClicks(key, QStringLiteral("a"));
        QVERIFY(editor.problem().contains(QStringLiteral("twice")));
        QVERIFY(find<widgets::PlainLabel>(editor, "kv.problem")->isVisible());
        key->selectAll();
        QTest::keyClick(key, Qt::Key_Delete);
        QVERIFY(editor.problem().contains(QStringLiteral("needs a key")));
        editor.setLimits({2, 64, 512});
        QVERIFY(!find<QPushButton>(editor, "kv.add")->isEnabled());
    }

    void linesIgnoreEmptyOnes()
    {
        widgets::LinesEditor editor;
        editor.setLines({QStringLiteral("a.example"), QStringLiteral("b.example")});
        QCOMPARE(editor.toPlainText(), QStringLiteral("a.example\nb.example"));
        QTest::keyClicks(&editor, QStringLiteral(" "));
        editor.setPlainText(QStringLiteral("\n a.example \n\n"));
        QCOMPARE(editor.lines(), QStringList{QStringLiteral("a.example")});
    }

    void jsonEditorIsLazyAndKeepsTheText()
    {
        widgets::JsonEditor editor(QStringLiteral("json"));
        const QString text = QStringLiteral("{\n  \"b\": 1.10,\n  \"a\": \"\u202e\"\n}");
        editor.setText(text);
        QVERIFY(!editor.isMade());
        QCOMPARE(editor.text(), text);
        editor.resize(400, 300);
        editor.show();
        QVERIFY(editor.isMade());
        QCOMPARE(editor.editor()->text(), text);
        QVERIFY(!editor.editor()->isUndoAvailable()); // the first text is not something to undo
        QSignalSpy edited(&editor, &widgets::JsonEditor::edited);
        editor.editor()->insert(QStringLiteral(" "));
        QCOMPARE(edited.count(), 1);
        QCOMPARE(editor.text(), QLatin1Char(' ') + text);
        editor.editor()->undo();
        QCOMPARE(editor.text(), text);
        editor.editor()->redo();
        QCOMPARE(editor.text(), QLatin1Char(' ') + text);
        editor.setText(QStringLiteral("{}"));
        QCOMPARE(edited.count(), 3); // undo and redo were the user's, this was not
        QCOMPARE(editor.editor()->text(), QStringLiteral("{}"));
        editor.editor()->undo();
        QCOMPARE(editor.text(), QLatin1Char(' ') + text);
    }

    void jsonEditorMarksTheError()
    {
        widgets::JsonEditor editor(QStringLiteral("json"));
        editor.setText(QStringLiteral("{\n  \"a\": nope\n}"));
        editor.show();
        editor.setError(9, QStringLiteral("This is not readable as JSON"));
        QCOMPARE(editor.errorText(), QStringLiteral("This is not readable as JSON"));
        QVERIFY(editor.editor()->markersAtLine(1) != 0);
        editor.clearError();
        QVERIFY(editor.errorText().isEmpty());
        QCOMPARE(editor.editor()->markersAtLine(1), 0u);
    }

    void jsonEditorLetsTabThrough()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *editor = new widgets::JsonEditor(QStringLiteral("json"));
        auto *after = new QLineEdit;
        column->addWidget(editor);
        column->addWidget(after);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        editor->editor()->setFocus();
        QTest::keyClick(editor->editor(), Qt::Key_Tab);
        QVERIFY(after->hasFocus());
        QCOMPARE(editor->text(), QString());
    }

    void searchClearsWithEscape()
    {
        widgets::SearchField field(QStringLiteral("Search agents"));
        QCOMPARE(field.accessibleName(), QStringLiteral("Search agents"));
        QTest::keyClicks(&field, QStringLiteral("writer"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QSignalSpy down(&field, &widgets::SearchField::leaveDownwards);
        QTest::keyClick(&field, Qt::Key_Down);
        QCOMPARE(down.count(), 1);
    }

    // ---- words for times and numbers -----------------------------------------------------------------------------------------

    void times_data()
    {
        QTest::addColumn<int>("secondsAgo");
        QTest::addColumn<QString>("text");
        QTest::newRow("now") << 0 << QStringLiteral("just now");
        QTest::newRow("59 s") << 59 << QStringLiteral("just now");
        QTest::newRow("60 s") << 60 << QStringLiteral("1 min ago");
        QTest::newRow("3 min") << 200 << QStringLiteral("3 min ago");
        QTest::newRow("2 h") << 2 * 3600 + 5 << QStringLiteral("2 h ago");
        QTest::newRow("yesterday") << 24 * 3600 << QStringLiteral("yesterday");
        QTest::newRow("3 days") << 3 * 86400 << QStringLiteral("3 days ago");
        QTest::newRow("date") << 9 * 86400 << QStringLiteral("11 Nov");
        QTest::newRow("another year") << 400 * 86400 << QStringLiteral("16 Oct 2025");
        QTest::newRow("skew") << -200 << QStringLiteral("just now");
        QTest::newRow("ahead") << -1800 << QStringLiteral("in 30 min");
        QTest::newRow("far ahead") << -3 * 3600 << QStringLiteral("in 3 h");
    }

    void times()
    {
        QFETCH(int, secondsAgo);
        QFETCH(QString, text);
        const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        QCOMPARE(widgets::relativeTime(now.addSecs(-secondsAgo), now), text);
    }

    void absoluteTimes()
    {
        const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        QCOMPARE(widgets::timeText(now.addSecs(-3600), now, true), QStringLiteral("11:00"));
        QCOMPARE(widgets::timeText(now.addDays(-2), now, true), QStringLiteral("18 Nov, 12:00"));
        QVERIFY(widgets::exactTime(now).startsWith(QStringLiteral("20 November 2026, 12:00:00")));
        QVERIFY(widgets::timeText({}, now, false).isEmpty());
    }

    void numbers()
    {
        QCOMPARE(widgets::tokenText(-1), QString());
        QCOMPARE(widgets::tokenText(0), QStringLiteral("0"));
        QCOMPARE(widgets::tokenText(999), QStringLiteral("999"));
        QCOMPARE(widgets::tokenText(1000), QStringLiteral("1k"));
        QCOMPARE(widgets::tokenText(1234), QStringLiteral("1.2k"));
        QCOMPARE(widgets::tokenText(12345), QStringLiteral("12k"));
        QCOMPARE(widgets::tokenText(999999), QStringLiteral("999k"));
        QCOMPARE(widgets::tokenText(1500000), QStringLiteral("1.5M"));
        QCOMPARE(widgets::moneyText(QStringLiteral("137"), QStringLiteral("USD")), QStringLiteral("$1.37"));
        QCOMPARE(widgets::moneyText(QStringLiteral("0"), QStringLiteral("USD")), QStringLiteral("$0.00"));
        QCOMPARE(widgets::moneyText(QStringLiteral("0.4"), QStringLiteral("USD")), QStringLiteral("< $0.01"));
        QCOMPARE(widgets::moneyText(QStringLiteral("500"), QStringLiteral("JPY")), QStringLiteral("JPY 500"));
        QCOMPARE(widgets::moneyText(QStringLiteral("<b>"), QStringLiteral("USD")), QString());
    }

private:
    theme::Theme *m_theme = nullptr;
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
