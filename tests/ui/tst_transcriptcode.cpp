#include "tests/support/sanitized.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "transcript/code/lexer.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <ctime>

using api::PreviewOf;
using test::EventMaker;
using test::TranscriptScene;
using theme::Token;

class TranscriptCodeTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void codeHasItsColours_data();
    void codeHasItsColours();
    void diffsHaveTheirGrounds_data();
    void diffsHaveTheirGrounds();
    void anEditIsShownAsADiff();
    void longLinesWrapOrScroll();
    void theMenuOffersWrapping();
    void copyingAResultGivesAllOfIt();
    void longMessagesShowBothEnds();
    void hugeResultsStayUsable_data();
    void hugeResultsStayUsable();
    void grownCodeLooksLikeFreshCode_data();
    void grownCodeLooksLikeFreshCode();
    void aMegabyteOfOneLineDoesNotStall();

private:
    static QImage picture(TranscriptScene &s, const char *name = nullptr);
};

namespace {

//! How many pixels have nearly this colour.
int pixelsOf(const QImage &image, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            count += std::abs(c.red() - color.red()) + std::abs(c.green() - color.green()) + std::abs(c.blue() - color.blue()) < 24;
        }
    }
    return count;
}

QByteArray fenced(const QByteArray &language, const QByteArray &code)
{
    return "```" + language + "\n" + code + "\n```\n";
}

//! Where the pointer becomes a hand on this line of the viewport: the buttons of a code block.
QList<int> handsAt(TranscriptScene &s, int y)
{
    QList<int> found;
    for (int x = 0; x < s.view.viewport()->width(); x += 2) {
        QMouseEvent move(QEvent::MouseMove, QPointF(x, y), s.view.viewport()->mapToGlobal(QPointF(x, y)), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(s.view.viewport(), &move);
        if (s.view.viewport()->cursor().shape() == Qt::PointingHandCursor)
            found += x;
    }
    return found;
}

void addThemes()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("light") << int(theme::Mode::Light);
    QTest::newRow("dark") << int(theme::Mode::Dark);
}

} // namespace

//! MUSTER_PICTURES names a folder to look at what was painted.
QImage TranscriptCodeTest::picture(TranscriptScene &s, const char *name)
{
    const QImage image = s.view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    if (const QString folder = qEnvironmentVariable("MUSTER_PICTURES"); name && !folder.isEmpty())
        image.save(folder + QLatin1Char('/') + QLatin1String(name) + (theme::isDark(s.view.palette()) ? QStringLiteral("-dark.png") : QStringLiteral("-light.png")));
    return image;
}

void TranscriptCodeTest::codeHasItsColours_data()
{
    addThemes();
}

void TranscriptCodeTest::codeHasItsColours()
{
    QFETCH(int, mode);
    const theme::Theme theme{theme::Mode(mode)};
    TranscriptScene s({900, 1100});
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, test::fixture(QStringLiteral("transcript/code.md")))});
    s.show();
    const QImage image = picture(s, "code");
    for (const Token token : {Token::CodeKeyword, Token::CodeType, Token::CodeCall, Token::CodeString, Token::CodeNumber, Token::CodeComment, Token::CodeMeta, Token::CodeName})
        QVERIFY2(pixelsOf(image, theme::color(s.view.palette(), token)) > 5, qPrintable(QString::number(int(token))));
    // Without a language, and in prose, nothing has a colour.
    TranscriptScene plain({900, 400});
    plain.model.apply({plain.make.agent(QStringLiteral("a"), 1, "class return\n\n" + fenced("", "class return \"x\" 12 # x"))});
    plain.show();
    for (const Token token : {Token::CodeKeyword, Token::CodeString, Token::CodeNumber})
        QCOMPARE(pixelsOf(picture(plain), theme::color(plain.view.palette(), token)), 0);
}

void TranscriptCodeTest::diffsHaveTheirGrounds_data()
{
    addThemes();
}

