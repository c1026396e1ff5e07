#include "tests/support/testbase.h"
#include "ui/theme/theme.h"
#include "ui/transcript/deliverypiece.h"
#include "ui/transcript/rowwords.h"

#include <QPainter>

using transcript::Delivery;
using transcript::Row;
using ui::Act;
using ui::DeliveryPiece;
using ui::RowWords;

//! What stands below a message that is not at the server, or not for certain.
class TestDeliveryPiece : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateHasItsWordsAndActs_data();
    void everyStateHasItsWordsAndActs();
    void progressIsToldInBytes();
    void actsAreWhereTheyArePainted();

private:
    static DeliveryPiece::Content content(const Row &row)
    {
        const RowWords::Status status = RowWords::delivery(row);
        return {status.icon, status.word, status.token, ui::deliveryActs(row)};
    }
};

void TestDeliveryPiece::everyStateHasItsWordsAndActs_data()
{
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<bool>("queued");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QList<Act>>("acts");
    const QList<Act> again{Act::Retry, Act::EditMessage, Act::DiscardMessage};
    QTest::newRow("pending") << Delivery::Pending << false << QStringLiteral("Sending…") << QList<Act>{Act::CancelMessage};
    QTest::newRow("sent") << Delivery::Sent << false << QStringLiteral("Sent") << QList<Act>{};
    QTest::newRow("queued") << Delivery::None << true << QStringLiteral("Queued until the agent is free") << QList<Act>{};
    QTest::newRow("confirmed") << Delivery::None << false << QString() << QList<Act>{};
    QTest::newRow("unknown") << Delivery::Unknown << false << QStringLiteral("Not known whether it arrived") << again;
    QTest::newRow("failed") << Delivery::Failed << false << QStringLiteral("Not sent") << again;
    QTest::newRow("withdrawn") << Delivery::Withdrawn << false << QStringLiteral("Not sent: you stopped it") << again;
    QTest::newRow("cancelled") << Delivery::Cancelled << false << QStringLiteral("Cancelled before the agent read it") << QList<Act>{};
}

void TestDeliveryPiece::everyStateHasItsWordsAndActs()
{
    QFETCH(Delivery, delivery);
    QFETCH(bool, queued);
    QFETCH(QString, words);
    QFETCH(QList<Act>, acts);
    Row row;
    row.kind = Row::Kind::User;
    row.delivery = delivery;
    row.queued = queued;
    QCOMPARE(RowWords::delivery(row).word, words);
    QList<Act> offered;
    for (const ui::DeliveryAct &act : ui::deliveryActs(row)) {
        QVERIFY(!act.words.isEmpty() && act.name.startsWith(QStringLiteral("transcript.")));
        offered.append(act.act);
    }
    QCOMPARE(offered, acts);
    QVERIFY(words.isEmpty() || RowWords::accessible(row).contains(words)); // not by colour alone
    QCOMPARE(RowWords::delivery(row).icon.isEmpty(), words.isEmpty());
}

void TestDeliveryPiece::progressIsToldInBytes()
{
    Row row;
    row.kind = Row::Kind::User;
    row.delivery = Delivery::Pending;
    row.sentBytes = 3'200'000;
    row.allBytes = 12'000'000;
    QCOMPARE(RowWords::delivery(row).word, QStringLiteral("Sending… 3.2 MB of 12.0 MB"));
    row.sentBytes = 12'000'100; // more than was guessed
    QCOMPARE(RowWords::delivery(row).word, QStringLiteral("Sending… 12.0 MB of 12.0 MB"));
    row.sentBytes = 0;
    row.allBytes = 40; // slow, and nothing to count
    QCOMPARE(RowWords::delivery(row).word, QStringLiteral("Sending…"));
    QVERIFY(ui::deliveryActs(row).front().atHand);
    row.allBytes = 0;
    QVERIFY(!ui::deliveryActs(row).front().atHand);
}

void TestDeliveryPiece::actsAreWhereTheyArePainted()
{
    Row row;
    row.kind = Row::Kind::User;
    row.delivery = Delivery::Unknown;
    const ui::Style style(QGuiApplication::palette(), 900);
    for (const qreal share : {-1.0, 0.5}) {
        DeliveryPiece::Content shown = content(row);
        shown.share = share;
        DeliveryPiece piece(shown);
        QCOMPARE(piece.text(), QString());
        const qreal natural = piece.naturalWidth(style);
        for (const qreal width : {natural, natural - 1}) { // in one line, and in two
            piece.width = width;
            piece.height = piece.measure(style);
            QCOMPARE(piece.height, piece.estimate(style));
            for (const Act act : {Act::Retry, Act::EditMessage}) {
                const QRectF place = piece.rectOf(act);
                QVERIFY(QRectF(0, 0, width, piece.height).contains(place));
                QCOMPARE(piece.hit(place.center(), style).act, act);
            }
            QVERIFY(piece.rectOf(Act::DiscardMessage).isEmpty()); // in the menu only: it cannot be taken back
            QCOMPARE(piece.hit(QPointF(width - 1, piece.height + 5), style).act, Act::None);
            QImage image(int(width) + 1, int(piece.height) + 1, QImage::Format_RGB32);
            image.fill(Qt::white);
            const QImage before = image;
            QPainter painter(&image);
            piece.paint(painter, style, {});
            painter.end();
            const QRect edit = piece.rectOf(Act::EditMessage).toAlignedRect();
            QVERIFY(image.copy(edit) != before.copy(edit));
        }
    }
}

QTEST_MAIN(TestDeliveryPiece)
#include "tst_deliverypiece.moc"
