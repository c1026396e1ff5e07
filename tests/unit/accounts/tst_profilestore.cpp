#include "accounts/profilestore.h"
#include "tests/support/testbase.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using accounts::ProfileStore;
using api::Platform;
using api::Profile;

class ProfileStoreTest : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void keepsProfilesInOrder();
    void updatesAndRemoves();
    void refusesWhatIsNoProfile_data();
    void refusesWhatIsNoProfile();
    void remembersTheCurrentOne();
    void whatANewerVersionWroteSurvives();
    void anOlderFileMeansAnApiKey();
    void brokenFileIsSetAside();
    void fullDiskChangesNothing();
    void makesAPrivateFolder();
};

namespace {

Profile profile(const QString &name, const QString &url = QStringLiteral("https://api.example.com/base"))
{
    Profile p;
    p.name = name;
    p.platform = Platform::Openma;
    p.baseUrl = QUrl(url);
    p.credential = api::Credential::AuthToken;
    p.hue = 5;
    p.production = true;
    p.proxy = QStringLiteral("proxy.example.com:3128");
    p.extraCaFile = QStringLiteral("/etc/ssl/own, \"quoted\" ä.pem");
    return p;
}

QStringList names(const ProfileStore &store)
{
    QStringList result;
    for (const auto &p : store.profiles())
        result << p.name;
    return result;
}

QByteArray content(const QString &file)
{
    QFile f(file);
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

void append(const QString &file, const QByteArray &text)
{
    QFile f(file);
    QVERIFY(f.open(QIODevice::Append));
    f.write(text);
}

} // namespace

void ProfileStoreTest::keepsProfilesInOrder()
{
    QTemporaryDir folder;
    QString id;
    {
        ProfileStore store(folder.path(), nullptr);
        QSignalSpy added(&store, &ProfileStore::added);
        QVERIFY(store.profiles().isEmpty());
        QVERIFY(store.add(profile(QStringLiteral("Zoë; the = first"))).ok());
        const auto result = store.add(profile(QStringLiteral("Another")));
        QVERIFY(result.ok());
        id = *result;
        QCOMPARE(id.size(), 36);
        QCOMPARE(added.size(), 2);
        QCOMPARE(added.at(1).at(0).toString(), id);
    }
    ProfileStore store(folder.path(), nullptr);
    QVERIFY(store.loaded().ok());
    QCOMPARE(names(store), QStringList({QStringLiteral("Zoë; the = first"), QStringLiteral("Another")}));
    const auto back = store.profile(id);
    const auto expected = profile(QStringLiteral("Another"));
    QVERIFY(back.has_value());
    QCOMPARE(back->id, id);
    QCOMPARE(back->platform, expected.platform);
    QCOMPARE(back->credential, expected.credential);
    QCOMPARE(back->baseUrl, expected.baseUrl);
    QCOMPARE(back->hue, expected.hue);
    QCOMPARE(back->production, true);
    QCOMPARE(back->proxy, expected.proxy);
    QCOMPARE(back->extraCaFile, expected.extraCaFile);
}

void ProfileStoreTest::updatesAndRemoves()
{
    QTemporaryDir folder;
    ProfileStore store(folder.path(), nullptr);
    const auto one = *store.add(profile(QStringLiteral("One")));
    const auto two = *store.add(profile(QStringLiteral("Two")));
    QSignalSpy changed(&store, &ProfileStore::changed);
    QSignalSpy removed(&store, &ProfileStore::removed);
    auto renamed = *store.profile(one);
    renamed.name = QStringLiteral("Uno");
    renamed.production = false;
    QVERIFY(store.update(renamed).ok());
    QCOMPARE(changed.size(), 1);
    QVERIFY(store.remove(two).ok());
    QCOMPARE(removed.size(), 1);
    QVERIFY(!store.profile(two));

    ProfileStore later(folder.path(), nullptr);
    QCOMPARE(names(later), QStringList(QStringLiteral("Uno")));
    QCOMPARE(later.profile(one)->production, false);
    QVERIFY(!content(store.fileName()).contains(two.toUtf8()));
    QCOMPARE(later.update(profile(QStringLiteral("Nobody"))).error().kind, base::Error::Kind::NotFound);
    QCOMPARE(later.remove(two).error().kind, base::Error::Kind::NotFound);
    auto taken = profile(QStringLiteral("Taken"));
    taken.id = one;
    QCOMPARE(later.add(taken).error().kind, base::Error::Kind::Invalid);
}

void ProfileStoreTest::refusesWhatIsNoProfile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("proxy");
    QTest::newRow("no name") << QStringLiteral("  ") << QStringLiteral("https://a.example") << QString();
    QTest::newRow("no url") << QStringLiteral("A") << QString() << QString();
    QTest::newRow("no host") << QStringLiteral("A") << QStringLiteral("https:/v1") << QString();
    QTest::newRow("password in the url") << QStringLiteral("A") << QStringLiteral("https://me:secret@a.example") << QString();
    QTest::newRow("password in the proxy") << QStringLiteral("A") << QStringLiteral("https://a.example")
                                           << QStringLiteral("me:secret@proxy:1");
}

