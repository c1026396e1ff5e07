#include "tests/support/heartbeat.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/rowwords.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>

#include <ctime>

using test::TranscriptScene;
using ui::FindPattern;

//! Fifty megabytes, wherever a server may put them, hold up nothing that its reader does: none of it takes the user's thread for long.
class HugeTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingStalls_data();
    void nothingStalls();
    void unfoldingAndScrollingThroughIt_data();
    void unfoldingAndScrollingThroughIt();
    void linesAreCountedAsTheLocaleWrites();
    void aWideLineIsOneLineWhenCopied();
    void aLongInputShowsBothEnds();
    void aHitInALongInputIsShown();
    void longJsonShowsBothEnds();

private:
    static api::Events arriving(TranscriptScene &s, const QString &where, const QByteArray &text);
    static api::Event unknown(TranscriptScene &s, const QByteArray &json)
    {
        api::Event event = s.make.make(api::EventKind::Unknown, QStringLiteral("agent.something"), QStringLiteral("x"), 900);
        event.raw = json;
        return event;
    }
};

//! The longest piece of work of the user's thread, by what it was for.
class Slices
{
public:
    explicit Slices(TranscriptScene &scene) : m_scene(scene) {}

    template<class Work>
    void take(const char *what, Work work)
    {
        timespec begin{}, end{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
        work();
        m_scene.settle();
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        note(what, double(end.tv_sec - begin.tv_sec) * 1e3 + double(end.tv_nsec - begin.tv_nsec) * 1e-6);
    }
    void note(const char *what, double milliseconds)
    {
        if (milliseconds > m_longest) {
            m_longest = milliseconds;
            m_what = QLatin1String(what);
        }
        m_all += QStringLiteral("%1 %2, ").arg(QLatin1String(what)).arg(milliseconds, 0, 'f', 1);
    }
    double longest() const { return m_longest; }
    QString said() const { return m_what + QStringLiteral(" is the longest of: ") + m_all; }

private:
    TranscriptScene &m_scene;
    double m_longest = 0;
    QString m_what;
    QString m_all;
};

void HugeTest::nothingStalls_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *where, const QByteArray &piece, int megabytes = 8) {
        QTest::newRow(name) << QString::fromLatin1(where) << piece.repeated(int(megabytes * 1024 * 1024 / piece.size()));
    };
    row("a result of lines", "result", "a line of a long result, as logs have them\n", 50);
    row("a result in one line", "result", "0123456789", 50);
    row("a result in one wide line", "result", "\xe4\xb8\xad");
    row("a result of escapes", "result", "\x1b[31mred\x1b[0m\n");
    row("a result of line breaks", "result", "\n", 50);
    row("a result of bad bytes", "result", "\xff\xfe\xc0");
    row("a result of marks", "result", "a\xcc\x81\xcc\x81\n");
    row("an input of lines", "input", "an input as nobody writes it\\n", 50);
    row("an input in one wide line", "input", "\xe4\xb8\xad");
    row("a message", "agent", "Some words, and a paragraph.\n\n", 50);
    row("a message of ticks", "agent", "`", 50);
    row("a message of fences", "agent", "```\n");
    row("what the user said", "user", "Some words, and a paragraph.\n\n");
    row("thinking", "thinking", "Some thoughts, and a paragraph.\n\n");
    row("an unknown event", "unknown", "\"words\",", 50);
}

api::Events HugeTest::arriving(TranscriptScene &s, const QString &where, const QByteArray &text)
{
    if (where == QLatin1String("result"))
        return {s.make.call(QStringLiteral("c"), 900, QStringLiteral("bash"), "{\"command\":\"seq\"}"), s.make.result(QStringLiteral("r"), 901, QStringLiteral("c"), text)};
    if (where == QLatin1String("unknown"))
        return {unknown(s, "[" + text.chopped(6) + "\"needle\"]")};
    if (where == QLatin1String("user"))
        return {s.make.user(QStringLiteral("u"), 900, text)};
    if (where == QLatin1String("thinking"))
        return {s.make.thinking(QStringLiteral("t"), 900, text)};
    if (where == QLatin1String("agent"))
        return {s.make.agent(QStringLiteral("a"), 900, text)};
    api::Event call = s.make.call(QStringLiteral("c"), 900, QStringLiteral("bash"), "{\"command\":\"" + text + "\"}");
    call.raw = "{\"input\":" + call.toolInput + "}";
    return {call};
}

