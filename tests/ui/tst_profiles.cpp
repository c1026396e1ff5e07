#include "demo/server.h"
#include "models/transcriptmodel.h"
#include "tests/support/testbase.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/notifier.h"
#include "ui/screens/profileswitcher.h"
#include "ui/screens/sidebar.h"

#include <QMenu>
#include <QPlainTextEdit>

using models::Conversation;
using test::ProgramFixture;

//! Several workspaces at once, on two servers of their own: what runs in one goes on while another is in front, and is told.
class TestProfiles : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aReplyStreamsOnBehindAnotherWorkspace();
    void whatWaitsElsewhereIsMarked();
    void aNotificationLeadsToItsWorkspace();
    void oneKeychainProblemIsOneWorkspace();
    void closingOneLeavesTheOther();

private:
    //! Remembers what it is told.
    class Heard final : public screens::Notifier
    {
    public:
        using Notifier::Notifier;
        void notify(const screens::Notification &notification) override { all.push_back(notification); }
        void withdraw(const QString &) override {}
        std::vector<screens::Notification> all;
    };

    api::Profile served(const demo::Server &server, const QString &name, int hue) const;
    //! A session of the workspace in front, with this message on its way; its conversation.
    Conversation *say(const QString &text);
    static int rows(const Conversation *conversation) { return conversation->transcript()->rowCount(); }

    std::unique_ptr<demo::Server> m_slow;
    std::unique_ptr<demo::Server> m_quick;
    std::unique_ptr<ProgramFixture> m_program;
    Heard *m_heard = nullptr;
    QString m_one;
    QString m_two;
};

void TestProfiles::init()
{
    TestBase::init();
    demo::Options slow;
    slow.speed = 2; // a reply takes a while, so that there is time to look elsewhere
    m_slow = std::make_unique<demo::Server>(slow);
    QVERIFY(m_slow->start().ok());
    demo::Options quick;
    quick.speed = 0;
    m_quick = std::make_unique<demo::Server>(quick);
    QVERIFY(m_quick->start().ok());
    QVERIFY(m_slow->baseUrl() != m_quick->baseUrl());
    m_program = std::make_unique<ProgramFixture>(QString(), 0, [this](app::Program::Setup &setup) {
        auto heard = std::make_unique<Heard>();
        m_heard = heard.get();
        setup.notifier = std::move(heard);
    });
    QVERIFY(m_program->start());
    m_two = m_program->addProfile(served(*m_quick, QStringLiteral("Two"), 2), m_quick->key());
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == m_two);
    m_one = m_program->addProfile(served(*m_slow, QStringLiteral("One"), 1), m_slow->key());
    QTRY_VERIFY(m_program->window()->view() && m_program->window()->view()->workspace()->profile().id == m_one);
}

void TestProfiles::cleanup()
{
    m_program.reset();
    m_quick.reset();
    m_slow.reset();
}

api::Profile TestProfiles::served(const demo::Server &server, const QString &name, int hue) const
{
    api::Profile profile;
    profile.name = name;
    profile.platform = api::Platform::Anthropic;
    profile.baseUrl = server.baseUrl();
    profile.hue = hue;
    return profile;
}

Conversation *TestProfiles::say(const QString &text)
{
    if (!m_program->newSession(QString()))
        return nullptr;
    Conversation *conversation = m_program->session()->conversation();
    auto *composer = qobject_cast<QPlainTextEdit *>(m_program->shown("composer.text"));
    composer->setPlainText(text);
    QTest::keyClick(composer, Qt::Key_Return);
    const bool began = QTest::qWaitFor([&] { return rows(conversation) >= 2; }, 15000);
    return began ? conversation : nullptr;
}

