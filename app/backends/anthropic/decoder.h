#pragma once

#include "api/event.h"
#include "base/result.h"

#include <QByteArrayView>

namespace backends::anthropic {

//! One event of a stream or a listing (managed-agents.md §8). Pure; the bytes stay in Event::raw. Error kind Protocol when they are no JSON
//! object with a `type`.
base::Result<api::Event> decodeEvent(QByteArrayView json);

} // namespace backends::anthropic