void HugeTest::nothingStalls()
{
    QFETCH(QString, where);
    QFETCH(QByteArray, text);
    TranscriptScene s;
    s.model.apply(s.talk(20));
    s.show();
    Slices slices(s);
    const api::Events events = arriving(s, where, text + "needle");
    slices.take("arriving", [&] { s.model.apply(events); });
    const int index = s.model.rowCount() - 1;
    const quint64 key = s.model.row(index).key;
    slices.take("painting", [&] { s.view.viewport()->repaint(); });
    slices.take("opening", [&] { s.view.setExpanded(key, true); });
    slices.take("painting it open", [&] { s.view.viewport()->repaint(); });
    for (int i = 0; i < 6; ++i)
        slices.take("scrolling", [&] { s.scrollTo(s.maximum() / 6 * i); s.view.viewport()->repaint(); });
    slices.take("making it current", [&] { s.view.setCurrentRow(key); });
    slices.take("another width", [&] { s.view.resize(700, 700); s.view.viewport()->repaint(); });
    slices.take("what a screen reader gets", [&] { ui::RowWords::accessible(s.model.row(index)); ui::RowWords::accessibleText(s.model.row(index)); });
    slices.take("its menu", [&] {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {10, 10}, s.view.viewport()->mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(s.view.viewport(), &event);
        auto *menu = s.view.findChild<QMenu *>(QStringLiteral("transcript.menu"));
        QVERIFY(menu);
        menu->close();
    });
    const auto meanwhile = [&](const char *what, const auto &work, const auto &done) {
        test::Heartbeat heartbeat;
        work();
        QTRY_VERIFY_WITH_TIMEOUT(done(), 60000);
        slices.note(what, double(heartbeat.longestWork().count()));
    };
    const auto copied = [&] { return !s.view.isCopying(); };
    meanwhile("copying as Markdown", [&] { s.view.copyAsMarkdown(); }, copied);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("needle")));
    meanwhile("copying as JSON", [&] { s.view.copyAsJson(); }, copied);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("needle")));
    QApplication::clipboard()->clear();
    slices.take("selecting", [&] { s.view.selectAll(); });
    meanwhile("copying what is selected", [&] { s.view.copy(); }, copied);
    s.view.clearSelection();
    s.view.setCurrentRow(key);
    const QSignalSpy saved(&s.view, &ui::TranscriptView::saveRequested);
    slices.take("saving", [&] { s.view.saveCurrent(); });
    meanwhile("finding", [&] { s.view.find(FindPattern(QStringLiteral("needle"), false, false)); }, [&] { return !s.view.findState().searching; });
    QCOMPARE(s.view.findState().total, 1);
    meanwhile("going to the hit", [] {}, [&] { return !s.view.findRect().isEmpty(); });
    slices.take("closing", [&] { s.view.setExpanded(key, false); });
    QVERIFY2(slices.longest() <= double(test::allowedGap.count()), qPrintable(slices.said()));
    qInfo("%s", qPrintable(slices.said()));
}

void HugeTest::unfoldingAndScrollingThroughIt_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("lines") << QByteArray("a line of a long result, as logs have them\n");
    QTest::newRow("one line") << QByteArray("0123456789");
    QTest::newRow("one wide line") << QByteArray("\xe4\xb8\xad");
    QTest::newRow("wide lines") << QByteArray("\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\n");
    QTest::newRow("bad bytes") << QByteArray("\xff\xfe\xc0");
    QTest::newRow("one line of marks") << QByteArray("a\xcc\x81\xcc\x81");
}

