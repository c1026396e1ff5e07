#include "base/plaintext.h"
#include "tests/support/testbase.h"
#include "tests/ui/transcriptscene.h"
#include "transcript/links.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QListWidget>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolTip>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using test::TranscriptScene;

//! What an agent, a tool or a server may send must stay text: S8, S9, S10, S11 and S14 of the security goals.
//!
//! tests/security/hostile.sh runs S8 and S9 once more and watches from outside, by strace, what the program opens meanwhile.
class HostileTextTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void S8_nothingOfTheCorpusIsOpened();
    void S9_norInAnyOtherPlace();
    void S10_onlyAllowedLinksLeaveTheView();
    void S11_nothingHides_data();
    void S11_nothingHides();
    void S14_noImageIsDecoded();

private:
    struct Input
    {
        QString name;
        QByteArray text;
    };
    QTemporaryDir m_folder;
    std::vector<Input> m_corpus;
};

namespace {

//! A line in the trace of strace: what is opened between two of them is what the inputs made the program open.
void mark(const char *word)
{
    const int file = ::open(word, O_RDONLY);
    if (file >= 0)
        ::close(file);
}

void moveTo(ui::TranscriptView &view, const QPoint &at)
{
    QMouseEvent move(QEvent::MouseMove, QPointF(at), view.viewport()->mapToGlobal(QPointF(at)), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view.viewport(), &move);
}

//! Shown, scrolled, hovered, selected, copied: everything that a reader does but following links.
void read(TranscriptScene &s)
{
    for (int i = 0; i < s.model.rowCount(); ++i)
        s.view.setExpanded(s.model.row(i).key, true);
    for (int at = s.maximum(); at >= 0; at -= 200) {
        s.scrollTo(at);
        s.view.grab();
        for (int y = 4; y < s.view.viewport()->height(); y += 24) {
            for (int x = 40; x < s.view.viewport()->width(); x += 90)
                moveTo(s.view, {x, y});
        }
        QHelpEvent help(QEvent::ToolTip, {60, 20}, s.view.mapToGlobal(QPoint(60, 20)));
        QCoreApplication::sendEvent(s.view.viewport(), &help);
    }
    s.view.selectAll();
    s.view.copy();
    s.view.grab();
}

} // namespace

void HostileTextTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    const QString canary = m_folder.filePath(QStringLiteral("canary.png"));
    const QString pipe = m_folder.filePath(QStringLiteral("canary.pipe"));
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(canary));
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    // A name that resolves nowhere: a fetch would show as an attempt to resolve it.
    QByteArray all = "\n" + test::fixture(QStringLiteral("hostile/corpus.txt"));
    for (const QByteArray &part : all.replace("\n=== ", "\x1d").split('\x1d')) {
        const qsizetype end = part.indexOf('\n');
        if (end <= 0)
            continue;
        QByteArray text = part.mid(end + 1);
        text.replace("CANARY", canary.toUtf8()).replace("FIFO", pipe.toUtf8()).replace("HOST", "canary.invalid");
        m_corpus.push_back({QString::fromUtf8(part.first(end)), text});
    }
    QVERIFY2(m_corpus.size() >= 60, qPrintable(QString::number(m_corpus.size())));
    // Fonts and icons are read before anything is watched.
    TranscriptScene s;
    s.model.apply({s.make.agent(QStringLiteral("a"), 1, test::fixture(QStringLiteral("transcript/scripts.md")) + test::fixture(QStringLiteral("transcript/blocks.md")))});
    s.model.apply({s.make.call(QStringLiteral("c"), 2, QStringLiteral("bash"), "{}", true), s.make.error(QStringLiteral("e"), 3, QStringLiteral("x"), QStringLiteral("y"))});
    s.show();
    read(s);
}

void HostileTextTest::S8_nothingOfTheCorpusIsOpened()
{
    for (const Input &input : m_corpus) {
        TranscriptScene s({800, 400});
        QSignalSpy links(&s.view, &ui::TranscriptView::linkActivated);
        mark("/@@@START");
        const QByteArray json = "{\"command\": \"" + QByteArray(input.text).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\x1b', "\\u001b").replace('\x07', "\\u0007") + "\"}";
        s.model.apply({s.make.user(QStringLiteral("u"), 1, input.text), s.make.agent(QStringLiteral("a"), 2, input.text), s.make.thinking(QStringLiteral("t"), 3, input.text),
                       s.make.call(QStringLiteral("c"), 4, QString::fromUtf8(input.text.left(60)), json), s.make.result(QStringLiteral("r"), 5, QStringLiteral("c"), input.text),
                       s.make.error(QStringLiteral("e"), 6, QString::fromUtf8(input.text.left(40)), QString::fromUtf8(input.text)),
                       s.make.unknown(QStringLiteral("w"), 7, QString::fromUtf8(input.text.left(40)))});
        s.show();
        read(s);
        mark("/@@@END");
        QCOMPARE(links.count(), 0);
        // What reached the clipboard is text and nothing else.
        QVERIFY2(!QGuiApplication::clipboard()->mimeData()->hasHtml() && !QGuiApplication::clipboard()->mimeData()->hasUrls(), qPrintable(input.name));
        QVERIFY2(s.view.selectedText().size() > input.text.trimmed().size() / 2, qPrintable(input.name));
    }
}

