#include "models/searchresults.h"
#include "store/eventlog.h"
#include "tests/support/fakeclient.h"
#include "tests/unit/store/logscene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using models::SearchResults;
using State = SearchResults::State;
using test::LogScene;
using test::message;
using test::messages;

namespace {

store::SearchQuery about(const QString &text, int count = 20)
{
    store::SearchQuery query;
    query.text = text;
    query.count = count;
    return query;
}

} // namespace

//! The rows of a search: one page after the other as a view asks for them, never those of an older search, errors said.
class TestSearchResults : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nothingToLookFor();
    void findsPageByPage();
    void theNewestSearchWins();
    void rowsStayUntilThereIsAnAnswer();
    void moreOfAnOlderSearchIsNobodys();
    void whatASearchCannotDo();
    void aFurtherPageThatFails();
    void rolesSayWhatWasFound();
    void agentsOfWhatIsKept();

private:
    QStringList rows() const;
    bool settles(State state)
    {
        return QTest::qWaitFor([&] { return m_results->state() == state; }, 10'000);
    }

    std::unique_ptr<LogScene> m_scene;
    std::unique_ptr<SearchResults> m_results;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSearchResults::init()
{
    TestBase::init();
    m_scene = std::make_unique<LogScene>();
    m_results = std::make_unique<SearchResults>(m_scene->log.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_results.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestSearchResults::cleanup()
{
    m_tester.reset();
    m_results.reset();
    m_scene.reset();
}

QStringList TestSearchResults::rows() const
{
    QStringList all;
    for (int i = 0; i < m_results->rowCount(); ++i)
        all.push_back(m_results->hit(i).identity);
    return all;
}

void TestSearchResults::nothingToLookFor()
{
    m_scene->append(messages(0, 3, QStringLiteral("apple")));
    QCOMPARE(m_results->state(), State::Idle);
    m_results->find(about(QStringLiteral("  ")));
    QCOMPARE(m_results->state(), State::Idle);
    m_results->find(about(QStringLiteral("apple")));
    QVERIFY(settles(State::Found));
    QCOMPARE(m_results->rowCount(), 3);
    m_results->find(about(QStringLiteral("...")));
    QVERIFY(settles(State::Idle)); // no letter in it
    QCOMPARE(m_results->rowCount(), 0);
    m_results->find(about(QStringLiteral("pear")));
    QVERIFY(settles(State::Nothing));
    m_results->find(about(QString()));
    QCOMPARE(m_results->state(), State::Idle);
    QVERIFY(!m_results->canFetchMore({}));
}

void TestSearchResults::findsPageByPage()
{
    m_scene->append(messages(0, 55, QStringLiteral("apple")));
    m_tester.reset(); // it fetches by itself
    m_results->find(about(QStringLiteral("apple ")));
    QVERIFY(settles(State::Found));
    QCOMPARE(m_results->rowCount(), 20);
    QVERIFY(m_results->canFetchMore({}));
    QVERIFY(!m_results->canFetchMore(m_results->index(0)));
    QSignalSpy inserted(m_results.get(), &QAbstractItemModel::rowsInserted);
    m_results->fetchMore({});
    QVERIFY(!m_results->canFetchMore({})); // one page at a time
    m_results->fetchMore({});
    QTRY_COMPARE(m_results->rowCount(), 40);
    QCOMPARE(inserted.count(), 1);
    m_results->fetchMore({});
    QTRY_COMPARE(m_results->rowCount(), 55);
    QVERIFY(!m_results->canFetchMore({}));
    QVERIFY(!m_results->hasMore());
    QStringList expected = test::numbered(0, 55);
    std::reverse(expected.begin(), expected.end());
    QCOMPARE(rows(), expected);
}

void TestSearchResults::theNewestSearchWins()
{
    m_scene->append(messages(0, 5, QStringLiteral("apple")));
    m_scene->append(messages(5, 7, QStringLiteral("pear")));
    m_results->find(about(QStringLiteral("apple")));
    m_results->find(about(QStringLiteral("nothing")));
    m_results->find(about(QStringLiteral("pear")));
    QVERIFY(settles(State::Found));
    QCOMPARE(rows(), (QStringList{QStringLiteral("sevt_6"), QStringLiteral("sevt_5")}));
    test::letThingsHappen();
    QCOMPARE(m_results->rowCount(), 2); // no answer of an older one comes behind it
    QCOMPARE(m_results->query().text, QStringLiteral("pear"));
}

void TestSearchResults::rowsStayUntilThereIsAnAnswer()
{
    m_scene->append(messages(0, 5, QStringLiteral("apple")));
    m_results->find(about(QStringLiteral("apple")));
    QVERIFY(settles(State::Found));
    m_results->find(about(QStringLiteral("pear")));
    QCOMPARE(m_results->state(), State::Searching);
    QCOMPARE(m_results->rowCount(), 5);
    QVERIFY(settles(State::Nothing));
    QCOMPARE(m_results->rowCount(), 0);
    m_scene->append(messages(5, 6, QStringLiteral("pear")));
    m_results->repeat();
    QVERIFY(settles(State::Found));
    QCOMPARE(m_results->rowCount(), 1);
}

void TestSearchResults::moreOfAnOlderSearchIsNobodys()
{
    m_tester.reset();
    m_scene->append(messages(0, 50, QStringLiteral("apple")));
    m_scene->append(messages(50, 53, QStringLiteral("pear")));
    m_results->find(about(QStringLiteral("apple ")));
    QVERIFY(settles(State::Found));
    m_results->fetchMore({});
    m_results->find(about(QStringLiteral("pear ")));
    QVERIFY(settles(State::Found));
    test::letThingsHappen();
    QCOMPARE(m_results->rowCount(), 3);
}

void TestSearchResults::whatASearchCannotDo()
{
    m_tester.reset();
    m_results.reset();
    m_scene->close();
    QVERIFY(QFile::remove(m_scene->file()));
    QVERIFY(QDir().mkpath(m_scene->file())); // a folder where the file should be
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("the database cannot be opened: .*")));
    m_scene->open();
    m_results = std::make_unique<SearchResults>(m_scene->log.get());
    m_results->find(about(QStringLiteral("apple")));
    QVERIFY(settles(State::Failed));
    QVERIFY(m_results->error());
    QCOMPARE(m_results->error()->kind, base::Error::Kind::Storage);
    QCOMPARE(m_results->rowCount(), 0);
    m_results->find(about(QString()));
    QCOMPARE(m_results->state(), State::Idle);
    QVERIFY(!m_results->error());
}

void TestSearchResults::aFurtherPageThatFails()
{
    m_tester.reset();
    m_scene->append(messages(0, 50, QStringLiteral("apple")));
    m_results->find(about(QStringLiteral("apple ")));
    QVERIFY(settles(State::Found));
    test::valueOf(m_scene->log->database()->run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> {
        return store::execute(c, "ALTER TABLE line RENAME TO elsewhere"); // an error that is no damage
    }));
    m_results->fetchMore({});
    QVERIFY(settles(State::Failed));
    QCOMPARE(m_results->rowCount(), 20); // what was found stays
    QVERIFY(!m_results->canFetchMore({}));
}

