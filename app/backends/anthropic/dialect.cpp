#include "backends/anthropic/dialect.h"

#include "backends/anthropic/decoder.h"
#include "backends/anthropic/tables.h"
#include "backends/shared/spelling.h"
#include "backends/shared/usagereader.h"

namespace backends::anthropic {

namespace {

// The `usage` of a session (§21): cache writes are an object there, money a string of minor units.
api::Usage usageOf(const base::Record &session)
{
    api::Usage usage;
    if (!session.find("usage"))
        return usage;
    usage.input = session.integer("usage.input_tokens").value_or(-1);
    usage.output = session.integer("usage.output_tokens").value_or(-1);
    usage.cacheRead = session.integer("usage.cache_read_input_tokens").value_or(-1);
    const auto brief = session.integer("usage.cache_creation.ephemeral_5m_input_tokens");
    const auto lasting = session.integer("usage.cache_creation.ephemeral_1h_input_tokens");
    if (brief || lasting)
        usage.cacheWrite = brief.value_or(0) + lasting.value_or(0);
    usage.listCostMinor = session.string("usage.list_cost.amount").toLatin1();
    usage.currency = session.string("usage.list_cost.currency").toLatin1();
    return usage;
}

} // namespace

Dialect dialect()
{
    Dialect out;
    out.resources = {agents(), environments(), sessions(), vaults()};
    out.traits.reportsMoney = true;
    out.traits.threads = true;
    out.traits.attachments = attachmentsWithUploads();
    out.decodeEvent = decodeEvent;
    out.decodeStored = [](const api::StoredEvent &stored) { return decodeEvent(stored.raw); };
    out.spell = spellStandard;
    out.usageOf = usageOf;
    out.usageOfEvent = [](const api::Event &event) { return usageOfEvent(event, TurnMark::Idle); };
    out.usageOfSession = [](const base::Record &session) { return api::SessionUsage{factsOfSession(session), totalsOfSession(session)}; };
    out.usageTypes = {"span.model_request_end", "span.outcome_evaluation_end", "session.usage", "session.status_idle"};
    for (const QByteArray &previewed : {QByteArray("agent.message"), QByteArray("agent.thinking")})
        out.streamQuery.append({QByteArray("event_deltas[]"), previewed});
    return out;
}

void speakTo(net::Endpoint &endpoint)
{
    endpoint.headers.append({QByteArray("anthropic-version"), QByteArray("2026-10-21")});
}

} // namespace backends::anthropic