void HugeTest::unfoldingAndScrollingThroughIt()
{
    QFETCH(QByteArray, piece);
    TranscriptScene s;
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), piece.repeated(int(50 * 1024 * 1024 / piece.size())))});
    const quint64 key = s.model.row(0).key;
    ui::Flow flow;
    flow.setModel(&s.model);
    flow.setStyle(ui::Style(s.view.palette(), 888));
    flow.setOpen(key, true);
    flow.arrange(800);
    Slices slices(s);
    slices.take("unfolding", [&] {
        flow.hold(key, 0);
        flow.toggleResult(key);
        flow.arrange(800);
    });
    QVERIFY(flow.maximum() > 10000);
    for (int i = 0; i <= 20; ++i) {
        slices.take("scrolling", [&] {
            flow.scrollTo(flow.maximum() / 20 * i);
            flow.arrange(800);
        });
    }
    slices.take("another width", [&] {
        flow.setStyle(ui::Style(s.view.palette(), 700));
        flow.arrange(800);
    });
    QVERIFY2(slices.longest() <= double(test::allowedGap.count()), qPrintable(slices.said()));
    qInfo("%s", qPrintable(slices.said()));
}

void HugeTest::linesAreCountedAsTheLocaleWrites()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    TranscriptScene s;
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), QByteArray("a line\n").repeated(4000))});
    s.show();
    s.view.setExpanded(s.model.row(0).key, true);
    s.view.selectAll();
    const QString shown = s.view.selectedText();
    QLocale::setDefault(before);
    QVERIFY2(shown.contains(QStringLiteral("Show 3.982 more lines")), qPrintable(shown));
}

//! It is laid out in pieces, which nobody sees.
void HugeTest::aWideLineIsOneLineWhenCopied()
{
    TranscriptScene s;
    QString code;
    for (int i = 0; i < 30000; ++i)
        code += QChar(0x4e00 + i % 500);
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, "```\nbefore\n" + code.toUtf8() + "\nafter\n```\n")});
    s.show();
    s.view.selectAll();
    QCOMPARE(s.view.selectedText(), QStringLiteral("before\n") + code + QStringLiteral("\nafter"));
    QVERIFY(s.view.blocksLaidOut() > 0);
    QVERIFY2(s.view.blocksLaidOut() < 4, "only what is seen");
}

void HugeTest::aLongInputShowsBothEnds()
{
    TranscriptScene s;
    const QByteArray input = "{\"text\":\"the first words " + QByteArray("and more ").repeated(200000) + "the last words\"}";
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("write"), input)});
    s.show();
    s.view.setExpanded(s.model.row(0).key, true);
    s.view.selectAll();
    const QString shown = s.view.selectedText();
    QVERIFY2(shown.size() < 8000, qPrintable(QString::number(shown.size())));
    QVERIFY(shown.contains(QStringLiteral("the first words")) && shown.contains(QStringLiteral("the last words")));
    QVERIFY(shown.contains(QStringLiteral("It has 1.8 MB and is not shown whole")));
}

void HugeTest::aHitInALongInputIsShown()
{
    TranscriptScene s;
    const QByteArray filler = QByteArray("and more ").repeated(100000);
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("write"), "{\"text\":\"" + filler + "a needle in it" + filler + "\"}"),
                   s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), QByteArray("a line\n").repeated(1000))});
    s.show();
    s.view.find(FindPattern(QStringLiteral("a needle in it"), false, false));
    QTRY_VERIFY(!s.view.findState().searching);
    QCOMPARE(s.view.findState().total, 1);
    QTRY_VERIFY(!s.view.findRect().isEmpty());
}

void HugeTest::longJsonShowsBothEnds()
{
    TranscriptScene s;
    s.model.apply({unknown(s, "{\"first\":1,\"list\":[" + QByteArray("12345,").repeated(200000) + "0],\"last\":2}")});
    s.show();
    s.view.setExpanded(s.model.row(0).key, true);
    s.view.selectAll();
    const QString shown = s.view.selectedText();
    QVERIFY2(shown.size() < 8000, qPrintable(QString::number(shown.size())));
    QVERIFY(shown.contains(QStringLiteral("\"first\":1")) && shown.contains(QStringLiteral("\"last\":2")));
    QVERIFY(shown.contains(QStringLiteral("is not shown whole")));
}

QTEST_MAIN(HugeTest)
#include "tst_huge.moc"
