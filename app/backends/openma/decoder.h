#pragma once

#include "api/event.h"
#include "base/result.h"

#include <QByteArrayView>

namespace backends::openma {

//! One event of a stream or a listing (openma-observed.md §4, openma.md §14), of either kind of server: bare events, or the hosted one's
//! rows {seq, type, data, ts}.
//!
//! Identity is `seq:N` where the event itself carries a seq (self-hosted: there is no id in general), else its id. Pure; the bytes stay in
//! Event::raw. Thinking is told apart by `thinking_id`, which is "0" in every turn: RequestScope makes it unique.
base::Result<api::Event> decodeEvent(QByteArrayView json);
//! An event's own bytes as Event::raw kept them; its place and its identity are beside them.
base::Result<api::Event> decodeStored(const api::StoredEvent &stored);
//! A row of `GET …/pending`, which the hosted server has (openma.md §14.7): a queued event of the user's, known by its `event_id`.
base::Result<api::Event> decodeQueued(QByteArrayView json);

} // namespace backends::openma
