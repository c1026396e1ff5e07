#include "tests/support/testbase.h"
#include "ui/screens/errortext.h"

using base::Error;
using screens::ErrorText;

class TestErrorText : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasWords_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("next");
        const std::pair<Error::Kind, ErrorText::Next> table[] = {
            {Error::Kind::Cancelled, ErrorText::Next::Retry},
            {Error::Kind::Network, ErrorText::Next::Retry},
            {Error::Kind::Timeout, ErrorText::Next::Retry},
            {Error::Kind::Tls, ErrorText::Next::ChangeConnection},
            {Error::Kind::Unauthorized, ErrorText::Next::ChangeConnection},
            {Error::Kind::Forbidden, ErrorText::Next::ChangeConnection},
            {Error::Kind::NotFound, ErrorText::Next::Reload},
            {Error::Kind::Conflict, ErrorText::Next::Reload},
            {Error::Kind::Invalid, ErrorText::Next::FixInput},
            {Error::Kind::RateLimited, ErrorText::Next::Retry},
            {Error::Kind::Overloaded, ErrorText::Next::Retry},
            {Error::Kind::Server, ErrorText::Next::Retry},
            {Error::Kind::Protocol, ErrorText::Next::ChangeConnection},
            {Error::Kind::Unsupported, ErrorText::Next::None},
            {Error::Kind::OutcomeUnknown, ErrorText::Next::CheckOutcome},
            {Error::Kind::Storage, ErrorText::Next::Retry},
        };
        // The last kind of the enum: a new one must get its words here.
        QCOMPARE(std::size(table), std::size_t(Error::Kind::Storage) + 1);
        for (const auto &[kind, next] : table)
            QTest::newRow(base::kindName(kind)) << int(kind) << int(next);
    }

    void everyKindHasWords()
    {
        QFETCH(int, kind);
        QFETCH(int, next);
        static QSet<QString> titles;
        for (const QString &detail : {QString(), QStringLiteral("host.example: refused.")}) {
            const ErrorText words = ErrorText::of(Error::of(Error::Kind(kind), detail));
            QVERIFY(!words.title.isEmpty());
            QVERIFY(!words.title.endsWith(QLatin1Char('.')));
            QVERIFY2(words.text.endsWith(QLatin1Char('.')) || words.text.endsWith(QLatin1Char(')')), qPrintable(words.text));
            QVERIFY(!words.text.contains(QLatin1String("%1")));
            QVERIFY(!words.text.contains(QLatin1String("..")));
            QCOMPARE(int(words.next), next);
            QCOMPARE(words.button.isEmpty(), words.next == ErrorText::Next::None);
            for (const char *word : {"Oops", "successfully", "!"})
                QVERIFY(!words.text.contains(QLatin1String(word)) && !words.title.contains(QLatin1String(word)));
            QVERIFY(words.details.contains(QLatin1String(base::kindName(Error::Kind(kind)))));
        }
        const QString title = ErrorText::of(Error::of(Error::Kind(kind))).title;
        QVERIFY2(!titles.contains(title), "two kinds read alike");
        titles.insert(title);
    }

    void theServersWordsComeFirst()
    {
        Error error = Error::of(Error::Kind::Invalid);
        error.httpStatus = 400;
        error.serverType = QStringLiteral("invalid_request_error");
        error.serverMessage = QStringLiteral("model: <b>unknown</b>\nmodel \u202ex");
        error.requestId = QStringLiteral("req_011");
        const ErrorText words = ErrorText::of(error);
        QVERIFY(words.text.startsWith(QStringLiteral("The server says: “model: <b>unknown</b> model")));
        QVERIFY(!words.text.contains(QChar(0x202e)));
        QVERIFY(!words.text.contains(QLatin1Char('\n')));
        QVERIFY(words.details.contains(QStringLiteral("HTTP status: 400")));
        QVERIFY(words.details.contains(QStringLiteral("Request id: req_011")));
        QVERIFY(words.details.contains(QStringLiteral("invalid_request_error")));
        QCOMPARE(words.problem().button, words.button);
    }

    void aSessionThatDoesNotTakeAMessage()
    {
        Error error = Error::of(Error::Kind::Conflict);
        error.serverMessage = QStringLiteral("Session is archived and cannot receive new events");
        const ErrorText words = ErrorText::ofSending(error);
        QVERIFY(words.title != ErrorText::of(error).title); // which is about records: reload, compare
        QVERIFY(words.text.startsWith(QStringLiteral("The server says: “Session is archived")));
        QVERIFY(words.text.contains(QStringLiteral("kept")));
        QVERIFY(!words.text.contains(QStringLiteral("compare")));
        QCOMPARE(words.details, ErrorText::of(error).details);
        QCOMPARE(ErrorText::ofSending(Error::of(Error::Kind::Network)).title, ErrorText::of(Error::of(Error::Kind::Network)).title);
    }

    void aPercentSignFromOutsideIsNoPlaceholder()
    {
        const ErrorText words = ErrorText::of(Error::of(Error::Kind::Network, QStringLiteral("50%1 done")));
        QVERIFY(words.text.contains(QStringLiteral("50%1 done")));
    }

    void retryAfterIsSaid_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << 42 << QStringLiteral("42 second");
        QTest::newRow("minutes") << 300 << QStringLiteral("5 minute");
        QTest::newRow("hours") << 86400 << QStringLiteral("24 hour");
    }

    void retryAfterIsSaid()
    {
        QFETCH(int, seconds);
        QFETCH(QString, text);
        Error error = Error::of(Error::Kind::RateLimited);
        error.retryAfter = std::chrono::seconds(seconds);
        QVERIFY2(ErrorText::of(error).text.contains(text), qPrintable(ErrorText::of(error).text));
        QVERIFY(!ErrorText::of(Error::of(Error::Kind::RateLimited)).text.contains(QStringLiteral("wait")));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("word");
        QTest::newRow("http") << QStringLiteral("plain http to example.com") << QStringLiteral("https");
        QTest::newRow("scheme") << QStringLiteral("scheme ftp") << QStringLiteral("https://");
        QTest::newRow("user") << QStringLiteral("user name in the address") << QStringLiteral("@");
        QTest::newRow("query") << QStringLiteral("query or fragment in the address") << QStringLiteral("?");
        QTest::newRow("other") << QStringLiteral("not an address") << QStringLiteral("not an address");
    }

    void addresses()
    {
        QFETCH(QString, detail);
        QFETCH(QString, word);
        QVERIFY(ErrorText::ofAddress(Error::of(Error::Kind::Invalid, detail)).contains(word));
    }
};

QTEST_MAIN(TestErrorText)
#include "tst_errortext.moc"
