#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/unit/transcript/events.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <random>

using api::PreviewOf;
using models::TranscriptModel;
using test::EventMaker;

class TranscriptModelTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheRulesOfModelsWhateverComes_data();
    void keepsTheRulesOfModelsWhateverComes();
    void rolesTellTheRow();
    void deltasAreToldOnceAFrame();
    void nothingTicksWhileIdle();
    void structureIsToldAtOnce();
    void clearForgetsEverything();
};

void TranscriptModelTest::keepsTheRulesOfModelsWhateverComes_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TranscriptModelTest::keepsTheRulesOfModelsWhateverComes()
{
    QFETCH(unsigned, seed);
    std::mt19937 random{seed};
    EventMaker m;
    TranscriptModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int step = 0; step < 400; ++step) {
        const int second = int(random() % 1000);
        const QString id = QStringLiteral("e%1").arg(second);
        const QString preview = QStringLiteral("p%1").arg(random() % 4);
        switch (random() % 9) {
        case 0: model.apply({m.user(id, second, "text")}); break;
        case 1: model.apply({m.queuedUser(QStringLiteral("q%1").arg(random() % 9), "queued"), m.agent(id, second, "both")}); break;
        case 2: model.apply({m.user(QStringLiteral("q%1").arg(random() % 9), second, "queued")}); break;
        case 3: model.apply({EventMaker::previewStart(PreviewOf::Message, preview), EventMaker::previewDelta(PreviewOf::Message, preview, "x")}); break;
        case 4: model.apply({m.agent(preview, second, "committed")}); break;
        case 5: model.discardPreviews(); break;
        case 6: model.addLocal({QStringLiteral("l%1").arg(step), "typed", EventMaker::time(second), transcript::Delivery::Pending}); break;
        case 7: model.settleLocal(QStringLiteral("l%1").arg(random() % 400), transcript::Delivery::Failed); break;
        default: model.removeLocal(QStringLiteral("l%1").arg(random() % 400)); break;
        }
        QCOMPARE(model.rowCount(), model.reducer().rowCount());
        for (int i = 0; i < model.rowCount(); ++i)
            QCOMPARE(&model.row(i), &model.reducer().row(i));
        if (step % 7 == 0)
            model.flush();
    }
    QVERIFY(model.rowCount() > 50);
}

void TranscriptModelTest::rolesTellTheRow()
{
    EventMaker m;
    TranscriptModel model;
    model.apply({m.agent(QStringLiteral("a"), 1, "two\nlines \xe2\x80\xae"), m.call(QStringLiteral("c"), 2, QStringLiteral("bash"), "{}", true)});
    const QModelIndex message = model.index(0);
    QCOMPARE(message.data(Qt::DisplayRole).toString(), QStringLiteral("two lines \u2039U+202e\u203a"));
    QCOMPARE(message.data(TranscriptModel::TextRole).toString(), QStringLiteral("two\nlines \u2039U+202e\u203a"));
    QCOMPARE(message.data(TranscriptModel::TimeRole).toDateTime(), EventMaker::time(1));
    QCOMPARE(message.data(TranscriptModel::KindRole).toInt(), int(transcript::Row::Kind::Agent));
    QVERIFY(!message.data(TranscriptModel::CallStateRole).isValid());
    const QModelIndex call = model.index(1);
    QCOMPARE(call.data(TranscriptModel::NameRole).toString(), QStringLiteral("bash"));
    QCOMPARE(call.data(TranscriptModel::CallStateRole).toInt(), int(transcript::CallState::WaitingApproval));
    QCOMPARE(model.indexOfKey(call.data(TranscriptModel::KeyRole).toULongLong()), 1);
    QVERIFY(!model.index(2).data(Qt::DisplayRole).isValid());
}

void TranscriptModelTest::deltasAreToldOnceAFrame()
{
    TranscriptModel model;
    const QString id = QStringLiteral("p");
    model.apply({EventMaker::previewStart(PreviewOf::Message, id)});
    model.flush();
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy flushed(&model, &TranscriptModel::flushed);
    for (int i = 0; i < 500; ++i)
        model.apply({EventMaker::previewDelta(PreviewOf::Message, id, "ab")});
    QCOMPARE(changed.count(), 0);
    QTRY_COMPARE(flushed.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.row(0).text.size(), 1000);
}

void TranscriptModelTest::nothingTicksWhileIdle()
{
    TranscriptModel model;
    model.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("p")), EventMaker::previewDelta(PreviewOf::Message, QStringLiteral("p"), "x")});
    model.flush();
    QSignalSpy flushed(&model, &TranscriptModel::flushed);
    QVERIFY(!flushed.wait(120));
    const auto timers = model.findChildren<QTimer *>();
    QVERIFY(std::none_of(timers.begin(), timers.end(), [](const QTimer *timer) { return timer->isActive(); }));
}

void TranscriptModelTest::structureIsToldAtOnce()
{
    EventMaker m;
    TranscriptModel model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.apply({m.agent(QStringLiteral("a"), 1, "x"), m.agent(QStringLiteral("b"), 2, "y"), m.queuedUser(QStringLiteral("u"), "z")});
    QCOMPARE(inserted.count(), 1); // one range
    QCOMPARE(inserted[0][1].toInt(), 0);
    QCOMPARE(inserted[0][2].toInt(), 2);
    model.apply({m.agent(QStringLiteral("c"), 9, "later"), m.user(QStringLiteral("u"), 3, "z")});
    QCOMPARE(model.row(2).identity, QStringLiteral("u"));
    QCOMPARE(moved.count(), 1); // the later one had come in before the waiting message
    model.apply({m.queuedUser(QStringLiteral("v"), "w"), m.agent(QStringLiteral("d"), 20, "x")});
    model.apply({m.user(QStringLiteral("v"), 15, "w")});
    QCOMPARE(moved.count(), 2);
    model.apply({EventMaker::previewStart(PreviewOf::Message, QStringLiteral("p"))});
    model.discardPreviews();
    QCOMPARE(removed.count(), 1);
}

void TranscriptModelTest::clearForgetsEverything()
{
    EventMaker m;
    TranscriptModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({m.agent(QStringLiteral("a"), 1, "x")});
    QSignalSpy state(&model, &TranscriptModel::stateChanged);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(state.count(), 1);
    model.apply({m.agent(QStringLiteral("a"), 1, "x")});
    QCOMPARE(model.rowCount(), 1);
}

QTEST_GUILESS_MAIN(TranscriptModelTest)
#include "tst_transcriptmodel.moc"
