#pragma once

#include <QString>

#include <functional>

namespace accounts {
class Settings;
}
namespace base {
class Clock;
}
namespace models {
class Budgets;
class Costs;
class Workspace;
}

namespace screens {

//! What a page of one connected profile works with. All of it outlives the page.
struct PageContext
{
    models::Workspace *workspace = nullptr;
    accounts::Settings *settings = nullptr;
    base::Clock *clock = nullptr;
    std::function<QString(const QString &profileId)> profileName = {}; //!< what another profile is called
    models::Costs *costs = nullptr; //!< may be null: then nobody adds up what is used
    bool isDemo = false;            //!< the workspace is the made-up one that comes with the program
    models::Budgets *budgets = nullptr; //!< may be null
};

} // namespace screens
