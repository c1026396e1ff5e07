#include "accounts/memorysecretstore.h"
#include "tests/support/testbase.h"

using accounts::Keeping;
using accounts::MemorySecretStore;
using accounts::SecretReply;
using accounts::SecretState;

class MemorySecretStoreTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void keepsAndForgets();
    void keychainStatesApplyToItsHalfOnly();
    void refusesWhatAKeychainRefuses();
    void outlivedByItsJobs();
    void wipesTheLastCopyOnly();

private:
    void expect(base::JobOf<SecretReply> *job, SecretState state, const QByteArray &secret = {});
};

void MemorySecretStoreTest::expect(base::JobOf<SecretReply> *job, SecretState state, const QByteArray &secret)
{
    std::optional<SecretReply> reply;
    job->then(this, [&](const base::Result<SecretReply> &result) {
        if (result.ok())
            reply = *result;
    });
    QTRY_VERIFY(reply.has_value());
    QCOMPARE(stateName(reply->state), stateName(state));
    QCOMPARE(reply->secret, secret);
}

void MemorySecretStoreTest::keepsAndForgets()
{
    MemorySecretStore store;
    const auto id = QStringLiteral("one");
    expect(store.read(this, id), SecretState::Absent);
    expect(store.write(this, id, "kept", Keeping::Keychain), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok, "kept");
    expect(store.write(this, id, "passing", Keeping::SessionOnly), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok, "passing");
    expect(store.write(this, id, "kept again", Keeping::Keychain), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok, "kept again");
    expect(store.remove(this, id), SecretState::Ok);
    expect(store.read(this, id), SecretState::Absent);
}

void MemorySecretStoreTest::keychainStatesApplyToItsHalfOnly()
{
    MemorySecretStore store;
    const auto id = QStringLiteral("one");
    expect(store.write(this, id, "kept", Keeping::Keychain), SecretState::Ok);
    for (const auto state : {SecretState::Locked, SecretState::NoService, SecretState::NoBus, SecretState::Hung}) {
        store.setKeychainState(state);
        expect(store.probe(this), state);
        expect(store.read(this, id), state);
        expect(store.write(this, id, "new", Keeping::Keychain), state);
        expect(store.remove(this, id), state);
        expect(store.write(this, id, "passing", Keeping::SessionOnly), SecretState::Ok);
        expect(store.read(this, id), SecretState::Ok, "passing");
        expect(store.remove(this, id), state);
    }
    expect(store.unlock(this), SecretState::Hung);
    store.setKeychainState(SecretState::Locked);
    expect(store.unlock(this), SecretState::Ok);
    expect(store.read(this, id), SecretState::Ok, "kept");
}

void MemorySecretStoreTest::refusesWhatAKeychainRefuses()
{
    MemorySecretStore store;
    int refused = 0;
    const auto count = [&](const base::Result<SecretReply> &result) {
        refused += !result.ok() && result.error().kind == base::Error::Kind::Invalid ? 1 : 0;
    };
    store.write(this, QStringLiteral("one"), {}, Keeping::Keychain)->then(this, count);
    store.write(this, QStringLiteral("one"), QByteArray(2561, 'x'), Keeping::SessionOnly)->then(this, count);
    store.write(this, QStringLiteral("a/b"), "key", Keeping::Keychain)->then(this, count);
    QTRY_COMPARE(refused, 3);
    expect(store.write(this, QStringLiteral("one"), QByteArray(2560, 'x'), Keeping::Keychain), SecretState::Ok);
}

void MemorySecretStoreTest::outlivedByItsJobs()
{
    auto store = std::make_unique<MemorySecretStore>();
    bool cancelled = false;
    store->read(this, QStringLiteral("one"))->then(this, [&](const base::Result<SecretReply> &result) {
        cancelled = !result.ok() && result.error().isCancelled();
    });
    store.reset();
    QTRY_VERIFY(cancelled);
}

void MemorySecretStoreTest::wipesTheLastCopyOnly()
{
    QByteArray mine("a key that the caller still needs");
    {
        const accounts::HeldSecret held(mine);
        SecretReply reply(SecretState::Ok);
        reply.secret = mine;
    }
    QCOMPARE(mine, QByteArray("a key that the caller still needs"));

    char storage[] = "the last copy of a key";
    const QByteArray before(storage);
    QByteArray last = QByteArray::fromRawData(storage, sizeof(storage) - 1); // not ours to overwrite
    accounts::wipe(last);
    QVERIFY(last.isEmpty());
    QCOMPARE(QByteArray(storage), before);
}

QTEST_GUILESS_MAIN(MemorySecretStoreTest)
#include "tst_memorysecretstore.moc"