void TestProfiles::aReplyStreamsOnBehindAnotherWorkspace()
{
    Conversation *behind = say(QStringLiteral("Write a long essay about ports."));
    QVERIFY(behind);
    int changes = 0;
    connect(behind->transcript(), &QAbstractItemModel::dataChanged, this, [&] { ++changes; });

    m_program->window()->showProfile(m_two);
    QCOMPARE(m_program->window()->view()->workspace()->profile().id, m_two);
    const int before = changes;
    Conversation *inFront = say(QStringLiteral("Say hello."));
    QVERIFY(inFront);
    QTRY_VERIFY_WITH_TIMEOUT(changes > before + 5, 30000); // it streams while the other one is in front
    QCOMPARE(m_program->window()->view()->workspace()->profile().id, m_two);
    QCOMPARE(int(behind->feedStatus().state), int(api::FeedStatus::State::Live));
    QTRY_COMPARE(int(inFront->feedStatus().state), int(api::FeedStatus::State::Live));

    // Its end is told although this program is in front: nobody looks at that workspace.
    const auto toldOf = [this](const QString &profile) {
        return std::count_if(m_heard->all.begin(), m_heard->all.end(), [&](const auto &told) { return told.profileId == profile; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(toldOf(m_one) == 1, 60000);
    QCOMPARE(m_heard->all.back().sessionId, behind->id());

    m_program->window()->showProfile(m_one);
    QVERIFY(m_program->session());
    QCOMPARE(m_program->session()->conversation(), behind); // where it was
}

void TestProfiles::whatWaitsElsewhereIsMarked()
{
    Conversation *asking = say(QStringLiteral("Deploy the release."));
    QVERIFY(asking);
    m_program->window()->showProfile(m_two);
    auto *switcher = m_program->find<screens::ProfileSwitcher>("sidebar.profile");
    QVERIFY(!switcher->accessibleName().contains(QStringLiteral("in other workspaces")));
    QTRY_VERIFY_WITH_TIMEOUT(switcher->accessibleName().contains(QStringLiteral("in other workspaces")), 60000);
    Q_EMIT switcher->menu()->aboutToShow();
    QStringList marked;
    const auto actions = switcher->menu()->actions();
    for (const QAction *action : actions) {
        if (action->text().contains(QStringLiteral("needs you")))
            marked << action->objectName();
    }
    QCOMPARE(marked, QStringList(QStringLiteral("sidebar.profile.") + m_one));
    m_program->window()->showProfile(m_one);
    QTRY_VERIFY(!switcher->accessibleName().contains(QStringLiteral("in other workspaces"))); // "Needs you" says it here
    QVERIFY(m_program->click("approval.deny"));
}

void TestProfiles::aNotificationLeadsToItsWorkspace()
{
    Conversation *asking = say(QStringLiteral("Deploy the release."));
    QVERIFY(asking);
    m_program->window()->showProfile(m_two);
    QTRY_VERIFY_WITH_TIMEOUT(!m_heard->all.empty() && m_heard->all.back().urgent, 60000);
    QCOMPARE(m_heard->all.back().profileId, m_one);
    QVERIFY(m_heard->all.back().body.contains(QStringLiteral("bash")));
    Q_EMIT m_heard->activated(m_heard->all.back().profileId, m_heard->all.back().sessionId);
    QCOMPARE(m_program->window()->view()->workspace()->profile().id, m_one);
    QCOMPARE(m_program->session()->conversation(), asking);
    QTRY_VERIFY(m_program->shown("approval.allow"));
}

void TestProfiles::oneKeychainProblemIsOneWorkspace()
{
    Conversation *behind = say(QStringLiteral("Write a long essay about ports."));
    QVERIFY(behind);
    m_program->secrets()->setKeychainState(accounts::SecretState::Hung);
    const auto third = m_program->program().profiles()->add(served(*m_quick, QStringLiteral("Three"), 3));
    QVERIFY(third.ok());
    m_program->window()->showProfile(*third);
    QTRY_VERIFY(m_program->shown("connectionPage.next"));
    int changes = 0;
    connect(behind->transcript(), &QAbstractItemModel::dataChanged, this, [&] { ++changes; });
    QTRY_VERIFY_WITH_TIMEOUT(changes > 3, 30000);
    m_program->window()->showProfile(m_one); // its key was read long ago
    QCOMPARE(m_program->session()->conversation(), behind);
}

void TestProfiles::closingOneLeavesTheOther()
{
    Conversation *behind = say(QStringLiteral("Write a long essay about ports."));
    QVERIFY(behind);
    m_program->window()->showProfile(m_two);
    QVERIFY(m_program->program().profiles()->remove(m_two).ok());
    QTRY_VERIFY(!m_program->program().connections()->workspace(m_two));
    int changes = 0;
    connect(behind->transcript(), &QAbstractItemModel::dataChanged, this, [&] { ++changes; });
    QTRY_VERIFY_WITH_TIMEOUT(changes > 3, 30000);
    QCOMPARE(int(behind->feedStatus().state), int(api::FeedStatus::State::Live));
}

QTEST_MAIN(TestProfiles)
#include "tst_profiles.moc"
