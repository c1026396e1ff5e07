#pragma once

#include "api/event.h"

#include <QHash>

namespace backends {

//! Makes the ids of thinking unique where a server counts them from 0 in every model request (openma-observed.md §4): puts the request's id
//! before them.
//!
//! Must see the events of one stream or listing in order. Overlapping turns of one thread share the newest request: their wire gives no
//! better.
class RequestScope
{
public:
    void apply(api::Event &event);

private:
    QHash<QString, QString> m_requests; // thread to its newest model request
};

} // namespace backends
