#pragma once

namespace accounts {
class Settings;
}
namespace base {
class Clock;
}
namespace models {
class Workspace;
}

namespace screens {

//! What a page of one connected profile works with. All of it outlives the page.
struct PageContext
{
    models::Workspace *workspace = nullptr;
    accounts::Settings *settings = nullptr;
    base::Clock *clock = nullptr;
};

} // namespace screens
