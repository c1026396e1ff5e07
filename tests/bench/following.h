#pragma once

#include "api/client.h"
#include "api/eventfeed.h"

#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace base {
class Clock;
}

namespace bench {

//! A client of the bench's server.
std::unique_ptr<api::Client> clientOf(const QUrl &server, base::Clock *clock);

//! Follows sessions of that name and counts what comes. The feeds die with it.
class Following
{
public:
    Following(api::Client *client, const QString &session, int count);
    ~Following();

    //! Opens all of them; false when they are not live within ten seconds.
    bool open();
    //! Runs the event loop until each has got something since now; false after ten seconds.
    bool untilAllHeard();
    const std::vector<qint64> &heard() const { return m_heard; } //!< events, a feed each
    qint64 least() const;
    qint64 mean() const;

private:
    bool all(const std::function<bool(std::size_t)> &is) const;

    std::vector<std::unique_ptr<api::EventFeed>> m_feeds;
    std::vector<qint64> m_heard;
    std::function<void()> m_changed;
};

//! Runs the event loop, without the steps of QTest::qWaitFor, until `done` calls what it is given; false after `seconds`.
bool run(int seconds, const std::function<void(std::function<void()> done)> &begin);

} // namespace bench
