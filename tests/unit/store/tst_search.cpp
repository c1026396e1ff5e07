#include "store/finding.h"
#include "store/search.h"
#include "tests/unit/store/logscene.h"

using api::EventKind;
using store::SearchQuery;
using store::TextKind;
using test::LogScene;
using test::message;
using test::messages;
using test::valueOf;

namespace {

SearchQuery about(const QString &text)
{
    SearchQuery query;
    query.text = text;
    return query;
}

struct SearchScene : LogScene
{
    store::Search search{log.get()};

    store::SearchPage find(const SearchQuery &query, const store::SearchCursor &from = {}) { return valueOf(search.find(&search, query, from)); }
    //! The numbers of the events that were found, newest first.
    QList<int> numbers(const SearchQuery &query)
    {
        QList<int> list;
        for (const auto &hit : find(query).hits)
            list.push_back(hit.identity.mid(5).toInt());
        return list;
    }
    QList<int> numbers(const QString &text) { return numbers(about(text)); }
    void say(int number, const QString &text) { append({message(number, text)}); }
};

} // namespace

class TestSearch : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void findsWords_data();
    void findsWords();
    void findsChineseAndJapanese_data();
    void findsChineseAndJapanese();
    void anyTextIsASearch_data();
    void anyTextIsASearch();
    void looksIntoTools();
    void narrows();
    void newestFirstAndPageByPage();
    void bestFirst();
    void aReplacedEventIsFoundByItsNewWords();
    void tellsWhereToJump();
    void findsInAVeryLongResult();
    void seesOnlyWhatIsStored();
    void anUnfinishedWordInManyEvents_data();
    void anUnfinishedWordInManyEvents();
    void anAgentWithMoreSessionsThanTags();
    void whatIsBeingForgottenEndsNoPage();
    void aFileOfTheFirstVersion();
};