void TranscriptCodeTest::diffsHaveTheirGrounds()
{
    QFETCH(int, mode);
    const theme::Theme theme{theme::Mode(mode)};
    TranscriptScene s({900, 300});
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, fenced("diff", "@@ -1,2 +1,2 @@\n kept\n-old\n+new \xd0\x96"))});
    s.show();
    const QImage image = picture(s, "diff");
    // The ground goes over the whole width of the panel.
    QVERIFY(pixelsOf(image, theme::color(s.view.palette(), Token::CodeInserted)) > 600 * 10);
    QVERIFY(pixelsOf(image, theme::color(s.view.palette(), Token::CodeDeleted)) > 600 * 10);
}

void TranscriptCodeTest::anEditIsShownAsADiff()
{
    TranscriptScene s({900, 500});
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("edit"), test::fixture(QStringLiteral("transcript/edit.json")))});
    s.show();
    s.view.setExpanded(s.model.row(0).key, true);
    const QImage image = picture(s, "edit");
    QVERIFY(pixelsOf(image, theme::color(s.view.palette(), Token::CodeInserted)) > 4000);
    QVERIFY(pixelsOf(image, theme::color(s.view.palette(), Token::CodeDeleted)) > 4000);
    s.view.selectAll();
    const QString text = s.view.selectedText();
    QVERIFY2(text.contains(QStringLiteral(" def total(items):\n-    sum = 0\n+    result = 0\n     for item in items:")), qPrintable(text));
    QVERIFY(!text.contains(QLatin1String("old_string")));
    QVERIFY(text.contains(QLatin1String("src/total.py")));
}

void TranscriptCodeTest::longLinesWrapOrScroll()
{
    TranscriptScene s({700, 500});
    const QByteArray line = "let first = 1; " + QByteArray("x + ").repeated(150) + "last;";
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, fenced("js", line + "\nshort();")), s.make.agent(QStringLiteral("b"), 2, fenced("js", "short();"))});
    s.show();
    const quint64 key = s.model.row(0).key;
    const int wrapped = s.view.rowRect(0).height();
    QVERIFY(s.view.isCodeWrapped(key, 1));
    const int y = s.view.rowRect(0).top() + 22;
    const QList<int> buttons = handsAt(s, y);
    QVERIFY(buttons.size() > 16);
    QVERIFY2(handsAt(s, s.view.rowRect(1).top() + 22).size() <= 13, "a block that fits needs no switch");
    const QPoint wrapButton(buttons.front() + 10, y);
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, wrapButton);
    QVERIFY(!s.view.isCodeWrapped(key, 1));
    QVERIFY(s.view.rowRect(0).height() < wrapped - 60);
    const QImage before = picture(s, "unwrapped");
    // A wheel that is turned sideways moves the code, not the conversation; it ends at the line's end.
    const QPointF over(300, s.view.rowRect(0).top() + 60);
    const auto turn = [&](int by) {
        QWheelEvent event(over, s.view.viewport()->mapToGlobal(over), {}, {by, 0}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(s.view.viewport(), &event);
    };
    turn(-240);
    QVERIFY(picture(s) != before);
    for (int i = 0; i < 60; ++i)
        turn(-240);
    const QImage atEnd = picture(s, "scrolled");
    turn(-240);
    QVERIFY(picture(s) == atEnd);
    // Selecting all and copying do not depend on what is scrolled where.
    s.view.selectAll();
    QVERIFY(s.view.selectedText().contains(QString::fromLatin1(line)));
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, {buttons.back() - 4, y});
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(line + "\nshort();"));
    s.view.clearSelection();
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, wrapButton);
    QVERIFY(s.view.isCodeWrapped(key, 1));
    QCOMPARE(s.view.rowRect(0).height(), wrapped);
}

