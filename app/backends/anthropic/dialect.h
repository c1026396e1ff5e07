#pragma once

#include "backends/shared/dialect.h"
#include "net/endpoint.h"

namespace backends::anthropic {

//! Managed Agents as Anthropic serves them, and as the demo workspace does.
Dialect dialect();
//! The version header (managed-agents.md §1.3). Which credential goes along is the profile's choice.
void speakTo(net::Endpoint &endpoint);

} // namespace backends::anthropic
