#include "base/filename.h"
#include "tests/support/testbase.h"

class FileNameTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void foreignWordsBecomeNames_data();
    void foreignWordsBecomeNames();
    void neverLeavesItsFolder();
};

void FileNameTest::foreignWordsBecomeNames_data()
{
    QTest::addColumn<QString>("foreign");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, const QString &foreign, const QString &name) { QTest::newRow(title) << foreign << name; };
    row("plain", QStringLiteral("bash-result"), QStringLiteral("bash-result"));
    row("a path", QStringLiteral("../../etc/passwd"), QStringLiteral("etc-passwd"));
    row("of another system", QStringLiteral("C:\\Windows\\x.txt"), QStringLiteral("C-Windows-x.txt"));
    row("hidden", QStringLiteral(".bashrc"), QStringLiteral("bashrc"));
    row("an option", QStringLiteral("-rf"), QStringLiteral("rf"));
    row("lines", QStringLiteral("a\nb\tc"), QStringLiteral("a-b-c"));
    row("nul", QString::fromLatin1("a\0b", 3), QStringLiteral("a-b"));
    row("from right to left", QStringLiteral("safe\u202etxt.exe"), QStringLiteral("safe-txt.exe"));
    row("zero width", QStringLiteral("pass\u200bword"), QStringLiteral("pass-word"));
    row("a device", QStringLiteral("NUL"), QStringLiteral("NUL_"));
    row("a device with an ending", QStringLiteral("com1.txt"), QStringLiteral("com1.txt_"));
    row("another script", QStringLiteral("日本語 отчёт"), QStringLiteral("日本語-отчёт"));
    row("marks belong to letters", QStringLiteral("हिन्दी"), QStringLiteral("हिन्दी"));
    row("a pile of marks", QStringLiteral("a\u0301\u0301\u0301\u0301"), QStringLiteral("a\u0301\u0301"));
    row("what a shell would read", QStringLiteral("$(rm x);`y`|z*?"), QStringLiteral("rm-x-y-z"));
    row("end", QStringLiteral("name. . ."), QStringLiteral("name"));
    row("nothing", QString(), QStringLiteral("text"));
    row("nothing left", QStringLiteral("///"), QStringLiteral("text"));
    row("dots", QStringLiteral(".."), QStringLiteral("text"));
    row("pictures", QStringLiteral("🚀🚀"), QStringLiteral("text"));
}

void FileNameTest::foreignWordsBecomeNames()
{
    QFETCH(QString, foreign);
    QFETCH(QString, name);
    QCOMPARE(base::safeFileName(foreign, QStringLiteral("text")), name);
}

void FileNameTest::neverLeavesItsFolder()
{
    QCOMPARE(base::safeFileName(QString(500, QLatin1Char('a')), QStringLiteral("text")).size(), 60);
    for (int first = 0; first < 0x3000; ++first) {
        const QString name = base::safeFileName(QString(QChar(char16_t(first))) + QStringLiteral("..") + QChar(char16_t(first)) + QStringLiteral("x"), QStringLiteral("text"));
        QVERIFY2(!name.contains(QLatin1Char('/')) && !name.contains(QLatin1Char('\\')) && !name.startsWith(QLatin1Char('.')) && !name.startsWith(QLatin1Char('-')),
                 qPrintable(name));
        QVERIFY(!name.contains(QChar(0)) && !name.isEmpty() && name != QLatin1String(".."));
    }
}

QTEST_GUILESS_MAIN(FileNameTest)
#include "tst_filename.moc"