void TranscriptCodeTest::theMenuOffersWrapping()
{
    TranscriptScene s({700, 500});
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, fenced("js", QByteArray("x + ").repeated(150)))});
    s.show();
    const quint64 key = s.model.row(0).key;
    s.view.setCurrentRow(key);
    // By keyboard as well: the menu of the current row is about its first code.
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {1, 1}, s.view.mapToGlobal(QPoint(1, 1)));
    QCoreApplication::sendEvent(s.view.viewport(), &event);
    auto *menu = s.view.findChild<QMenu *>(QStringLiteral("transcript.menu"));
    QVERIFY(menu);
    auto *wrap = menu->findChild<QAction *>(QStringLiteral("transcript.wrapCode"));
    QVERIFY(wrap && wrap->isChecked());
    wrap->trigger();
    QVERIFY(!s.view.isCodeWrapped(key, 1));
    menu->close();
}

void TranscriptCodeTest::copyingAResultGivesAllOfIt()
{
    TranscriptScene s({700, 900});
    QByteArray result;
    for (int i = 0; i < 40000; ++i)
        result += "line " + QByteArray::number(i) + "\n";
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{\"command\":\"seq\"}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), result)});
    s.show();
    s.view.setExpanded(s.model.row(0).key, true);
    const QImage image = picture(s, "result");
    // The button of the result is the lower one of the two.
    int lowest = -1;
    for (int y = 0; y < 300; y += 4) {
        const QList<int> hands = handsAt(s, y);
        if (!hands.isEmpty() && hands.front() > 500)
            lowest = y;
    }
    QVERIFY(lowest > 60);
    QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, {handsAt(s, lowest).back() - 6, lowest});
    QTRY_VERIFY_WITH_TIMEOUT(!s.view.isCopying(), 30000); // so much is made aside
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(result));
    Q_UNUSED(image)
}

void TranscriptCodeTest::longMessagesShowBothEnds()
{
    TranscriptScene s({700, 900});
    const QByteArray text = "The first words.\n\n" + QByteArray("A line of the middle.\n\n").repeated(50000) + "```c\n" + QByteArray("int i;\n").repeated(2000) + "```\n\nThe last words.";
    s.model.apply({s.make.user(QStringLiteral("u"), 1, text), s.make.agent(QStringLiteral("a"), 2, text)});
    s.show();
    for (int row = 0; row < 2; ++row) {
        const quint64 key = s.model.row(row).key;
        s.view.setCurrentRow(key);
        s.view.selectAll();
        const QString all = s.view.selectedText();
        QCOMPARE(all.count(QLatin1String("The first words.")), 2);
        QCOMPARE(all.count(QLatin1String("The last words.")), 2);
        QVERIFY(all.contains(QLatin1String("Show the whole message")));
        QVERIFY2(all.size() < 80000, qPrintable(QString::number(all.size())));
        // The end of the code is code: no fence is left over, and the last words are prose.
        QVERIFY(!all.contains(QLatin1String("```")));
        s.view.clearSelection();
        s.view.setExpanded(key, true);
        s.view.selectAll();
        QVERIFY(s.view.selectedText().size() > 200000);
        s.view.clearSelection();
        s.view.setExpanded(key, false);
    }
}

void TranscriptCodeTest::hugeResultsStayUsable_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("folded");
    QTest::newRow("1 MB of lines") << QByteArray("sixteen byte line\n") << 60000 << QStringLiteral("Show %1 more lines").arg(QLocale().toString(59983));
    QTest::newRow("1 MB in one line") << QByteArray("sixteen bytes and ") << 60000 << QStringLiteral("Show the whole line");
    QTest::newRow("1 MB of JSON") << QByteArray("{\"key\": [1, 2, \"x\"]},\n") << 50000 << QStringLiteral("Show %1 more lines").arg(QLocale().toString(49983));
    QTest::newRow("50 MB of lines") << QByteArray("a line that a tool wrote and that is some fifty bytes\n") << 950000 << QStringLiteral("Show more of the 51.3 MB");
    QTest::newRow("50 MB in one line") << QByteArray("0123456789") << 5000000 << QStringLiteral("Show more of the 50.0 MB");
}

