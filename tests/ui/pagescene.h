#pragma once

#include "accounts/settings.h"
#include "backends/anthropic/tables.h"
#include "models/workspace.h"
#include "store/database.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "tests/support/fakeclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testbase.h"
#include "ui/screens/pagecontext.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

#include <memory>

namespace test {

//! A workspace over a fake client with the tables of a real platform: what pages and forms are tested in.
class PageScene
{
public:
    explicit PageScene(bool production = false, std::vector<api::ResourceDescriptor> table = {})
    {
        auto made = std::make_unique<FakeClient>();
        client = made.get();
        client->table = !table.empty() ? std::move(table)
                                       : std::vector<api::ResourceDescriptor>{backends::anthropic::agents(), backends::anthropic::environments(),
                                                                              backends::anthropic::sessions()};
        api::Profile profile;
        profile.id = QStringLiteral("p1");
        profile.name = QStringLiteral("Demo");
        profile.production = production;
        database = std::make_unique<store::Database>(folder.filePath(QStringLiteral("muster.db")));
        drafts = std::make_unique<store::Drafts>(database.get(), &clock);
        outbox = std::make_unique<store::Outbox>(database.get(), &clock);
        workspace = std::make_unique<models::Workspace>(profile, std::move(made), models::Conversation::Stores{drafts.get(), outbox.get()}, &clock);
        settings = std::make_unique<accounts::Settings>(folder.path(), nullptr);
        context = {workspace.get(), settings.get(), &clock};
    }

    const api::ResourceDescriptor &resource(const char *id) const { return *workspace->resource(id); }

    //! Waits for a list of this resource and answers it with the records of a fixture file {"data": […], "next_page": …}.
    void answerList(const char *resourceId, const char *fixtureName)
    {
        const base::Json page = *base::parseJson(test::fixture(QLatin1String(fixtureName)));
        api::Page answer;
        for (const base::Json &item : page["data"])
            answer.items.emplace_back(item);
        answer.nextCursor = base::Record(page).string("next_page");
        const auto waiting = [&] {
            return std::find_if(client->lists.begin(), client->lists.end(), [&](const auto &asked) { return asked.resource == resourceId; });
        };
        if (!QTest::qWaitFor([&] { return waiting() != client->lists.end(); }))
            qFatal("nobody asked for %s", resourceId);
        const auto asked = *waiting();
        client->lists.erase(waiting());
        asked.answer(answer);
    }

    //! Waits for the first page of this resource to be asked for, and throws away requests for further pages.
    Asked<api::Page> takeFirstPage(const char *resourceId)
    {
        std::erase_if(client->lists, [](const auto &asked) { return !asked.query.cursor.isEmpty(); });
        const auto isFirst = [&](const auto &asked) { return asked.resource == resourceId && asked.query.cursor.isEmpty(); };
        const auto found = [&] { return std::find_if(client->lists.begin(), client->lists.end(), isFirst); };
        if (!QTest::qWaitFor([&] { return found() != client->lists.end(); }))
            qFatal("nobody asked for %s", resourceId);
        const auto asked = *found();
        client->lists.erase(found());
        return asked;
    }

    static base::Record record(const char *fixtureName) { return base::Record(*base::parseJson(test::fixture(QLatin1String(fixtureName)))); }

    test::FakeClock clock;
    QTemporaryDir folder;
    FakeClient *client = nullptr; //!< owned by the workspace
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::Drafts> drafts;
    std::unique_ptr<store::Outbox> outbox;
    std::unique_ptr<models::Workspace> workspace;
    std::unique_ptr<accounts::Settings> settings;
    screens::PageContext context;
};

//! JSON with ' for ", because moc 6.4 loses its way in a raw string that holds ".
inline base::Json json(const char *text)
{
    return *base::parseJson(QByteArray(text).replace('\'', '"'));
}

//! The child of that object name; ends the program when there is none, so that a test names its handles rightly.
template<class T>
T *named(const QWidget *inside, const QString &name)
{
    T *found = inside->findChild<T *>(name);
    if (!found)
        qFatal("no widget is called %s", qPrintable(name));
    return found;
}

} // namespace test
