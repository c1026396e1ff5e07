#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/badserver.h"
#include "ui/screens/attachmentchip.h"
#include "ui/screens/attachmentstrip.h"
#include "ui/screens/composer.h"
#include "ui/screens/messagefiles.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>

using screens::AttachmentChip;
using screens::MessageFiles;
using test::BadServer;
using test::ProgramFixture;
using test::Script;
using transcript::Row;

//! Files that go with messages, through the real window: how they come, what is said of those that cannot go, what goes out, and where they stay.
class TestAttachments : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void aPastedPictureIsSentAndShown();
    void droppedFilesAreTakenByWhatTheyAre();
    void whatCannotGoIsToldAtOnce();
    void tooManyAreToldAndTheRestGoes();
    void filesAreChosenInADialogThatHoldsUpNothing();
    void aFileIsTakenAway();
    void theDraftKeepsFilesAcrossARestart();
    void aFailedMessageKeepsItsFiles();

private:
    static bool open(ProgramFixture &program) { return program.start() && program.newSession(QStringLiteral("Debugger")); }
    static MessageFiles *files(ProgramFixture &program) { return program.session()->composer()->files(); }
    static void paste(ProgramFixture &program, const QImage &image);
    static void drop(QWidget *place, const QStringList &paths);
    //! So many files are there and none is being read any more.
    static bool has(ProgramFixture &program, int count);
    static QString written(const QTemporaryDir &folder, const char *name, const QByteArray &bytes);
    static QImage picture(QColor colour = Qt::darkCyan);
    static const Row *last(ProgramFixture &program, Row::Kind kind);
};

