#pragma once

#include "api/event.h"
#include "api/resource.h"
#include "base/record.h"
#include "base/result.h"
#include "tests/replay/exchange.h"

//! Whether what the client made of an answer is what it had to make of it.
namespace replay::opinion
{

//! One of the two is empty.
struct Opinion {
    QString difference;
    QString words;
};

//! `unanswered`: the kind of error when no answer was recorded.
Opinion ofError(const base::Error &error, const due::Answer &answer, base::Error::Kind unanswered);
Opinion ofPage(
    const base::Result<api::Page> &page, const Exchange &exchange, const api::ResourceDescriptor &resource, const QString &asked);
Opinion ofRecord(const base::Result<base::Record> &record, const Exchange &exchange, const api::ResourceDescriptor &resource);
Opinion ofDone(const base::Outcome &outcome, const Exchange &exchange);
Opinion ofSent(const base::Result<api::Events> &events, const Exchange &exchange);
//! `skipped`: how many the client told it could not read.
Opinion ofHistory(const base::Result<api::Events> &events, int skipped, const Exchange &exchange);

} // namespace replay::opinion
