#pragma once

#include "api/event.h"

#include <simdjson.h>

namespace backends {

//! The blocks of a `content` member: an array of blocks, a single block, or plain text (openma's tool results). Unknown kinds keep their
//! JSON in `text`.
simdjson::error_code readContent(
    simdjson::ondemand::value &value, simdjson::ondemand::json_type type, std::vector<api::ContentBlock> &blocks);

} // namespace backends
