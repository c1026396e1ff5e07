#include "models/resourcelistmodel.h"
#include "tests/ui/pagescene.h"
#include "ui/screens/recorddelegate.h"
#include "ui/screens/resourcetable.h"

#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>

using models::ResourceListModel;
using screens::ResourceTable;
using test::take;

class TestResourceTable : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = new theme::Theme(theme::Mode::Light, theme::Density::Normal, this); }
    void init()
    {
        TestBase::init();
        m_scene = std::make_unique<test::PageScene>();
    }
    void cleanup()
    {
        m_table.reset();
        m_scene.reset();
    }

    void cellsSayWhatTheyShould();
    void headerSorts();
    void columnsStepAside();
    void titleTakesTheRest();
    void columnsAreRememberedAndReset();
    void rowsFollowTheDensity();
    void scrollingFetchesMore();
    void paintsOnlyWhatIsVisible();
    void selectionSurvivesARefresh();
    void lettersAreLeftToTheWindow();
    void absoluteTimes();

private:
    ResourceTable *open(const char *resource, const char *fixtureName, const QSize &size = {1200, 500});
    int column(const char *path) const;
    QString cell(int row, const char *path) const;
    std::vector<std::string> visibleColumns() const;

    theme::Theme *m_theme = nullptr;
    std::unique_ptr<test::PageScene> m_scene;
    std::unique_ptr<ResourceTable> m_table;
};

ResourceTable *TestResourceTable::open(const char *resource, const char *fixtureName, const QSize &size)
{
    ResourceListModel *model = m_scene->workspace->list(resource);
    m_table = std::make_unique<ResourceTable>(m_scene->context, model);
    m_table->setObjectName(QLatin1String(resource) + QStringLiteral(".table"));
    m_table->restoreColumns();
    m_table->resize(size);
    m_table->show();
    if (model->state() == ResourceListModel::State::Idle) {
        model->refresh();
        m_scene->answerList(resource, fixtureName);
    }
    if (!QTest::qWaitFor([&] { return model->rowCount() > 0; }))
        qFatal("no rows came");
    return m_table.get();
}

int TestResourceTable::column(const char *path) const
{
    const auto &columns = m_table->list()->descriptor().columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].path == path)
            return int(i);
    }
    qFatal("no column %s", path);
}

QString TestResourceTable::cell(int row, const char *path) const
{
    const auto *delegate = qobject_cast<screens::RecordDelegate *>(m_table->itemDelegate());
    return delegate->text(m_table->list()->index(row, column(path)));
}

std::vector<std::string> TestResourceTable::visibleColumns() const
{
    std::vector<std::string> paths;
    const auto &columns = m_table->list()->descriptor().columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!m_table->isColumnHidden(int(i)))
            paths.push_back(columns[i].path);
    }
    return paths;
}

void TestResourceTable::cellsSayWhatTheyShould()
{
    open("sessions", "ui/sessions.json");
    QCOMPARE(cell(0, "title"), QStringLiteral("Notes for 4.2.1"));
    QCOMPARE(cell(0, "status"), QStringLiteral("running"));
    QCOMPARE(cell(9, "status"), QStringLiteral("hibernating")); // nobody's word, shown as it is
    QCOMPARE(cell(2, "usage.output_tokens"), QStringLiteral("1.8k"));
    QCOMPARE(cell(3, "usage.list_cost"), QStringLiteral("$1.37"));
    QCOMPARE(cell(1, "updated_at"), QStringLiteral("5 min ago"));
    QVERIFY(cell(0, "id").contains(QChar(0x2026)));
    QCOMPARE(cell(2, "title"), QStringLiteral("Untitled"));
    // A screen reader hears the same words.
    const auto spoken = [this](int row, const char *path) { return m_table->list()->index(row, column(path)).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(spoken(3, "usage.list_cost"), QStringLiteral("$1.37"));
    QCOMPARE(spoken(1, "updated_at"), QStringLiteral("5 min ago"));
    QVERIFY(spoken(0, "id").startsWith(QLatin1String("sesn_")));
    QVERIFY(!spoken(0, "id").contains(QChar(0x2026))); // an id is heard whole
    m_table.reset();
    open("environments", "ui/environments.json");
    QVERIFY(cell(0, "config.networking.type") != QStringLiteral("unrestricted")); // the field's own label
}

void TestResourceTable::headerSorts()
{
    ResourceTable *table = open("sessions", "ui/sessions.json");
    const QString first = cell(0, "title");
    QHeaderView *header = table->horizontalHeader();
    const auto clickHeader = [&] {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier,
                          QPoint(header->sectionViewportPosition(column("usage.output_tokens")) + 20, header->height() / 2));
    };
    clickHeader();
    QCOMPARE(cell(0, "usage.output_tokens"), QStringLiteral("0"));
    QCOMPARE(cell(9, "usage.output_tokens"), QStringLiteral("1.5M"));
    clickHeader();
    QCOMPARE(cell(0, "usage.output_tokens"), QStringLiteral("1.5M"));
    clickHeader(); // back to the server's order
    QCOMPARE(cell(0, "title"), first);
    QCOMPARE(table->list()->sortColumn(), -1);
}