void TestSearchResults::rolesSayWhatWasFound()
{
    m_scene->append({message(1, QStringLiteral("an apple a day"))});
    m_scene->log->describe({m_scene->key.profile, m_scene->key.session, QStringLiteral("Fruit"), {}, {}, {}});
    const auto described = [this] {
        m_results->find(about(QStringLiteral("apple")));
        return settles(State::Found) && !m_results->hit(0).title.isEmpty();
    };
    QTRY_VERIFY(described());
    const QModelIndex index = m_results->index(0);
    QCOMPARE(index.data(SearchResults::SnippetRole).toString(), QStringLiteral("an apple a day"));
    QCOMPARE(index.data(SearchResults::TitleRole).toString(), QStringLiteral("Fruit"));
    QCOMPARE(index.data(Qt::DisplayRole).toString(), QStringLiteral("Fruit: an apple a day"));
    QCOMPARE(index.data(SearchResults::TimeRole).toDateTime(), message(1, {}).at);
    QCOMPARE(index.data(SearchResults::HitRole).value<store::SearchHit>().key, m_scene->key);
    QVERIFY(!index.data(Qt::DecorationRole).isValid());
}

void TestSearchResults::agentsOfWhatIsKept()
{
    const auto keep = [this](const char *session, const char *agent, const char *name) {
        const store::LogKey key = {QStringLiteral("profile"), QLatin1String(session), {}};
        test::valueOf(m_scene->log->append(this, key, messages(0, 1)));
        m_scene->log->describe({key.profile, key.session, {}, QLatin1String(agent), QLatin1String(name), {}});
    };
    keep("one", "agent_1", "Coder");
    keep("two", "agent_1", "Coder");
    keep("three", "agent_2", "Writer");
    keep("four", "", "");
    const auto read = [this] {
        QSignalSpy changed(m_results.get(), &SearchResults::agentsChanged);
        m_results->readAgents();
        return QTest::qWaitFor([&] { return changed.count() == 1; }) && m_results->agents().size() == 2;
    };
    QTRY_VERIFY(read());
    QStringList names;
    for (const SearchResults::Agent &agent : m_results->agents())
        names.push_back(agent.id + QLatin1Char('=') + agent.name);
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("agent_1=Coder"), QStringLiteral("agent_2=Writer")}));
}

QTEST_GUILESS_MAIN(TestSearchResults)
#include "tst_searchresults.moc"
