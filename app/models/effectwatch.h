#pragma once

#include "api/client.h"
#include "base/clock.h"

#include <QObject>

namespace models {

//! Finds out whether what the user did has an effect: a server may take an interrupt or an answer and do nothing (openma-observed.md §2.3,
//! §2.4), and only waiting shows it.
class EffectWatch final : public QObject
{
    Q_OBJECT
public:
    using Kind = api::Outgoing::Kind;
    //! A server that stops turns says so, or is seen to stop, well within this.
    static constexpr std::chrono::milliseconds interruptPatience{8'000};
    //! Model requests may take long to begin; a session that goes on says so at once by its status.
    static constexpr std::chrono::milliseconds answerPatience{20'000};

    explicit EffectWatch(base::Clock *clock, QObject *parent);

    //! An interrupt or an answer is on its way: whatever comes from now on may be its effect.
    void sending(Kind kind);
    //! The server has taken it, an answer as the last one that was missing.
    void taken(Kind kind);
    //! What came from the session, in order.
    void see(const api::Events &events);
    //! The session's turn as it stands: running or not.
    void turnIs(bool running);
    //! The session cannot be seen now: nothing can be found out.
    void forget();

Q_SIGNALS:
    void noEffect(api::Outgoing::Kind kind);

private:
    base::Clock *m_clock;
    struct Watched
    {
        quint64 serial = 0;    //!< which one is watched; 0: none
        bool effective = true; //!< it has shown since it was sent
    };
    Watched &of(Kind kind) { return kind == Kind::Interrupt ? m_interrupt : m_answer; }

    Watched m_interrupt;
    Watched m_answer;
    quint64 m_serial = 0;
};

} // namespace models