void TestSearch::findsWords_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *name, const QString &said, const QString &typed, bool found) { QTest::newRow(name) << said << typed << found; };
    row("a word", QStringLiteral("The quick brown fox"), QStringLiteral("quick"), true);
    row("case", QStringLiteral("The QUICK brown fox"), QStringLiteral("quicK"), true);
    row("both", QStringLiteral("The quick brown fox"), QStringLiteral("fox quick"), true);
    row("one is missing", QStringLiteral("The quick brown fox"), QStringLiteral("quick wolf"), false);
    row("the last is unfinished", QStringLiteral("The quick brown fox"), QStringLiteral("quick bro"), true);
    row("three letters of a word", QStringLiteral("The quick brown fox"), QStringLiteral("bro"), true);
    row("two letters of a word", QStringLiteral("The quick brown fox"), QStringLiteral("br"), true);
    row("one letter of a word", QStringLiteral("The quick brown fox"), QStringLiteral("q"), true);
    row("two letters from within", QStringLiteral("The quick brown fox"), QStringLiteral("ui"), false);
    row("which is found", QStringLiteral("He is quick"), QStringLiteral("is"), true);
    row("an earlier one is not", QStringLiteral("The quick brown fox"), QStringLiteral("qui brown"), false);
    row("finished by a blank", QStringLiteral("The quick brown fox"), QStringLiteral("bro "), false);
    row("a phrase", QStringLiteral("The quick brown fox"), QStringLiteral("\"quick brown\""), true);
    row("a phrase in another order", QStringLiteral("The quick brown fox"), QStringLiteral("\"brown quick\""), false);
    row("a phrase is finished", QStringLiteral("The quick brown fox"), QStringLiteral("\"quick bro\""), false);
    row("a phrase still being typed", QStringLiteral("The quick brown fox"), QStringLiteral("\"quick br"), false);
    row("typographic quotes", QStringLiteral("The quick brown fox"), QStringLiteral("\u201cquick brown\u201d"), true);
    row("accents", QStringLiteral("Un caf\u00e9 cr\u00e8me"), QStringLiteral("cafe"), true);
    row("accents typed", QStringLiteral("Un cafe"), QStringLiteral("caf\u00e9"), true);
    row("accents apart", QStringLiteral("Un cafe\u0301"), QStringLiteral("caf\u00e9"), true);
    row("Vietnamese", QStringLiteral("Ti\u1ebfng Vi\u1ec7t"), QStringLiteral("tieng viet"), true);
    row("Greek", QStringLiteral("\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1"), QStringLiteral("\u03ba\u03b1\u03bb\u03b7\u03bc\u03b5\u03c1\u03b1"), true);
    row("Cyrillic", QStringLiteral("\u041f\u0440\u0438\u0432\u0435\u0442"), QStringLiteral("\u043f\u0440\u0438\u0432"), true);
    row("Korean, unfinished", QStringLiteral("\uc11c\uc6b8\uc5d0\uc11c"), QStringLiteral("\uc11c\uc6b8"), true);
    row("wide letters", QStringLiteral("\uff2d\uff35\uff33\uff34\uff25\uff32 app"), QStringLiteral("muster"), true);
    row("a path", QStringLiteral("see src/app/main.cpp:12"), QStringLiteral("src/app/main.cpp"), true);
    row("another path", QStringLiteral("see src/main/app.cpp"), QStringLiteral("src/app/main.cpp"), false);
    row("an identifier", QStringLiteral("call foo_bar(x)"), QStringLiteral("foo_bar"), true);
    row("part of an identifier", QStringLiteral("call foo_bar(x)"), QStringLiteral("bar"), true);
    row("a number", QStringLiteral("error 0x7f at 42"), QStringLiteral("42"), true);
    row("C++", QStringLiteral("written in C++ today"), QStringLiteral("C++"), true);
    row("operators are words", QStringLiteral("near or far"), QStringLiteral("OR near"), true);
    row("NOT is a word", QStringLiteral("near or far"), QStringLiteral("near NOT"), false);
    row("across lines", QStringLiteral("one\ntwo"), QStringLiteral("\"one two\""), true);
    row("an emoji", QString::fromUtf8("done \xf0\x9f\x8e\x89 at last"), QString::fromUtf8("\xf0\x9f\x8e\x89"), true);
    row("another emoji", QString::fromUtf8("done \xf0\x9f\x8e\x89 at last"), QString::fromUtf8("\xf0\x9f\x91\x8d"), false);
    row("an emoji beside a word", QString::fromUtf8("done\xf0\x9f\x8e\x89""at"), QString::fromUtf8("\xf0\x9f\x8e\x89 done at"), true);
    row("an emoji among others", QString::fromUtf8("\xf0\x9f\x8e\x89\xf0\x9f\x91\x8d\xf0\x9f\x91\x8d"), QString::fromUtf8("\xf0\x9f\x91\x8d"), true);
    row("an emoji of any skin", QString::fromUtf8("\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd good"), QString::fromUtf8("\xf0\x9f\x91\x8d"), true);
    row("a sign as a picture", QString::fromUtf8("\xe2\x9a\xa0\xef\xb8\x8f careful"), QString::fromUtf8("\xe2\x9a\xa0"), true);
    row("a tick", QString::fromUtf8("\xe2\x9c\x93 passed"), QString::fromUtf8("\xe2\x9c\x93 passed"), true);
    row("a flag", QString::fromUtf8("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"), QString::fromUtf8("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"), true);
    row("an emoji in Chinese", QString::fromUtf8("\xe5\xa5\xbd\xf0\x9f\x91\x8d\xe5\xa5\xbd"), QString::fromUtf8("\xf0\x9f\x91\x8d"), true);
    row("its number is no word", QString::fromUtf8("done \xf0\x9f\x8e\x89 at last"), QStringLiteral("1f389"), false);
}