void ProfileStoreTest::refusesWhatIsNoProfile()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(QString, proxy);
    QTemporaryDir folder;
    ProfileStore store(folder.path(), nullptr);
    auto bad = profile(name, url);
    bad.proxy = proxy;
    QCOMPARE(store.add(bad).error().kind, base::Error::Kind::Invalid);
    auto good = profile(QStringLiteral("Good"));
    good.id = *store.add(good);
    bad.id = good.id;
    QCOMPARE(store.update(bad).error().kind, base::Error::Kind::Invalid);
    QCOMPARE(names(store), QStringList(QStringLiteral("Good")));
    QVERIFY(!content(store.fileName()).contains("secret"));
}

void ProfileStoreTest::remembersTheCurrentOne()
{
    QTemporaryDir folder;
    ProfileStore store(folder.path(), nullptr);
    QSignalSpy current(&store, &ProfileStore::currentChanged);
    QCOMPARE(store.currentId(), QString());
    const auto id = *store.add(profile(QStringLiteral("One")));
    QVERIFY(store.setCurrent(id).ok());
    QVERIFY(store.setCurrent(id).ok());
    QCOMPARE(current.size(), 1);
    QCOMPARE(store.setCurrent(QStringLiteral("nobody")).error().kind, base::Error::Kind::NotFound);
    QCOMPARE(ProfileStore(folder.path(), nullptr).currentId(), id);
    QVERIFY(store.remove(id).ok());
    QCOMPARE(store.currentId(), QString());
    QCOMPARE(ProfileStore(folder.path(), nullptr).currentId(), QString());
}

void ProfileStoreTest::whatANewerVersionWroteSurvives()
{
    QTemporaryDir folder;
    const auto id = *ProfileStore(folder.path(), nullptr).add(profile(QStringLiteral("One")));
    const QString file = folder.filePath(QStringLiteral("profiles.ini"));
    append(file, "\n[profile-future]\nplatform=orbital\nname=Later\nwarp=9\n\n[profile-finger]\nplatform=openma\ncredential=fingerprint\n\n[elsewhere]\nanswer=42\n");
    QByteArray text = content(file);
    text.replace("[profile-" + id.toUtf8() + "]\n", "[profile-" + id.toUtf8() + "]\nshade=teal\n");
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    out.close();

    ProfileStore store(folder.path(), nullptr);
    QCOMPARE(names(store), QStringList(QStringLiteral("One"))); // a platform that this version cannot speak is not offered
    auto changed = *store.profile(id);
    changed.name = QStringLiteral("Uno");
    QVERIFY(store.update(changed).ok());
    QVERIFY(store.add(profile(QStringLiteral("Two"))).ok());
    const QByteArray after = content(file);
    for (const char *kept : {"shade=teal", "platform=orbital", "warp=9", "credential=fingerprint", "answer=42", "name=Uno"})
        QVERIFY2(after.contains(kept), kept);
}

void ProfileStoreTest::anOlderFileMeansAnApiKey()
{
    QTemporaryDir folder;
    append(folder.filePath(QStringLiteral("profiles.ini")), "[profile-old]\nplatform=anthropic\nname=Old\nbaseUrl=https://a.example\n");
    const ProfileStore store(folder.path(), nullptr);
    QVERIFY(store.profile(QStringLiteral("old")));
    QCOMPARE(store.profile(QStringLiteral("old"))->credential, api::Credential::ApiKey);
}

void ProfileStoreTest::brokenFileIsSetAside()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("profiles.ini"));
    append(file, "\x01\x02 this is not\nan ini file\n");
    ProfileStore store(folder.path(), nullptr);
    QVERIFY(!store.loaded().ok());
    QCOMPARE(store.loaded().error().kind, base::Error::Kind::Storage);
    QVERIFY(content(file + QStringLiteral(".unreadable")).contains("this is not"));
    QVERIFY(store.add(profile(QStringLiteral("One"))).ok());
    ProfileStore later(folder.path(), nullptr);
    QVERIFY(later.loaded().ok());
    QCOMPARE(names(later), QStringList(QStringLiteral("One")));
}

void ProfileStoreTest::fullDiskChangesNothing()
{
    QTemporaryDir folder;
    ProfileStore store(folder.path(), nullptr);
    const auto one = *store.add(profile(QStringLiteral("One")));
    // A folder in the file's place refuses every write, also to root.
    const QString file = store.fileName();
    QVERIFY(QFile::rename(file, file + QStringLiteral(".away")));
    QVERIFY(QDir().mkpath(file + QStringLiteral("/in the way")));

    QCOMPARE(store.add(profile(QStringLiteral("Two"))).error().kind, base::Error::Kind::Storage);
    auto renamed = *store.profile(one);
    renamed.name = QStringLiteral("Uno");
    QCOMPARE(store.update(renamed).error().kind, base::Error::Kind::Storage);
    QCOMPARE(store.remove(one).error().kind, base::Error::Kind::Storage);
    QCOMPARE(names(store), QStringList(QStringLiteral("One")));

    QVERIFY(QDir(file).removeRecursively());
    QVERIFY(QFile::rename(file + QStringLiteral(".away"), file));
    QVERIFY(store.update(renamed).ok());
    QCOMPARE(names(ProfileStore(folder.path(), nullptr)), QStringList(QStringLiteral("Uno")));
}

void ProfileStoreTest::makesAPrivateFolder()
{
    QTemporaryDir parent;
    const QString folder = parent.filePath(QStringLiteral("a/b"));
    ProfileStore store(folder, nullptr);
    QVERIFY(store.add(profile(QStringLiteral("One"))).ok());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(folder) & others));
}

QTEST_GUILESS_MAIN(ProfileStoreTest)
#include "tst_profilestore.moc"