void TranscriptCodeTest::hugeResultsStayUsable()
{
    QFETCH(QByteArray, piece);
    QFETCH(int, count);
    QFETCH(QString, folded);
    TranscriptScene s({700, 900});
    const QByteArray result = piece.repeated(count) + "the very end";
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), result)});
    s.show();
    qint64 longest = 0;
    std::clock_t start = std::clock(); // processor time: a busy machine changes nothing
    const auto step = [&] {
        longest = std::max(longest, qint64(std::clock() - start) * 1000 / CLOCKS_PER_SEC);
        start = std::clock();
    };
    const quint64 key = s.model.row(0).key;
    s.view.setExpanded(key, true);
    step();
    s.view.grab();
    step();
    s.view.selectAll();
    const QString shown = s.view.selectedText();
    step();
    QVERIFY2(shown.contains(folded), qPrintable(shown.left(3000)));
    QVERIFY(shown.endsWith(QLatin1String("the very end")));
    QVERIFY(shown.size() < 20000);
    for (int i = 0; i < 20; ++i) {
        s.scrollTo(s.value() + 400);
        s.view.grab();
        step();
    }
    QVERIFY2(longest <= (test::isSanitized ? 500 : 150), qPrintable(QString::number(longest)));
    qInfo("longest step %lld ms", (long long)longest);
    QVERIFY(s.view.layoutBytes() < 16 * 1024 * 1024);
}

void TranscriptCodeTest::grownCodeLooksLikeFreshCode_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<QString>("file");
    for (const auto &[language, file] : {std::pair("python", "python.py"), {"html", "html.html"}, {"js", "javascript.js"}, {"sh", "shell.sh"}, {"diff", "diff.diff"}})
        QTest::newRow(language) << QByteArray(language) << QLatin1String("code/") + QLatin1String(file);
}

void TranscriptCodeTest::grownCodeLooksLikeFreshCode()
{
    QFETCH(QByteArray, language);
    QFETCH(QString, file);
    const QByteArray code = test::fixture(file);
    const QByteArray text = "Here:\n\n```" + language + "\n" + code + code.toUpper() + code + "\n```\nand more";
    TranscriptScene s({700, 500});
    s.show();
    const QString id = QStringLiteral("p");
    s.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    int compared = 0;
    for (qsizetype at = 0; at < text.size(); at += 11) {
        s.apply({EventMaker::previewDelta(PreviewOf::Message, id, text.mid(at, 11))});
        if (at / 11 % 17 != 0 && at + 11 < text.size())
            continue;
        ui::TranscriptView fresh;
        fresh.setToday(QDate(2026, 11, 20));
        fresh.resize(s.view.size());
        fresh.setModel(&s.model);
        fresh.show();
        fresh.flush();
        QVERIFY2(s.view.grab().toImage() == fresh.grab().toImage(), qPrintable(QStringLiteral("after %1 bytes").arg(at)));
        ++compared;
    }
    QVERIFY(compared >= 3);
}

void TranscriptCodeTest::aMegabyteOfOneLineDoesNotStall()
{
    for (const bool unwrapped : {false, true}) {
        TranscriptScene s({700, 500});
        s.show();
        const std::clock_t start = std::clock(); // processor time: a busy machine changes nothing
        s.apply({s.make.agent(QStringLiteral("a"), 1, fenced("js", QByteArray("f(\"x\", 12); ").repeated(80000)))});
        s.view.grab();
        if (unwrapped) {
            s.view.setCurrentRow(s.model.row(0).key);
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {1, 1}, s.view.mapToGlobal(QPoint(1, 1)));
            QCoreApplication::sendEvent(s.view.viewport(), &event);
            auto *menu = s.view.findChild<QMenu *>(QStringLiteral("transcript.menu"));
            menu->findChild<QAction *>(QStringLiteral("transcript.wrapCode"))->trigger();
            menu->close();
            s.view.grab();
        }
        const qint64 elapsed = qint64(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
        QVERIFY2(elapsed < 400, qPrintable(QString::number(elapsed)));
        qInfo("%lld ms", (long long)elapsed);
    }
}

QTEST_MAIN(TranscriptCodeTest)
#include "tst_transcriptcode.moc"