void TestSearch::findsWords()
{
    QFETCH(QString, said);
    QFETCH(QString, typed);
    QFETCH(bool, found);
    SearchScene scene;
    scene.say(1, said);
    scene.say(2, QStringLiteral("something else entirely"));
    const auto page = scene.find(about(typed));
    QCOMPARE(page.hits.size(), found ? 1u : 0u);
    if (found) {
        QCOMPARE(page.hits[0].identity, QStringLiteral("sevt_1"));
        QVERIFY(!page.hits[0].snippet.matches.empty());
    }
    // The same by the index, which is not asked when so few events can be looked through.
    const store::SearchWords words(typed);
    if (words.endsUnfinished() && words.phrases().back().text.size() >= 3) {
        SearchQuery best = about(typed);
        best.order = SearchQuery::Order::Best;
        QCOMPARE(scene.find(best).hits.size(), found ? 1u : 0u);
    }
}

void TestSearch::findsChineseAndJapanese_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("found");
    const QString chinese = QStringLiteral("\u4eca\u5929\u5317\u4eac\u7684\u5929\u6c14\u5f88\u597d\u3002\u6211\u4eec\u53bb\u516c\u56ed\u5427"); // 今天北京的天气很好。我们去公园吧
    const QString japanese = QStringLiteral("\u4eca\u65e5\u306f\u6771\u4eac\u90fd\u3067\u30c6\u30b9\u30c8\u3092\u3057\u307e\u3059"); // 今日は東京都でテストをします
    const auto row = [](const char *name, const QString &said, const QString &typed, bool found) { QTest::newRow(name) << said << typed << found; };
    row("Chinese, two characters", chinese, QStringLiteral("\u5317\u4eac"), true);            // 北京
    row("Chinese, across words", chinese, QStringLiteral("\u4eac\u7684"), true);              // 京的
    row("Chinese, at the end of a run", chinese, QStringLiteral("\u5f88\u597d"), true);       // 很好
    row("Chinese, one character", chinese, QStringLiteral("\u4eac"), true);                   // 京
    row("Chinese, the last character", chinese, QStringLiteral("\u597d"), true);              // 好
    row("Chinese, three", chinese, QStringLiteral("\u5929\u6c14\u5f88"), true);               // 天气很
    row("Chinese, many", chinese, QStringLiteral("\u6211\u4eec\u53bb\u516c\u56ed"), true);    // 我们去公园
    row("Chinese, two words", chinese, QStringLiteral("\u516c\u56ed \u5317\u4eac"), true);    // 公园 北京
    row("Chinese, not there", chinese, QStringLiteral("\u4e0a\u6d77"), false);                // 上海
    row("Chinese, in the wrong order", chinese, QStringLiteral("\u4eac\u5317"), false);       // 京北
    row("Chinese, not across a full stop", chinese, QStringLiteral("\u597d\u6211"), false);   // 好我
    row("Chinese, pairs that are apart", chinese, QStringLiteral("\u5317\u4eac\u5929\u6c14"), false); // 北京天气
    row("Japanese, two characters", japanese, QStringLiteral("\u6771\u4eac"), true);          // 東京
    row("Japanese, inside a word", japanese, QStringLiteral("\u4eac\u90fd"), true);           // 京都, as in 東京都
    row("Japanese, katakana", japanese, QStringLiteral("\u30c6\u30b9\u30c8"), true);          // テスト
    row("Japanese, narrow katakana typed", japanese, QStringLiteral("\uff83\uff7d\uff84"), true);
    row("Japanese, hiragana", japanese, QStringLiteral("\u3057\u307e\u3059"), true);          // します
    row("Japanese, not there", japanese, QStringLiteral("\u5927\u962a"), false);              // 大阪
    row("a long vowel", QStringLiteral("\u30b5\u30fc\u30d0\u30fc"), QStringLiteral("\u30b5\u30fc\u30d0\u30fc"), true); // サーバー
    row("mixed", QStringLiteral("\u4f7f\u7528Python\u7f16\u5199"), QStringLiteral("python"), true);                    // 使用Python编写
    row("mixed, both", QStringLiteral("\u4f7f\u7528Python\u7f16\u5199"), QStringLiteral("\u7528Python\u7f16"), true);
    row("mixed, Chinese beside", QStringLiteral("\u4f7f\u7528Python\u7f16\u5199"), QStringLiteral("\u7f16\u5199"), true);
    row("beyond the first plane", QStringLiteral("\U00020BB7\u91ce\u5bb6"), QStringLiteral("\U00020BB7\u91ce"), true); // 𠮷野家
    row("Thai", QStringLiteral("\u0e44\u0e1b\u0e01\u0e34\u0e19\u0e02\u0e49\u0e32\u0e27"), QStringLiteral("\u0e01\u0e34\u0e19"), true);
    row("quoted", chinese, QStringLiteral("\"\u5317\u4eac\u7684\""), true);
}

