#include "demo/player.h"

#include <algorithm>

namespace demo {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds endlessPause = std::chrono::minutes(10);

} // namespace

Player::Player(Store &store, Journal &journal, Dialect &dialect, double speed)
    : m_store(store), m_journal(journal), m_dialect(dialect), m_speed(speed)
{
}

void Player::start()
{
    m_thread = std::thread([this] { loop(); });
}

void Player::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void Player::wake(const std::string &session)
{
    {
        const std::lock_guard lock(m_mutex);
        m_awake.insert(session);
        m_called = true;
    }
    m_changed.notify_one();
}

void Player::loop()
{
    recover();
    while (!m_stopping) {
        if (m_called) {
            lookAtAwake();
            continue;
        }
        const auto next = std::min_element(m_turns.begin(), m_turns.end(), [](const Turn &a, const Turn &b) { return a.due < b.due; });
        const Time due = next == m_turns.end() ? Time::max() : next->due;
        // One beat at a time: whoever calls in between is heard, at speed 0 too.
        if (due > steady_clock::now())
            sleepUntil(due);
        else
            play(next);
    }
}

void Player::recover()
{
    for (auto &[session, beats] : m_store.run([this](Tables &tables) { return m_dialect.recover(tables); })) {
        if (beats.empty())
            wake(session);
        else
            begin(session, std::move(beats));
    }
}

void Player::lookAtAwake()
{
    std::set<std::string> awake;
    {
        const std::lock_guard lock(m_mutex);
        awake.swap(m_awake);
        m_called = false;
    }
    for (const std::string &session : awake)
        look(session);
}

void Player::sleepUntil(Time due)
{
    std::unique_lock lock(m_mutex);
    const auto called = [this] { return m_called || m_stopping; };
    if (due == Time::max())
        m_changed.wait(lock, called);
    else
        m_changed.wait_until(lock, due, called);
}

bool Player::isPlaying(const std::string &session) const
{
    return std::any_of(m_turns.begin(), m_turns.end(), [&](const Turn &turn) { return turn.stage.session() == session; });
}

void Player::look(const std::string &session)
{
    Plan plan = m_store.run([&](Tables &tables) { return m_dialect.look(tables, session, isPlaying(session)); });
    if (plan.cut) {
        for (auto turn = m_turns.begin(); turn != m_turns.end();) {
            if (turn->stage.session() == session) {
                m_dialect.settle(turn->stage);
                turn = m_turns.erase(turn);
            } else {
                ++turn;
            }
        }
        wake(session); // what has been waiting behind the interrupt
    }
    for (Beats &beats : plan.turns)
        begin(session, std::move(beats));
}

void Player::begin(const std::string &session, Beats beats)
{
    if (beats.empty())
        return;
    m_turns.push_back({Stage(m_store, m_journal, session, nextStamp), std::move(beats), 0, {}});
    Turn &turn = m_turns.back();
    turn.stage.startedAt = nowMs();
    turn.due = dueAfter(steady_clock::now(), turn.beats.front());
}

Player::Time Player::dueAfter(Time from, const Beat &beat) const
{
    if (m_speed <= 0)
        return beat.endless ? Time::max() : from;
    const std::chrono::duration<double, std::milli> pause(double((beat.endless ? endlessPause : beat.pause).count()) / m_speed);
    return from + std::chrono::duration_cast<steady_clock::duration>(pause);
}

void Player::play(std::list<Turn>::iterator turn)
{
    turn->beats[turn->next].play(turn->stage);
    ++turn->next;
    const std::string session = turn->stage.session();
    if (turn->stage.isGone() || turn->next == turn->beats.size()) {
        m_turns.erase(turn);
        wake(session);
        return;
    }
    // From when it was due, so that the pace is kept; after a long stall (a suspended machine) from now.
    const auto now = steady_clock::now();
    const Time from = now - turn->due > milliseconds(250) ? now : turn->due;
    turn->due = dueAfter(from, turn->beats[turn->next]);
}

} // namespace demo
