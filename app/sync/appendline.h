#pragma once

#include "base/clock.h"
#include "store/eventlog.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>

namespace syncing {

//! A line in which news wait until the log has what they bring: kept first, then told (architecture.md §3), in the order in which they came.
//!
//! One writing at a time; what comes meanwhile is written together by the next. A disk that takes longer than a moment, or refuses, holds
//! nobody up: then news are told as they come. What needs no log waits only for what came before it.
class AppendLine final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds patience{250}; //!< how long news wait for the disk

    //! Whether the log has them now.
    using Tell = std::function<void(bool logged)>;

    //! `log` may be null: then nothing waits. `clock` must outlive the line.
    AppendLine(store::EventLog *log, base::Clock *clock, const store::LogKey &key, QObject *parent);

    //! Bytes of news that wait for the disk, or are being written.
    qint64 held() const { return m_held; }
    //! Everything that was told is in the log.
    bool hasKeptAll() const { return m_log && !m_lost && m_toldEarly <= m_done; }
    //! What the log says is known; news go on from there.
    void startFrom(const api::Known &place) { m_place = place; }
    //! Hands `events` to the log, then calls `tell`. `through`: how far everything is known with them.
    void add(const api::Events &events, const api::Known &through, Tell tell);
    //! Calls `tell` after everything that came before; at once when there is nothing.
    void add(std::function<void()> tell);

Q_SIGNALS:
    //! held() is less than before.
    void eased();
    //! What is shown cannot be kept; told once until keeping works again.
    void failed(const base::Error &error);

private:
    struct Step
    {
        quint64 batch = 0; //!< of the writing it waits for; 0: of none
        bool logged = false;
        Tell tell;
    };
    void write();
    void forget(const QString &profile, const QString &session);
    void written(const base::Result<store::Appended> &result, const api::Known &through);
    void tellReady();
    bool isReady(const Step &step) const { return step.batch <= m_done || m_late || m_failing; }

    QPointer<store::EventLog> m_log;
    base::Clock *m_clock;
    const store::LogKey m_key;
    std::deque<Step> m_steps;
    api::Events m_unwritten;
    qint64 m_held = 0;
    qint64 m_underWay = 0;     //!< of them, in the writing that is under way
    api::Known m_through;      //!< with m_unwritten
    quint64 m_batch = 1;       //!< of m_unwritten
    quint64 m_done = 0;        //!< the newest batch that was written, or refused
    api::Known m_place;        //!< what the log's place is by our knowledge
    bool m_joined = true;      //!< the log goes on from there: else only the next opening can say what is missing
    bool m_failing = false;
    bool m_lost = false;       //!< something was told that will not come into the log
    quint64 m_toldEarly = 0;   //!< the newest batch that was told before it was written
    bool m_late = false;       //!< the writing under way takes too long
    bool m_telling = false;
    QPointer<base::Job> m_writing;
    QObject *m_pause = nullptr;
};

} // namespace syncing
