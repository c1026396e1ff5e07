#pragma once

#include "api/event.h"

namespace backends {

//! Where events are listed and streamed: a session, or one thread inside it.
struct EventPlace
{
    QString session;
    QString thread; //!< empty: the session's own, which is its primary thread's

    //! In its own listing a thread is what everything is about: its events count as a session's there.
    void make(api::Events &events) const;
};

} // namespace backends