void TestResourceTable::columnsStepAside()
{
    ResourceTable *table = open("sessions", "ui/sessions.json");
    QCOMPARE(int(visibleColumns().size()), 8);
    table->resize(700, 500);
    QVERIFY(int(visibleColumns().size()) < 8);
    table->resize(680, 500);
    const std::vector<std::string> telling{"title", "status", "agent.name", "updated_at"};
    QCOMPARE(visibleColumns(), telling); // the agent stays longer than a second time
    table->resize(320, 500);
    const std::vector<std::string> least{"title", "status"};
    QCOMPARE(visibleColumns(), least); // the id went first, the status stays longest
    QVERIFY(table->horizontalHeader()->length() <= table->viewport()->width());
    table->resize(1200, 500);
    QCOMPARE(int(visibleColumns().size()), 8);
}

void TestResourceTable::titleTakesTheRest()
{
    ResourceTable *table = open("sessions", "ui/sessions.json");
    QCOMPARE(table->horizontalHeader()->length(), table->viewport()->width());
    const int before = table->columnWidth(column("title"));
    table->resize(1400, 500);
    QCOMPARE(table->columnWidth(column("title")), before + 200);
}

void TestResourceTable::columnsAreRememberedAndReset()
{
    ResourceTable *table = open("sessions", "ui/sessions.json");
    table->setColumnWanted(column("agent.name"), false);
    table->horizontalHeader()->resizeSection(column("status"), 180);
    table->horizontalHeader()->moveSection(table->horizontalHeader()->visualIndex(column("created_at")), 1);
    table->sortByColumn(column("usage.list_cost"), Qt::DescendingOrder);
    m_table.reset();

    table = open("sessions", "ui/sessions.json");
    QVERIFY(!table->isColumnWanted(column("agent.name")));
    QVERIFY(table->isColumnHidden(column("agent.name")));
    QCOMPARE(table->columnWidth(column("status")), 180);
    QCOMPARE(table->horizontalHeader()->visualIndex(column("created_at")), 1);
    QCOMPARE(table->list()->sortColumn(), column("usage.list_cost"));

    QMenu menu;
    table->fillColumnsMenu(&menu);
    QVERIFY(!menu.actions().first()->isEnabled()); // the title stays
    menu.actions().last()->trigger();
    QVERIFY(table->isColumnWanted(column("agent.name")));
    QCOMPARE(table->horizontalHeader()->visualIndex(column("created_at")), column("created_at"));
    QCOMPARE(table->list()->sortColumn(), -1);
}

void TestResourceTable::rowsFollowTheDensity()
{
    ResourceTable *table = open("agents", "ui/agents.json");
    QCOMPARE(table->rowHeight(0), 34);
    m_theme->setDensity(theme::Density::Compact);
    QTRY_COMPARE(table->rowHeight(0), 28);
    m_theme->setDensity(theme::Density::Normal);
    QTRY_COMPARE(table->rowHeight(0), 34);
    QCOMPARE(table->verticalHeader()->sectionResizeMode(0), QHeaderView::Fixed);
}