QImage TestAttachments::picture(QColor colour)
{
    QImage image(320, 200, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

void TestAttachments::paste(ProgramFixture &program, const QImage &image)
{
    QGuiApplication::clipboard()->setImage(image);
    program.session()->composer()->edit()->paste();
}

void TestAttachments::drop(QWidget *place, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(place, &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(place, &drop);
    QVERIFY(drop.isAccepted());
}

bool TestAttachments::has(ProgramFixture &program, int count)
{
    return QTest::qWaitFor([&] { return int(files(program)->entries().size()) == count && !files(program)->isReading(); }, 10'000);
}

QString TestAttachments::written(const QTemporaryDir &folder, const char *name, const QByteArray &bytes)
{
    QFile file(folder.filePath(QString::fromUtf8(name)));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

const Row *TestAttachments::last(ProgramFixture &program, Row::Kind kind)
{
    const models::TranscriptModel *model = program.session()->conversation()->transcript();
    for (int i = model->rowCount() - 1; i >= 0; --i) {
        if (model->row(i).kind == kind && !model->row(i).preview)
            return &model->row(i);
    }
    return nullptr;
}

void TestAttachments::aPastedPictureIsSentAndShown()
{
    ProgramFixture program;
    QVERIFY(open(program));
    QVERIFY(!program.shown("composer.files"));
    paste(program, picture());
    QVERIFY(has(program, 1));
    auto *chip = qobject_cast<AttachmentChip *>(program.shown("composer.file"));
    QVERIFY(chip);
    QVERIFY2(chip->accessibleName().contains(QStringLiteral("Pasted picture.png")), qPrintable(chip->accessibleName()));
    QVERIFY(chip->words().startsWith(QStringLiteral("PNG")));
    QVERIFY(!files(program)->entries().front().picture.isNull());
    QCOMPARE(program.session()->composer()->text(), QString());

    // Without a word of text.
    QVERIFY(program.shown("composer.send")->isEnabled());
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(last(program, Row::Kind::User), 10'000);
    QCOMPARE(last(program, Row::Kind::User)->attachments.size(), std::size_t(1)); // at once, before the server has it
    QVERIFY(files(program)->entries().empty());
    QVERIFY(!program.shown("composer.files"));
    QTRY_VERIFY_WITH_TIMEOUT(last(program, Row::Kind::Agent), 20'000);
    QVERIFY2(last(program, Row::Kind::Agent)->text.contains("a PNG picture of 320 × 200 pixels"), last(program, Row::Kind::Agent)->text.constData());
    QTRY_COMPARE(last(program, Row::Kind::User)->delivery, transcript::Delivery::None);
    QCOMPARE(last(program, Row::Kind::User)->attachments.size(), std::size_t(1));
    int own = 0;
    const models::TranscriptModel *model = program.session()->conversation()->transcript();
    for (int i = 0; i < model->rowCount(); ++i)
        own += model->row(i).kind == Row::Kind::User;
    QCOMPARE(own, 1);
}

void TestAttachments::droppedFilesAreTakenByWhatTheyAre()
{
    QTemporaryDir folder;
    ProgramFixture program;
    QVERIFY(open(program));
    // The bytes tell what it is, whatever the name claims; a name is only text.
    const QString pdf = written(folder, "brief <b>of.txt", "%PDF-1.7\n%%EOF\n");
    const QString text = written(folder, "notes.png", "one\ntwo\n");
    drop(program.session(), {pdf, text});
    QVERIFY(has(program, 2));
    QCOMPARE(files(program)->entries()[0].file.mediaType, QStringLiteral("application/pdf"));
    QCOMPARE(files(program)->entries()[1].file.mediaType, QStringLiteral("text/plain"));
    QVERIFY(program.shown("composer.file")->accessibleName().contains(QStringLiteral("brief <b>of.txt")));
    drop(program.session()->composer(), {written(folder, "more.md", "# More\n")});
    QVERIFY(has(program, 3));
    QCOMPARE(program.session()->composer()->text(), QString());
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("Read these"));
    QVERIFY(program.click("composer.send"));
    QTRY_VERIFY_WITH_TIMEOUT(last(program, Row::Kind::Agent), 20'000);
    const QByteArray reply = last(program, Row::Kind::Agent)->text;
    QVERIFY2(reply.contains("the PDF document") && reply.contains("`notes.png`, 8 bytes in 2 lines") && reply.contains("Read these"), reply.constData());
    QCOMPARE(last(program, Row::Kind::User)->attachments.size(), std::size_t(3));
}

void TestAttachments::whatCannotGoIsToldAtOnce()
{
    QTemporaryDir folder;
    ProgramFixture program;
    QVERIFY(open(program));
    QVERIFY(program.shown("composer.attach")->toolTip().contains(QStringLiteral("WebP")));
    const QString program1 = written(folder, "tool.exe", QByteArray("MZ\0\1\2", 5));
    const QString large = written(folder, "large.txt", QByteArray(5'000'000, 'x'));
    const QString empty = written(folder, "empty.txt", {});
    const QString good = written(folder, "good.txt", "good");
    drop(program.session(), {program1, large, empty, folder.path(), good, folder.filePath(QStringLiteral("gone.txt"))});
    QVERIFY(has(program, 1)); // the good one
    QTRY_COMPARE(files(program)->refusals().size(), 5);
    const QString said = program.text("composer.refused.text");
    for (const char *words : {"“tool.exe” cannot go along", "“large.txt” is too large: it has 5.0 MB", "“empty.txt” is empty", "is a folder",
                              "“gone.txt” is not there any more"})
        QVERIFY2(said.contains(QString::fromUtf8(words)), qPrintable(said));
    QVERIFY(program.click("composer.refused.close"));
    QVERIFY(files(program)->refusals().isEmpty());
    QVERIFY(has(program, 1));
}

void TestAttachments::tooManyAreToldAndTheRestGoes()
{
    QTemporaryDir folder;
    ProgramFixture program;
    QVERIFY(open(program));
    QStringList many;
    for (int i = 0; i < 23; ++i)
        many.append(written(folder, qPrintable(QStringLiteral("note %1.txt").arg(i)), "x"));
    drop(program.session(), many);
    QVERIFY(has(program, 20));
    QVERIFY2(program.text("composer.refused.text").contains(QStringLiteral("3")), qPrintable(program.text("composer.refused.text")));
    QVERIFY(program.shown("composer.files")->height() < 200);
    QVERIFY(program.shown("composer.send")->isEnabled());
}

void TestAttachments::filesAreChosenInADialogThatHoldsUpNothing()
{
    QTemporaryDir folder;
    ProgramFixture program;
    QVERIFY(open(program));
    const QString path = written(folder, "chosen.txt", "words");
    QVERIFY(program.click("composer.attach"));
    auto *dialog = program.find<QFileDialog>("composer.choose");
    QVERIFY(dialog);
    QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFiles);
    Q_EMIT dialog->filesSelected({path}); // how a desktop's own dialog tells it
    dialog->close();
    QVERIFY(has(program, 1));
    QCOMPARE(files(program)->entries().front().file.name, QStringLiteral("chosen.txt"));
}

void TestAttachments::aFileIsTakenAway()
{
    QTemporaryDir folder;
    ProgramFixture program;
    QVERIFY(open(program));
    drop(program.session(), {written(folder, "a.txt", "a"), written(folder, "b.txt", "b")});
    QVERIFY(has(program, 2));
    QVERIFY(program.click("composer.file.remove"));
    QVERIFY(has(program, 1));
    auto *chip = program.shown("composer.file");
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Delete);
    QVERIFY(has(program, 0));
    QTRY_VERIFY(!program.shown("composer.files"));
    QTRY_VERIFY(program.session()->conversation()->draftFiles().empty());
    QVERIFY(!program.shown("composer.send")->isEnabled());
}

void TestAttachments::theDraftKeepsFilesAcrossARestart()
{
    QTemporaryDir folder;
    ProgramFixture program(folder.path());
    QVERIFY(open(program));
    const base::Record session = program.session()->conversation()->session();
    paste(program, picture(Qt::darkRed));
    QVERIFY(has(program, 1));
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("what is this?"));
    const QByteArray bytes = files(program)->files().front().bytes;
    // Another session has a draft of its own.
    QVERIFY(program.newSession(QStringLiteral("Debugger")));
    QVERIFY(has(program, 0));
    program.window()->view()->openSession(session);
    QVERIFY(has(program, 1));
    program.restart();
    QVERIFY(program.start());
    program.window()->view()->openSession(session);
    QVERIFY(has(program, 1));
    QCOMPARE(files(program)->files().front().bytes, bytes);
    QCOMPARE(files(program)->files().front().name, QStringLiteral("Pasted picture.png"));
    QCOMPARE(program.session()->composer()->text(), QStringLiteral("what is this?"));
    QTRY_VERIFY(!files(program)->entries().front().picture.isNull());
}

void TestAttachments::aFailedMessageKeepsItsFiles()
{
    BadServer server;
    server.onSend = [](const auto &) { return Script::reply(400, R"({"type":"error","error":{"type":"invalid_request_error","message":"No."}})"); };
    ProgramFixture program;
    QVERIFY(server.openSession(program));
    QTRY_VERIFY_WITH_TIMEOUT(program.session()->conversation()->isLoaded() && program.shown("composer.text"), 10'000);
    paste(program, picture(Qt::darkGreen));
    QVERIFY(has(program, 1));
    const QByteArray bytes = files(program)->files().front().bytes;
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(program.shown("session.notice.takeBack"), 15'000);
    QCOMPARE(last(program, Row::Kind::User)->attachments.size(), std::size_t(1));
    QCOMPARE(server.server().count("POST", "/v1/sessions/sesn_bad1/events"), 1);
    QVERIFY(program.click("session.notice.takeBack"));
    QVERIFY(has(program, 1));
    QCOMPARE(files(program)->files().front().bytes, bytes);
}

QTEST_MAIN(TestAttachments)
#include "tst_attachments.moc"
