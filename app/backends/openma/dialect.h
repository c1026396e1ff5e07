#pragma once

#include "backends/shared/dialect.h"
#include "net/endpoint.h"

namespace backends::openma {

//! openma's own wire, self-hosted until the server has said that it is the hosted one.
Dialect dialect();
//! What a conversation can do there: a self-hosted server runs no queue, takes no interrupt and never resumes after an approval
//! (openma-observed.md §2).
api::ConversationTraits traits(bool hosted);
//! `x-api-key`; no header beside it.
void speakTo(net::Endpoint &endpoint);

} // namespace backends::openma