void HostileTextTest::S9_norInAnyOtherPlace()
{
    QWidget window;
    window.resize(600, 400);
    widgets::PlainLabel label(&window);
    widgets::MessageBar bar(QStringLiteral("hostile"), &window);
    widgets::StateView state(QStringLiteral("hostile"), &window);
    state.resize(600, 200);
    QListWidget list(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    for (const Input &input : m_corpus) {
        const QString text = QString::fromUtf8(input.text);
        mark("/@@@START");
        for (const bool multiLine : {false, true}) {
            label.setMultiLine(multiLine);
            label.setText(text);
            label.grab();
        }
        bar.showMessage(widgets::MessageBar::Kind::Fail, text, text);
        bar.setDetails(text);
        bar.grab();
        widgets::Problem problem;
        problem.title = text;
        problem.details = text;
        state.showProblem(problem);
        state.grab();
        list.clear();
        auto *item = new QListWidgetItem(base::plainLine(text), &list);
        item->setToolTip(widgets::toolTipText(text));
        list.grab();
        window.setWindowTitle(base::plainLine(text));
        QToolTip::showText({10, 10}, widgets::toolTipText(text), &window);
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (top->inherits("QTipLabel"))
                top->grab();
        }
        window.grab();
        QToolTip::hideText();
        mark("/@@@END");
        QVERIFY(!window.windowTitle().contains(QLatin1Char('\n')));
    }
}

void HostileTextTest::S10_onlyAllowedLinksLeaveTheView()
{
    // Each spelling as a link in a message, clicked: what leaves the view is https, or asked for first.
    const QStringList spellings = QString::fromUtf8(test::fixture(QStringLiteral("links/spellings.txt"))).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QVERIFY(spellings.size() >= 25);
    int opened = 0;
    for (const QString &target : spellings) {
        TranscriptScene s({700, 200});
        s.model.apply({s.make.agent(QStringLiteral("a"), 1, "[some words that lead there](<" + target.toUtf8().replace('\\', "\\\\") + ">)")});
        s.show();
        QSignalSpy activated(&s.view, &ui::TranscriptView::linkActivated);
        const QPoint at(70, s.view.rowRect(0).top() + 20);
        QTest::mouseClick(s.view.viewport(), Qt::LeftButton, {}, at);
        const auto verdict = transcript::classifyLink(target);
        const bool leaves = verdict.act != transcript::LinkVerdict::Act::CopyOnly;
        QVERIFY2(activated.count() <= int(leaves), qPrintable(target));
        for (const auto &call : activated) {
            const QUrl url = call.at(0).toUrl();
            ++opened;
            QVERIFY2(url.scheme() == QLatin1String("https") || call.at(2).toBool(), qPrintable(target));
            QVERIFY(url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("mailto"));
            QVERIFY(url.scheme() != QLatin1String("mailto") || !url.hasQuery());
            for (const QChar c : call.at(1).toString()) // punycode, never letters that look alike
                QVERIFY2(c.unicode() > 0x20 && c.unicode() < 0x7f, qPrintable(target));
        }
    }
    QVERIFY2(opened >= 10, qPrintable(QString::number(opened)));
}

