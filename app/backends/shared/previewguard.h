#pragma once

#include "api/event.h"

#include <QHash>
#include <QSet>

namespace backends {

//! Knows which previews are open, so that only whole ones are shown: drops fragments whose start was missed and previews of what is
//! committed already, and ends all of them when the connection is lost (they are never replayed).
class PreviewGuard
{
public:
    //! Takes out of `events` what must not be shown.
    void filter(api::Events &events);
    //! An event from the history: its preview is over.
    void committed(const api::Event &event);
    //! A PreviewEnd with isError for every open preview; none is open afterwards.
    api::Events dropAll();

private:
    bool passes(const api::Event &event);

    QHash<QString, api::PreviewOf> m_open;
    QSet<QString> m_committed; // what history told while the stream's events still waited
};

} // namespace backends
