#include "base/job.h"
#include "tests/support/testbase.h"

using base::Error;
using base::FunctionJob;
using base::Result;

class JobTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void startsOnTheNextTurnAndNeverFinishesInsideTheCall();
    void callsEveryThenOnce();
    void abortEndsInCancelled();
    void ownerDiesAndNobodyIsCalled();
    void contextDiesAndIsNotCalled();
    void firstEndCounts();
    void mapAbortsItsSource();
    void callbackMayDeleteTheOwner();
};

void JobTest::startsOnTheNextTurnAndNeverFinishesInsideTheCall()
{
    QObject owner;
    bool started = false;
    int value = 0;
    auto *job = new FunctionJob<int>(&owner, [&](auto *, auto finish) {
        started = true;
        finish(7);
        QCOMPARE(value, 0);
    });
    job->then(&owner, [&](const Result<int> &r) { value = *r; });
    QVERIFY(!started);
    QTRY_COMPARE(value, 7);
}

void JobTest::callsEveryThenOnce()
{
    QObject owner;
    QStringList calls;
    auto *job = base::readyJob<int>(&owner, Result<int>(1));
    for (int i = 0; i < 3; ++i)
        job->then(&owner, [&calls, i](const Result<int> &) { calls << QString::number(i); });
    QTRY_COMPARE(calls.join(QLatin1Char(' ')), QStringLiteral("0 1 2"));
}

void JobTest::abortEndsInCancelled()
{
    QObject owner;
    bool stopped = false;
    std::optional<Error::Kind> kind;
    auto *job = new FunctionJob<int>(&owner, [](auto *, auto) {}, [&] { stopped = true; });
    job->then(&owner, [&](const Result<int> &r) { kind = r.error().kind; });
    job->abort();
    QVERIFY(!kind);
    QTRY_VERIFY(kind.has_value());
    QCOMPARE(*kind, Error::Kind::Cancelled);
    QVERIFY(stopped);
}

void JobTest::ownerDiesAndNobodyIsCalled()
{
    QObject context;
    bool called = false;
    auto owner = std::make_unique<QObject>();
    base::readyJob<int>(owner.get(), Result<int>(1))->then(&context, [&](const Result<int> &) { called = true; });
    owner.reset();
    bool turned = false;
    base::readyJob<int>(&context, Result<int>(1))->then(&context, [&](const Result<int> &) { turned = true; });
    QTRY_VERIFY(turned);
    QVERIFY(!called);
}

void JobTest::contextDiesAndIsNotCalled()
{
    QObject owner;
    bool called = false;
    bool other = false;
    auto context = std::make_unique<QObject>();
    auto *job = base::readyJob<int>(&owner, Result<int>(1));
    job->then(context.get(), [&](const Result<int> &) { called = true; });
    job->then(&owner, [&](const Result<int> &) { other = true; });
    context.reset();
    QTRY_VERIFY(other);
    QVERIFY(!called);
}

void JobTest::firstEndCounts()
{
    QObject owner;
    std::vector<int> seen;
    auto *job = new FunctionJob<int>(&owner, [](auto *, auto finish) {
        finish(1);
        finish(2);
    });
    job->then(&owner, [&](const Result<int> &r) { seen.push_back(*r); });
    QTRY_COMPARE(seen.size(), std::size_t(1));
    QCOMPARE(seen.front(), 1);
}

void JobTest::mapAbortsItsSource()
{
    QObject owner;
    std::optional<Error::Kind> source, mapped;
    auto *from = new FunctionJob<int>(&owner, [](auto *, auto) {});
    from->then(&owner, [&](const Result<int> &r) { source = r.error().kind; });
    auto *to = base::mapJob<QString, int>(&owner, from, [](const Result<int> &r) -> Result<QString> { return r.error(); });
    to->then(&owner, [&](const Result<QString> &r) { mapped = r.error().kind; });
    to->abort();
    QTRY_VERIFY(source && mapped);
    QCOMPARE(*source, Error::Kind::Cancelled);
    QCOMPARE(*mapped, Error::Kind::Cancelled);
}

void JobTest::callbackMayDeleteTheOwner()
{
    auto *owner = new QObject;
    QPointer<QObject> guard(owner);
    base::readyJob<int>(owner, Result<int>(1))->then(owner, [owner](const Result<int> &) { delete owner; });
    QTRY_VERIFY(guard.isNull());
}

QTEST_GUILESS_MAIN(JobTest)
#include "tst_job.moc"