void HostileTextTest::S11_nothingHides_data()
{
    QTest::addColumn<QByteArray>("hidden");
    QTest::addColumn<QString>("shown");
    const char32_t signs[] = {0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c,       // direction
                              0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x00ad, 0x034f, 0x180e, 0x2061, 0x2064, 0x206a, 0x206f, 0x3164, 0xffa0, 0x115f, 0x1160, // no width
                              0xfe00, 0xfe0f, 0xe0100, 0xe01ef,                                                                     // selectors that carry bytes
                              0xe0001, 0xe0020, 0xe0061, 0xe007f,                                                                   // tags
                              0x0000, 0x0001, 0x0007, 0x0008, 0x001b, 0x007f, 0x0085, 0x009b, 0x2028, 0x2029, 0xfff9, 0xfffb, 0xfffc}; // controls
    for (const char32_t sign : signs) {
        const QString name = QStringLiteral("U+%1").arg(uint(sign), 4, 16, QLatin1Char('0'));
        const QByteArray utf8 = sign == 0xfeff ? QByteArray("\xef\xbb\xbf") : QString::fromUcs4(&sign, 1).toUtf8(); // which takes this one for a mark
        QTest::newRow(qPrintable(name)) << utf8 << QStringLiteral("\u2039") + name + QStringLiteral("\u203a");
    }
    QTest::newRow("lone surrogate") << QByteArray("\xed\xa0\x80") << QStringLiteral("\ufffd\ufffd\ufffd");
    QTest::newRow("clipboard sequence") << QByteArray("\x1b]52;c;QUFB\x07") << QStringLiteral("\u2039U+001b\u203a]52;c;QUFB\u2039U+0007\u203a");
    QTest::newRow("hidden link") << QByteArray("\x1b]8;;http://x\x1b\\") << QStringLiteral("\u2039U+001b\u203a]8;;http://x\u2039U+001b\u203a\\");
    QTest::newRow("cursor") << QByteArray("\x1b[1A\x1b[3D") << QStringLiteral("\u2039U+001b\u203a[1A\u2039U+001b\u203a[3D");
    QTest::newRow("device") << QByteArray("\x1bP1$r\x1b\\") << QStringLiteral("\u2039U+001b\u203aP1$r\u2039U+001b\u203a\\");
    QTest::newRow("bytes in selectors") << QByteArray("\xef\xb8\x8f\xef\xb8\x8e") << QStringLiteral("\u2039U+fe0f\u203a\u2039U+fe0e\u203a");
}

void HostileTextTest::S11_nothingHides()
{
    QFETCH(QByteArray, hidden);
    QFETCH(QString, shown);
    const QString sign = hidden == "\xef\xbb\xbf" ? QString(QChar(0xfeff)) : QString::fromUtf8(hidden);
    const bool nul = hidden == QByteArray(1, '\0');
    const QByteArray text = "rm -rf x" + hidden + "y";
    QByteArray escaped;
    for (const QChar c : QString::fromUtf8(text)) {
        if (c.unicode() < 0x20)
            escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        else
            escaped += c == QLatin1Char('\\') ? QByteArray("\\\\") : QString(c).toUtf8();
    }
    if (hidden.startsWith('\xed') || sign.contains(QChar(QChar::ReplacementCharacter)) || text.contains("\xf3\xa0"))
        escaped = text; // outside the basic plane, and bytes that are no text
    TranscriptScene s({800, 600});
    // In what a tool gave back, in what an approval shows that it will run, in what an agent said.
    s.model.apply({s.make.call(QStringLiteral("c"), 1, QStringLiteral("bash"), "{\"command\": \"ls\"}"), s.make.result(QStringLiteral("r"), 2, QStringLiteral("c"), text),
                   s.make.call(QStringLiteral("d"), 3, QStringLiteral("bash"), "{\"command\": \"" + escaped + "\"}", true), s.make.agent(QStringLiteral("a"), 4, "```\n" + text + "\n```")});
    s.show();
    for (int i = 0; i < s.model.rowCount(); ++i)
        s.view.setExpanded(s.model.row(i).key, true);
    s.view.selectAll();
    s.view.copy();
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(s.view.selectedText(), copied);
    const QString meant = QStringLiteral("rm -rf x") + (nul ? QString() : shown) + QStringLiteral("y");
    const auto count = nul ? copied.count(QLatin1String("rm -rf x")) : copied.count(meant);
    // The approval of something that is no JSON shows the bytes themselves, which is at least as plain.
    QVERIFY2(count >= (sign.contains(QChar(QChar::ReplacementCharacter)) ? 2 : 3), qPrintable(copied));
    QVERIFY2(!copied.contains(sign) || sign.contains(QChar(QChar::ReplacementCharacter)), qPrintable(copied));
}

void HostileTextTest::S14_noImageIsDecoded()
{
    // The limits of decoding (8 megapixels, 16 MB, no SVG) are kept by decoding nothing: a picture that unpacks to 100 MB stays its chip.
    QByteArray png;
    QBuffer buffer(&png);
    QImage bomb(5000, 5000, QImage::Format_Mono);
    bomb.fill(0);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && bomb.save(&buffer, "PNG"));
    const auto resident = [] {
        QFile file(QStringLiteral("/proc/self/statm"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
    };
    TranscriptScene s({800, 400});
    s.show();
    const qint64 before = resident();
    for (const char *kind : {"png", "jpeg", "gif", "webp", "svg+xml"})
        s.model.apply({s.make.agent(QLatin1String(kind), 1, "![x](data:image/" + QByteArray(kind) + ";base64," + png.toBase64() + ")")});
    s.settle();
    s.view.grab();
    s.view.selectAll();
    QCOMPARE(s.view.selectedText().count(QStringLiteral("\ufffcx \u00b7 data:image/")), 5);
    QVERIFY2(resident() - before < 24 * 1024 * 1024, qPrintable(QString::number(resident() - before)));
}

QTEST_MAIN(HostileTextTest)
#include "tst_hostiletext.moc"
