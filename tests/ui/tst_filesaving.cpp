#include "tests/support/testbase.h"
#include "ui/screens/filesaving.h"
#include "ui/widgets/messagebar.h"

#include <QFileDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

//! What is chosen in a transcript comes into the file that is named in the dialog, whole or not at all.
class FileSavingTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void writesAllOfItAndSaysWhere();
    void theDialogHoldsNothingUp();
    void suggestsTheNameInTheFolderOfLastTime();
    void saysWhyNotAndOffersAnotherPlace();
    void cancelWritesNothing();
    void theFileIsFinishedWhenThePageIsGone();

private:
    struct Scene
    {
        QTemporaryDir folder;
        QWidget page;
        widgets::MessageBar bar{QStringLiteral("notice"), &page};
        screens::FileSaving *saving = new screens::FileSaving(&bar, &page);
        Scene() { page.show(); }
        QString path(const char *name) const { return folder.filePath(QString::fromUtf8(name)); }
        QFileDialog *dialog() const { return page.findChild<QFileDialog *>(QStringLiteral("saving.files")); }
        //! The dialog's own checks are not what is tested here: it says what was chosen.
        void choose(const QString &file)
        {
            QFileDialog *files = dialog();
            QVERIFY(files);
            files->hide();
            Q_EMIT files->fileSelected(file);
            delete files;
        }
    };
    static ui::Savable some(const QByteArray &bytes) { return {ui::Savable::Kind::Result, QStringLiteral("bash-result.txt"), bytes}; }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
    }
};

void FileSavingTest::writesAllOfItAndSaysWhere()
{
    Scene s;
    QByteArray bytes = QByteArray("line\r\n\0\xff\x1b[31m", 12).repeated(400000);
    s.saving->save(some(bytes));
    s.choose(s.path("out.txt"));
    QSignalSpy saved(s.saving, &screens::FileSaving::saved);
    QVERIFY(saved.wait(20000));
    QVERIFY(read(s.path("out.txt")) == bytes);
    QVERIFY(!s.bar.isHidden());
    QCOMPARE(s.bar.kind(), widgets::MessageBar::Kind::Ok);
    QVERIFY2(s.bar.text().contains(QStringLiteral("out.txt")), qPrintable(s.bar.text()));
    QCOMPARE(QDir(s.folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("out.txt")}); // nothing left over
}

void FileSavingTest::theDialogHoldsNothingUp()
{
    Scene s;
    s.saving->save(some("x")); // would not come back from an exec()
    QVERIFY(s.dialog() && s.dialog()->isVisible());
    QCOMPARE(s.dialog()->acceptMode(), QFileDialog::AcceptSave);
    QVERIFY(!s.dialog()->testOption(QFileDialog::DontConfirmOverwrite));
    QVERIFY(!s.dialog()->testOption(QFileDialog::DontUseNativeDialog));
}

void FileSavingTest::suggestsTheNameInTheFolderOfLastTime()
{
    Scene s;
    s.saving->save(some("x"));
    QCOMPARE(QFileInfo(s.dialog()->selectedFiles().value(0)).fileName(), QStringLiteral("bash-result.txt"));
    s.choose(s.path("first.txt"));
    QSignalSpy saved(s.saving, &screens::FileSaving::saved);
    QVERIFY(saved.wait());
    s.saving->save(some("y"));
    QCOMPARE(QDir(s.dialog()->directory()).canonicalPath(), QDir(s.folder.path()).canonicalPath());
}

void FileSavingTest::saysWhyNotAndOffersAnotherPlace()
{
    Scene s;
    QFile before(s.path("there"));
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write("as it was") == 9);
    before.close();
    s.saving->save(some("new"));
    s.choose(s.path("there/below.txt")); // a file is no folder
    QSignalSpy failed(s.saving, &screens::FileSaving::failed);
    QVERIFY(failed.wait());
    QCOMPARE(s.bar.kind(), widgets::MessageBar::Kind::Fail);
    QVERIFY2(!failed[0][1].toString().isEmpty() && s.bar.text().contains(failed[0][1].toString()), qPrintable(s.bar.text()));
    QCOMPARE(read(s.path("there")), QByteArray("as it was"));
    auto *again = s.bar.findChild<QPushButton *>(QStringLiteral("notice.again"));
    QVERIFY(again);
    again->click();
    s.choose(s.path("elsewhere.txt"));
    QSignalSpy saved(s.saving, &screens::FileSaving::saved);
    QVERIFY(saved.wait());
    QCOMPARE(read(s.path("elsewhere.txt")), QByteArray("new"));
}

void FileSavingTest::cancelWritesNothing()
{
    Scene s;
    s.saving->save(some("x"));
    QPointer<QFileDialog> dialog = s.dialog();
    dialog->reject();
    QTRY_VERIFY(!dialog);
    QVERIFY(s.bar.isHidden());
    QVERIFY(QDir(s.folder.path()).isEmpty());
}

void FileSavingTest::theFileIsFinishedWhenThePageIsGone()
{
    QTemporaryDir folder;
    const QByteArray bytes = QByteArray("0123456789abcdef").repeated(1 << 20);
    {
        Scene s;
        s.saving->save(some(bytes));
        s.choose(folder.filePath(QStringLiteral("out")));
    }
    QTRY_COMPARE_WITH_TIMEOUT(QFileInfo(folder.filePath(QStringLiteral("out"))).size(), qint64(bytes.size()), 20000);
}

QTEST_MAIN(FileSavingTest)
#include "tst_filesaving.moc"
