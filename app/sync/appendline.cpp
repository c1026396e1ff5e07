#include "sync/appendline.h"

#include <algorithm>

namespace syncing {

using base::Error;

namespace {

bool isKept(const api::Event &event)
{
    return !event.identity.isEmpty() && !event.raw.isEmpty(); // previews are not
}

bool isBehind(const api::Known &a, const api::Known &b)
{
    if (a.sequence != b.sequence)
        return a.sequence < b.sequence;
    return b.through.isValid() && (!a.through.isValid() || a.through < b.through);
}

} // namespace

AppendLine::AppendLine(store::EventLog *log, base::Clock *clock, const store::LogKey &key, QObject *parent)
    : QObject(parent), m_log(log), m_clock(clock), m_key(key)
{
    if (log)
        connect(log, &store::EventLog::forgetting, this, &AppendLine::forget);
}

void AppendLine::forget(const QString &profile, const QString &session)
{
    if (profile != m_key.profile || (!session.isEmpty() && session != m_key.session))
        return;
    // What waits here was there when the person said so: it would come into the log behind that. What comes from now on is new.
    m_unwritten.clear();
    m_held = m_underWay;
    m_through = {};
    m_joined = false;
    m_lost = true;
    for (Step &step : m_steps) {
        if (step.batch == m_batch)
            step.batch = 0;
    }
    tellReady();
}

void AppendLine::add(const api::Events &events, const api::Known &through, Tell tell)
{
    Step step;
    step.tell = std::move(tell);
    if (m_log && std::any_of(events.begin(), events.end(), isKept)) {
        for (const api::Event &event : events) {
            if (!isKept(event))
                continue;
            m_unwritten.push_back(event);
            m_held += event.raw.size();
        }
        if (!isBehind(through, m_place)) // a listing that begins anew does not take back what is known
            m_through = through;
        step.batch = m_batch;
    }
    m_steps.push_back(std::move(step));
    write();
    tellReady();
}

void AppendLine::add(std::function<void()> tell)
{
    Step step;
    step.tell = [tell = std::move(tell)](bool) { tell(); };
    m_steps.push_back(std::move(step));
    tellReady();
}

void AppendLine::write()
{
    if (m_writing || !m_log || m_unwritten.empty())
        return;
    ++m_batch;
    const api::Events events = std::exchange(m_unwritten, {});
    m_underWay = m_held;
    const api::Known through = m_joined ? std::exchange(m_through, {}) : api::Known();
    std::optional<store::Advance> advance;
    if (!through.isEmpty())
        advance = store::Advance{m_place, through};
    auto *job = m_log->append(this, m_key, events, advance);
    m_writing = job;
    m_pause = m_clock->after(patience, this, [this] {
        m_pause = nullptr;
        m_late = true;
        tellReady();
    });
    job->then(this, [this, through](const auto &result) { written(result, through); });
}

void AppendLine::written(const base::Result<store::Appended> &result, const api::Known &through)
{
    m_writing.clear();
    std::unique_ptr<QObject>(std::exchange(m_pause, nullptr)).reset(); // now: this may be gone at the end
    m_held -= std::exchange(m_underWay, 0);
    m_late = false;
    m_done = m_batch - 1;
    m_failing = m_failing && !result;
    m_lost = m_lost || !result;
    if (!result || (!through.isEmpty() && !result->advanced))
        m_joined = false; // something is missing in the log before what comes next
    else if (!through.isEmpty())
        m_place = through;
    for (Step &step : m_steps) {
        if (step.batch == m_done)
            step.logged = result.ok();
    }
    const QPointer<AppendLine> alive(this);
    if (!result && !result.error().isCancelled() && !std::exchange(m_failing, true))
        Q_EMIT failed(result.error());
    if (!alive)
        return;
    write();
    tellReady();
    if (alive)
        Q_EMIT eased();
}

void AppendLine::tellReady()
{
    if (m_telling)
        return; // whoever is told brings more
    m_telling = true;
    const QPointer<AppendLine> alive(this);
    while (alive && !m_steps.empty() && isReady(m_steps.front())) {
        const Step step = std::move(m_steps.front());
        m_steps.pop_front();
        if (step.batch > m_done)
            m_toldEarly = std::max(m_toldEarly, step.batch);
        step.tell(step.logged);
    }
    if (alive)
        m_telling = false;
}

} // namespace syncing
