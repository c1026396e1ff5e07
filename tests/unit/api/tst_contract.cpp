#include "api/client.h"
#include "api/eventfeed.h"
#include "tests/support/testbase.h"

//! The few behaviours that the contract itself has.
class TestContract : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void textOfAnEvent();
    void emptyUsage();
    void descriptors();
};

void TestContract::textOfAnEvent()
{
    using Kind = api::ContentBlock::Kind;
    api::Event event;
    QCOMPARE(event.text(), QByteArray());
    event.content = {{.kind = Kind::Text, .text = "one"}, {.kind = Kind::Image, .text = "a title"}, {.kind = Kind::Text, .text = ""}, {.kind = Kind::Text, .text = "two é"}};
    QCOMPARE(event.text(), QByteArray("one\n\ntwo é"));
}

void TestContract::emptyUsage()
{
    api::Usage usage;
    QVERIFY(usage.isEmpty());
    usage.output = 0;
    QVERIFY(!usage.isEmpty()); // nothing is known from zero
    usage = {};
    usage.listCostMinor = "137";
    QVERIFY(!usage.isEmpty());
}

void TestContract::descriptors()
{
    api::ResourceDescriptor resource;
    resource.verbs = {api::Verb::List, api::Verb::Archive};
    resource.fields = {{.path = "name"}, {.path = "config.type"}};
    QVERIFY(resource.can(api::Verb::Archive));
    QVERIFY(!resource.can(api::Verb::Delete));
    QCOMPARE(resource.field("config.type")->path, std::string("config.type"));
    QVERIFY(!resource.field("config"));
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
