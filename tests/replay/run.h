#pragma once

#include "base/clock.h"
#include "net/pause.h"
#include "tests/replay/verdict.h"

#include <QObject>

namespace replay
{

//! One recording being given to the client: ends once, with a verdict, or when patience is over.
class Run : public QObject
{
    Q_OBJECT
public:
    //! `name`: folder and file of the recording.
    explicit Run(const QString &name, QObject *parent) : QObject(parent), m_name(name) {}

    //! finished() follows, from the event loop.
    virtual void start() = 0;

Q_SIGNALS:
    void finished(const replay::Verdict &verdict);

protected:
    void end(Verdict::Kind kind, const QString &words);
    bool isOver() const { return m_over; }

    base::SystemClock m_watch; //!< our own patience is never hurried
    net::Pause m_patience;

private:
    const QString m_name;
    bool m_over = false;
};

} // namespace replay