void TestResourceTable::scrollingFetchesMore()
{
    ResourceTable *table = open("sessions", "ui/sessions.json", {900, 200});
    table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
    auto asked = take(m_scene->client->lists);
    QCOMPARE(asked.query.cursor, QStringLiteral("page2"));
    api::Page last;
    last.items.emplace_back(test::json("{'id': 'sesn_last', 'status': 'idle', 'title': 'The last one'}"));
    asked.answer(last);
    QTRY_COMPARE(table->list()->rowCount(), 11);
    table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
    QVERIFY(table->list()->isComplete());
}

void TestResourceTable::paintsOnlyWhatIsVisible()
{
    // Counts the questions to the model: they must not grow with the list (performance.md §6, §9).
    class Counting : public QIdentityProxyModel
    {
    public:
        mutable int asked = 0;
        QVariant data(const QModelIndex &index, int role) const override
        {
            ++asked;
            return QIdentityProxyModel::data(index, role);
        }
    };
    int questions[2] = {};
    int at = 0;
    for (int rows : {100, 5000}) {
        cleanup();
        m_scene = std::make_unique<test::PageScene>();
        ResourceListModel *model = m_scene->workspace->list("sessions");
        m_table = std::make_unique<ResourceTable>(m_scene->context, model);
        m_table->resize(1200, 500);
        m_table->show();
        model->refresh();
        api::Page page;
        for (int i = 0; i < rows; ++i) {
            base::Json item = test::json("{'status': 'idle', 'title': 'A title', 'created_at': '2026-11-20T08:00:00Z'}");
            item["id"] = "sesn_" + std::to_string(i);
            page.items.emplace_back(item);
        }
        take(m_scene->client->lists).answer(page);
        QTRY_COMPARE(model->rowCount(), rows);
        Counting counting;
        counting.setSourceModel(model);
        auto *delegate = m_table->itemDelegate();
        // Paint through the delegate as the view does, cell by visible cell.
        QImage image(1200, 34, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.initFrom(m_table.get());
        int painted = 0;
        for (int row = 0; m_table->rowViewportPosition(row) < m_table->viewport()->height(); ++row) {
            for (int c = 0; c < model->columnCount(); ++c) {
                option.rect = QRect(0, 0, m_table->columnWidth(c), 34);
                delegate->paint(&painter, option, counting.index(row, c));
                ++painted;
            }
        }
        QVERIFY(painted > 50);
        QVERIFY2(counting.asked <= 2 * painted, qPrintable(QString::number(double(counting.asked) / painted)));
        questions[at++] = counting.asked;
    }
    QCOMPARE(questions[0], questions[1]);
}

void TestResourceTable::selectionSurvivesARefresh()
{
    ResourceTable *table = open("agents", "ui/agents.json");
    const QString id = table->list()->index(3, 0).data(ResourceListModel::IdRole).toString();
    table->select(id);
    QSignalSpy changed(table, &ResourceTable::currentChangedTo);
    table->list()->refresh();
    m_scene->answerList("agents", "ui/agents.json");
    QTRY_VERIFY(!table->list()->isBusy());
    QCOMPARE(table->currentId(), id);
    QCOMPARE(changed.count(), 0);
}

void TestResourceTable::lettersAreLeftToTheWindow()
{
    ResourceTable *table = open("agents", "ui/agents.json");
    table->select(table->list()->index(0, 0).data(ResourceListModel::IdRole).toString());
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_G, Qt::NoModifier, QStringLiteral("g"));
    QApplication::sendEvent(table, &letter);
    QVERIFY(!letter.isAccepted());
    QCOMPARE(table->currentIndex().row(), 0);
    QSignalSpy removal(table, &ResourceTable::removeRequested);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(removal.count(), 1);
}

void TestResourceTable::absoluteTimes()
{
    ResourceTable *table = open("sessions", "ui/sessions.json");
    table->setAbsoluteTimes(true);
    QCOMPARE(cell(0, "updated_at"), QStringLiteral("08:59"));
    table->setAbsoluteTimes(false);
    m_scene->clock.advance(std::chrono::minutes(2));
    QCOMPARE(cell(1, "updated_at"), QStringLiteral("7 min ago"));
}

QTEST_MAIN(TestResourceTable)
#include "tst_resourcetable.moc"
