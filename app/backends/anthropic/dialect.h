#pragma once

#include "backends/shared/dialect.h"
#include "net/endpoint.h"

namespace backends::anthropic {

//! Managed Agents as Anthropic serves them, and as the demo workspace does.
Dialect dialect();
//! Version header and the credential: `Authorization: Bearer` (managed-agents.md §1.2, §1.3).
void speakTo(net::Endpoint &endpoint);

} // namespace backends::anthropic
