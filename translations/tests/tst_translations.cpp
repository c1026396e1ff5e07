#include "main/language.h"
#include "tests/support/testbase.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>

//! The translations that are built into the program.
class TranslationsTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyLanguageIsBuiltIn();
    void germanTranslates();
    void programSpeaksTheChosenLanguage();
    void placeholdersSurvive_data();
    void placeholdersSurvive();
};

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations; //!< finished ones; several for plural forms
    bool finished = false;
};

QList<Message> messages(const QString &file)
{
    QList<Message> result;
    QFile ts(file);
    if (!ts.open(QIODevice::ReadOnly))
        return result;
    QXmlStreamReader xml(&ts);
    QString context;
    bool plural = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        if (name == QStringLiteral("name")) {
            context = xml.readElementText();
        } else if (name == QStringLiteral("message")) {
            result.append({context, {}, {}, false});
            plural = xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes"); // "%n", or "%Ln" with the locale's separators
        } else if (name == QStringLiteral("source")) {
            result.last().source = xml.readElementText();
        } else if (name == QStringLiteral("translation")) {
            result.last().finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            if (!plural)
                result.last().translations << xml.readElementText();
        } else if (name == QStringLiteral("numerusform")) {
            result.last().translations << xml.readElementText();
        }
    }
    if (xml.hasError())
        result.clear();
    return result;
}

QStringList languages()
{
    QStringList result;
    const auto files = QDir(QStringLiteral(MUSTER_TRANSLATIONS)).entryList({QStringLiteral("muster_*.ts")});
    for (const auto &file : files)
        result << file.mid(7).chopped(3);
    return result;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral("%L?\\d+"));
    QStringList result;
    auto found = placeholder.globalMatch(text);
    while (found.hasNext())
        result << found.next().captured();
    result.sort();
    return result;
}

} // namespace

void TranslationsTest::everyLanguageIsBuiltIn()
{
    QVERIFY(languages().contains(QStringLiteral("de")) && languages().contains(QStringLiteral("en")));
    for (const auto &language : languages()) {
        QTranslator translator;
        QVERIFY2(translator.load(QStringLiteral(":/i18n/muster_") + language), qPrintable(language));
        QCOMPARE(translator.language(), language);
    }
}

void TranslationsTest::germanTranslates()
{
    QTranslator german;
    QVERIFY(german.load(QLocale(QLocale::German, QLocale::Austria), QStringLiteral("muster"), QStringLiteral("_"), QStringLiteral(":/i18n")));
    const auto all = messages(QStringLiteral(MUSTER_TRANSLATIONS "/muster_de.ts"));
    QVERIFY(!all.isEmpty());
    int finished = 0;
    for (const auto &message : all) {
        if (!message.finished || message.translations.size() != 1)
            continue;
        ++finished;
        const auto shown = german.translate(message.context.toUtf8().constData(), message.source.toUtf8().constData());
        QCOMPARE(shown, message.translations.constFirst());
    }
    QVERIFY2(finished > 10, "a language without a translated sentence is none");
}

void TranslationsTest::programSpeaksTheChosenLanguage()
{
    const auto undo = [] { return QCoreApplication::translate("screens::EditActions", "Undo"); };
    const auto requests = [](int n) { return QCoreApplication::translate("screens::StatusLine", "%n request(s) under way", nullptr, n); };
    const QLocale before;
    {
        const app::Language german(QStringLiteral("de"));
        QCOMPARE(undo(), QStringLiteral("Rückgängig"));
        QCOMPARE(requests(1), QStringLiteral("1 Anfrage unterwegs"));
        QCOMPARE(QLocale().language(), QLocale::German);
    }
    QCOMPARE(undo(), QStringLiteral("Undo")); // taken out again
    for (const auto *name : {"en", "xx"}) { // English, and a language that nobody has translated into
        const app::Language english{QLatin1String(name)};
        QCOMPARE(undo(), QStringLiteral("Undo"));
        QCOMPARE(requests(1), QStringLiteral("1 request under way"));
        QCOMPARE(requests(2), QStringLiteral("2 requests under way"));
    }
    QLocale::setDefault(before);
}

void TranslationsTest::placeholdersSurvive_data()
{
    QTest::addColumn<QString>("language");
    for (const auto &language : languages())
        QTest::newRow(qPrintable(language)) << language;
}

void TranslationsTest::placeholdersSurvive()
{
    QFETCH(QString, language);
    const auto all = messages(QStringLiteral(MUSTER_TRANSLATIONS "/muster_%1.ts").arg(language));
    for (const auto &message : all) {
        if (!message.finished)
            continue;
        for (const auto &translation : message.translations) {
            QVERIFY2(!translation.isEmpty(), qPrintable(message.source));
            QVERIFY2(placeholders(translation) == placeholders(message.source), qPrintable(message.source));
        }
    }
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