void TestSearch::findsChineseAndJapanese()
{
    findsWords();
}

void TestSearch::anyTextIsASearch_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("empty");
    const char *const odd[] = {"\"", "\"\"", "\"\"\"", "'", "*", "a*", "* a", "^a", "a^", "(", ")", "(a", "a)", "-", "-a", "a -b", "a:b", "text:a", "tags : k1",
                               "{text}", "a AND", "AND", "OR OR OR", "NOT", "NEAR(a b, 5)", "a + b", "\\", "%", "_", ";", "--", "/* a */", "'; DROP TABLE event; --",
                               "\"a", "a\"b\"c", "a\tb\nc", "..", "...a...", "!!!", "\xf0\x9f\x8e\x89", "\xe2\x80\x8b", ("a\xe2\x80\x8b" "b"), "\xcc\x81", "\xef\xbf\xbf"};
    int number = 0;
    for (const char *typed : odd) {
        const QString text = QString::fromUtf8(typed);
        const bool word = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetterOrNumber(); }) || typed == QByteArray("\xf0\x9f\x8e\x89");
        QTest::addRow("%d", ++number) << text << !word;
    }
    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("blanks") << QStringLiteral("   ") << true;
    QTest::newRow("a NUL") << QStringLiteral("a") + QChar(QChar::Null) + QStringLiteral("\"b") << false;
    QTest::newRow("half a pair") << QString(QChar(0xd83c)) << true;
    QTest::newRow("very long") << QString(100'000, QLatin1Char('a')) << false;
    QTest::newRow("very many") << QStringLiteral("a ").repeated(10'000) << false;
    QTest::newRow("very many quotes") << QStringLiteral("\"a\"").repeated(10'000) << false;
}

void TestSearch::anyTextIsASearch()
{
    QFETCH(QString, typed);
    QFETCH(bool, empty);
    SearchScene scene;
    scene.say(1, QStringLiteral("a b c and something"));
    const auto page = test::resultOf(scene.search.find(this, about(typed)));
    QVERIFY2(page.ok(), page.ok() ? "" : qPrintable(page.error().detail));
    QCOMPARE(page->nothingToLookFor, empty);
}

void TestSearch::looksIntoTools()
{
    SearchScene scene;
    api::Event call = message(1, {}, EventKind::ToolUse);
    call.content.clear();
    call.toolName = QStringLiteral("read_file");
    call.toolInput = test::fixture(QStringLiteral("search/toolinput.json"));
    api::Event result = message(2, QStringLiteral("permission denied: /etc/shadow"), EventKind::ToolResult);
    api::Event thinking = message(3, QStringLiteral("Perhaps the umbrella is open"), EventKind::AgentThinking);
    api::Event error = message(4, {}, EventKind::SessionError);
    error.errorMessage = QStringLiteral("overloaded upstream");
    api::Event notice = message(5, QStringLiteral("umbrella"), EventKind::Bookkeeping);
    scene.append({call, result, thinking, error, notice});
    QCOMPARE(scene.numbers(QStringLiteral("read_file")), QList<int>{1});
    QCOMPARE(scene.numbers(QStringLiteral("umlaut \u00e4\u00f6\u00fc")), QList<int>{1}); // written with \u escapes in the JSON
    QCOMPARE(scene.numbers(QStringLiteral("second line")), QList<int>{1});
    QCOMPARE(scene.numbers(QStringLiteral("12345")), QList<int>{1});
    QCOMPARE(scene.numbers(QStringLiteral("shadow")), QList<int>{2});
    QCOMPARE(scene.numbers(QStringLiteral("umbrella")), QList<int>{3});
    QCOMPARE(scene.numbers(QStringLiteral("overloaded")), QList<int>{4});
    QCOMPARE(scene.find(about(QStringLiteral("umbrella"))).hits[0].kind, TextKind::Thinking);
}

void TestSearch::narrows()
{
    SearchScene scene;
    const store::LogKey second = {QStringLiteral("profile"), QStringLiteral("sesn_2"), {}};
    const store::LogKey foreign = {QStringLiteral("other"), QStringLiteral("sesn_1"), {}};
    scene.append({message(1, QStringLiteral("apple"), EventKind::UserMessage), message(2, QStringLiteral("apple"))});
    valueOf(scene.log->append(this, second, {message(3, QStringLiteral("apple"))}));
    valueOf(scene.log->append(this, foreign, {message(4, QStringLiteral("apple"), EventKind::ToolResult)}));
    scene.log->describe({second.profile, second.session, {}, QStringLiteral("agent_1"), {}, {}});
    scene.log->describe({foreign.profile, foreign.session, {}, QStringLiteral("agent_1"), {}, {}});
    SearchQuery query = about(QStringLiteral("apple"));
    QCOMPARE(scene.numbers(query), (QList<int>{4, 3, 2, 1}));
    query.profile = QStringLiteral("profile");
    QCOMPARE(scene.numbers(query), (QList<int>{3, 2, 1}));
    query.session = QStringLiteral("sesn_1");
    QCOMPARE(scene.numbers(query), (QList<int>{2, 1}));
    query.kinds = {TextKind::UserMessage, TextKind::Thinking};
    QCOMPARE(scene.numbers(query), QList<int>{1});
    query.session = QStringLiteral("sesn_9");
    QCOMPARE(scene.numbers(query), QList<int>());
    query = about(QStringLiteral("apple"));
    query.agentId = QStringLiteral("agent_1");
    QTRY_COMPARE(scene.numbers(query), (QList<int>{4, 3}));
    query.profile = QStringLiteral("profile");
    QCOMPARE(scene.numbers(query), QList<int>{3});
    query.agentId = QStringLiteral("agent_2");
    QCOMPARE(scene.numbers(query), QList<int>());
    query = about(QStringLiteral("apple"));
    query.from = message(2, {}).at;
    query.until = message(4, {}).at;
    QCOMPARE(scene.numbers(query), (QList<int>{3, 2}));
    query.text = QStringLiteral("k1 s1"); // what narrows is no word
    QCOMPARE(scene.numbers(query), QList<int>());
}

void TestSearch::newestFirstAndPageByPage()
{
    SearchScene scene;
    scene.append(messages(100, 200, QStringLiteral("pear")));
    valueOf(scene.log->append(this, {QStringLiteral("p"), QStringLiteral("older"), {}}, messages(0, 100, QStringLiteral("pear")))); // stored later
    SearchQuery query = about(QStringLiteral("pear"));
    query.count = 30;
    QList<int> all;
    store::SearchCursor from;
    int pages = 0;
    for (bool more = true; more; ++pages) {
        const auto page = scene.find(query, from);
        for (const auto &hit : page.hits)
            all.push_back(hit.identity.mid(5).toInt());
        more = page.hasMore;
        from = page.next;
    }
    QCOMPARE(pages, 7);
    QCOMPARE(all.size(), 200);
    QVERIFY(std::is_sorted(all.crbegin(), all.crend()));

    api::Events sameSecond = messages(300, 305, QStringLiteral("plum"));
    for (api::Event &event : sameSecond)
        event.at = sameSecond.front().at;
    scene.append(sameSecond);
    QCOMPARE(scene.numbers(QStringLiteral("plum")), (QList<int>{304, 303, 302, 301, 300}));
}

void TestSearch::bestFirst()
{
    SearchScene scene;
    scene.say(1, QStringLiteral("kiwi kiwi kiwi"));
    scene.say(2, QStringLiteral("one kiwi in a long text about many other kinds of fruit that nobody looked for at all"));
    scene.say(3, QStringLiteral("kiwi kiwi"));
    for (int i = 10; i < 60; ++i)
        scene.say(i, QStringLiteral("nothing of that kind"));
    SearchQuery query = about(QStringLiteral("kiwi"));
    query.order = SearchQuery::Order::Best;
    QCOMPARE(scene.numbers(query), (QList<int>{1, 3, 2}));
    query.count = 2;
    const auto first = scene.find(query);
    QVERIFY(first.hasMore);
    const auto second = scene.find(query, first.next);
    QCOMPARE(second.hits.size(), 1u);
    QCOMPARE(second.hits[0].identity, QStringLiteral("sevt_2"));
    QVERIFY(!second.hasMore);
}

void TestSearch::aReplacedEventIsFoundByItsNewWords()
{
    SearchScene scene;
    scene.say(1, QStringLiteral("before \u6771\u4eac\u90fd"));
    scene.say(1, QStringLiteral("after \u4eac\u90fd\u5e02"));
    QCOMPARE(scene.numbers(QStringLiteral("before")), QList<int>());
    QCOMPARE(scene.numbers(QStringLiteral("\u6771\u4eac")), QList<int>());
    QCOMPARE(scene.numbers(QStringLiteral("after")), QList<int>{1});
    scene.append({message(1, QStringLiteral("twice")), message(1, QStringLiteral("thrice"))});
    QCOMPARE(scene.numbers(QStringLiteral("twice")), QList<int>());
    QCOMPARE(scene.numbers(QStringLiteral("thrice")), QList<int>{1});
    scene.append({message(1, QStringLiteral("user words"), EventKind::UserMessage)}); // another kind as well
    SearchQuery query = about(QStringLiteral("words"));
    query.kinds = {TextKind::AgentMessage};
    QCOMPARE(scene.numbers(query), QList<int>());
    query.kinds = {TextKind::UserMessage};
    QCOMPARE(scene.numbers(query), QList<int>{1});
    const auto sound = test::resultOf(scene.log->database()->run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> {
        return store::execute(c, "INSERT INTO words (words) VALUES ('integrity-check')");
    }));
    QVERIFY(sound.ok());
}

void TestSearch::tellsWhereToJump()
{
    SearchScene scene;
    const store::LogKey key = {QStringLiteral("profile"), QStringLiteral("sesn_1"), QStringLiteral("sthr_2")};
    valueOf(scene.log->append(this, key, {message(1, QStringLiteral("a needle in hay"))}));
    scene.log->describe({key.profile, key.session, QStringLiteral("Title"), QStringLiteral("agent_1"), QStringLiteral("Coder"), {}});
    QTRY_COMPARE(scene.find(about(QStringLiteral("needle"))).hits[0].title, QStringLiteral("Title"));
    const auto hit = scene.find(about(QStringLiteral("needle"))).hits[0];
    QCOMPARE(hit.key, key);
    QCOMPARE(hit.agentId, QStringLiteral("agent_1"));
    QCOMPARE(hit.agentName, QStringLiteral("Coder"));
    QCOMPARE(hit.at, message(1, {}).at);
    QCOMPARE(hit.type, QStringLiteral("agent.message"));
    QCOMPARE(hit.snippet.text, QStringLiteral("a needle in hay"));
    QCOMPARE(hit.snippet.matches, (std::vector<store::Snippet::Range>{{2, 6}}));
    QCOMPARE(test::identities(valueOf(scene.log->around(this, hit.key, hit.identity, 5, test::decode)).events), test::numbered(1, 2));
}

void TestSearch::findsInAVeryLongResult()
{
    SearchScene scene;
    scene.say(1, QStringLiteral("filler words ").repeated(60'000) + QStringLiteral("needle ") + QStringLiteral("more ").repeated(1000));
    const auto page = scene.find(about(QStringLiteral("needle")));
    QCOMPARE(page.hits.size(), 1u);
    const auto &snippet = page.hits[0].snippet;
    QCOMPARE(snippet.matches.size(), 1u);
    QCOMPARE(snippet.text.mid(snippet.matches[0].start, snippet.matches[0].length), QStringLiteral("needle"));
    QVERIFY(snippet.cutBefore && snippet.cutAfter);
}

void TestSearch::seesOnlyWhatIsStored()
{
    SearchScene scene;
    scene.search.find(this, about(QStringLiteral("early")));
    QCOMPARE(scene.numbers(QStringLiteral("early")), QList<int>());
    scene.say(1, QStringLiteral("early bird"));
    QCOMPARE(scene.numbers(QStringLiteral("early")), QList<int>{1}); // acknowledged is found
}

void TestSearch::anUnfinishedWordInManyEvents_data()
{
    QTest::addColumn<int>("every"); // one event in so many has the word
    QTest::newRow("all have it") << 1;
    QTest::newRow("often: looking finds it") << 5;
    QTest::newRow("seldom: the index finds it") << 40;
    QTest::newRow("hardly ever") << 700;
}

//! Whichever way they are found: the same events in the same order, page by page.
void TestSearch::anUnfinishedWordInManyEvents()
{
    QFETCH(int, every);
    constexpr int events = 2200;
    SearchScene scene;
    api::Events all = messages(0, events, QStringLiteral("nothing of that kind"));
    QList<int> expected;
    for (int i = events - every; i >= 0; i -= every) {
        all[std::size_t(i)] = message(i, QStringLiteral("watermelons number %1").arg(i));
        expected.push_back(i);
    }
    scene.append(all);
    SearchQuery query = about(QStringLiteral("water"));
    query.count = 40;
    QList<int> found;
    store::SearchCursor from;
    for (bool more = true; more;) {
        const auto page = scene.find(query, from);
        for (const auto &hit : page.hits)
            found.push_back(hit.identity.mid(5).toInt());
        QVERIFY(page.hasMore ? page.hits.size() == 40u : page.hits.size() <= 40u);
        more = page.hasMore;
        from = page.next;
    }
    QCOMPARE(found, expected);
    query.kinds = {TextKind::UserMessage};
    QVERIFY(scene.find(query).hits.empty());
    query.kinds = {TextKind::AgentMessage};
    query.from = message(events / 2, {}).at;
    expected.removeIf([](int number) { return number < events / 2; });
    QCOMPARE(scene.numbers(query), expected.mid(0, query.count));
}

void TestSearch::anAgentWithMoreSessionsThanTags()
{
    constexpr int sessions = store::Finding::tagsAtMost + 20;
    SearchScene scene;
    for (int i = 0; i < sessions; ++i) {
        const store::LogKey key = {QStringLiteral("profile"), QStringLiteral("sesn_%1").arg(i), {}};
        scene.log->append(scene.log.get(), key, {message(2 * i, QStringLiteral("fig tree")), message(2 * i + 1, QStringLiteral("olive"))});
        scene.log->describe({key.profile, key.session, {}, i % 100 == 50 ? QStringLiteral("seldom") : QStringLiteral("often"), {}, {}});
    }
    SearchQuery query = about(QStringLiteral("fig "));
    query.agentId = QStringLiteral("often");
    query.count = sessions;
    int expected = 0;
    for (int i = 0; i < sessions; ++i)
        expected += i % 100 != 50;
    QTRY_COMPARE(scene.numbers(query).size(), expected);
    QVERIFY(scene.numbers(query).contains(0)); // of the session that was used longest ago
    query.order = SearchQuery::Order::Best;
    QCOMPARE(scene.numbers(query).size(), expected);
    query.order = SearchQuery::Order::Newest;
    query.text = QStringLiteral("fi");
    QCOMPARE(scene.numbers(query).size(), expected);
    query.agentId = QStringLiteral("seldom");
    QCOMPARE(scene.numbers(query).size(), sessions - expected);
}

//! What is doomed takes no place in a page: else a page would seem to be the last.
void TestSearch::whatIsBeingForgottenEndsNoPage()
{
    SearchScene scene;
    scene.append(messages(0, 5, QStringLiteral("quince")));
    const store::LogKey newer = {QStringLiteral("profile"), QStringLiteral("sesn_2"), {}};
    valueOf(scene.log->append(this, newer, messages(10, 20, QStringLiteral("quince"))));
    valueOf(scene.log->database()->run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> {
        return store::execute(c, "UPDATE session SET doomed = 1 WHERE session = 'sesn_2'");
    }));
    SearchQuery query = about(QStringLiteral("quince "));
    query.count = 3;
    const auto page = scene.find(query);
    QCOMPARE(page.hits.size(), 3u);
    QVERIFY(page.hasMore);
    QCOMPARE(scene.numbers(about(QStringLiteral("quin"))), (QList<int>{4, 3, 2, 1, 0}));
}

//! As version 1 wrote it: emoji were not in the index. It opens, is found in, replaced and forgotten without harm to the index.
void TestSearch::aFileOfTheFirstVersion()
{
    SearchScene scene;
    const QString party = QString::fromUtf8("party \xf0\x9f\x8e\x89 tonight");
    scene.append({message(1, party), message(2, party)});
    const auto made = test::resultOf(scene.log->database()->run<base::Done>(scene.log.get(), [party](QSqlDatabase &c) -> base::Result<base::Done> {
        // The text as it was put into the index then, and the column that was not there.
        QSqlQuery query(c);
        for (const char *statement : {"UPDATE event SET packed = 0", "INSERT INTO words (words) VALUES ('delete-all')",
                                      "INSERT INTO words (rowid, text, tags) SELECT event.number, 'party \xf0\x9f\x8e\x89 tonight', session.tag || ' s'"
                                      " || session.number || ' k' || kind FROM event JOIN line ON line.number = event.line"
                                      " JOIN session ON session.number = line.session",
                                      "ALTER TABLE session DROP COLUMN bytes", "PRAGMA user_version = 1"}) {
            if (!query.exec(QString::fromUtf8(statement)))
                return store::storageError(query);
        }
        return base::Done{};
    }));
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().detail));
    scene.close();
    scene.open();
    store::Search search(scene.log.get());
    const auto found = [&](const QString &text) {
        return valueOf(search.find(&search, about(text))).hits.size();
    };
    QCOMPARE(found(QStringLiteral("party ")), 2u);
    scene.append({message(3, party)});
    QCOMPARE(found(QString::fromUtf8("\xf0\x9f\x8e\x89 ")), 1u); // of what came since
    scene.append({message(1, QStringLiteral("a quiet evening"))});
    QCOMPARE(found(QStringLiteral("party ")), 2u);
    QCOMPARE(found(QStringLiteral("quiet ")), 1u);
    QTRY_COMPARE(scene.number("SELECT count(*) FROM session WHERE bytes = (SELECT sum(length(body)) FROM event)"), 1);
    const auto sound = [&] {
        return test::resultOf(scene.log->database()->run<base::Done>(this, [](QSqlDatabase &c) -> base::Result<base::Done> {
            return store::execute(c, "INSERT INTO words (words) VALUES ('integrity-check')");
        })).ok();
    };
    QVERIFY(sound());
    valueOf(scene.log->forgetSession(this, scene.key.profile, scene.key.session));
    QVERIFY(sound());
    QCOMPARE(scene.number("SELECT count(*) FROM words_docsize"), 0);
    QCOMPARE(scene.number("SELECT count(*) FROM words_idx WHERE segid > 0"), 0);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
