#include "backends/openma/dialect.h"

#include "backends/openma/decoder.h"
#include "backends/openma/tables.h"
#include "backends/shared/spelling.h"
#include "backends/shared/usagereader.h"

namespace backends::openma {

namespace {

// Both servers keep the id that a client gives its message; a self-hosted one adds none itself (openma.md §13.4).
base::Json spell(const api::Outgoing &outgoing)
{
    base::Json event = spellStandard(outgoing);
    if (outgoing.kind == api::Outgoing::Kind::Message && !outgoing.clientRef.isEmpty())
        event["id"] = base::fromQString(outgoing.clientRef);
    if (!outgoing.threadId.isEmpty()) // each thread has a queue of its own: an answer belongs into its call's (openma.md §14.7)
        event["session_thread_id"] = base::fromQString(outgoing.threadId);
    return event;
}

// Self-hosted sessions always say 0: that is not knowing.
api::Usage usageOf(const base::Record &session)
{
    api::Usage usage;
    const auto input = session.integer("usage.input_tokens");
    const auto output = session.integer("usage.output_tokens");
    if (input.value_or(0) <= 0 && output.value_or(0) <= 0)
        return usage;
    usage.input = input.value_or(-1);
    usage.output = output.value_or(-1);
    return usage;
}

} // namespace

api::ConversationTraits traits(bool hosted)
{
    api::ConversationTraits out;
    out.interrupt = hosted;
    out.toolApproval = hosted;
    out.customToolResults = hosted;
    out.queuesMessages = hosted;
    out.statusEvents = hosted;
    out.threads = hosted;
    // A self-hosted server takes no uploads and does not look up a file's id (openma.md §12.4, §13.4).
    out.attachments = hosted ? attachmentsWithUploads() : standardAttachments();
    return out;
}

Dialect dialect()
{
    Dialect out;
    out.resources = {agents(), environments(), sessions(), vaults()};
    out.traits = traits(false);
    out.decodeEvent = decodeEvent;
    out.decodeStored = decodeStored;
    out.decodeQueued = decodeQueued;
    out.spell = spell;
    out.usageOf = usageOf;
    out.usageOfEvent = [](const api::Event &event) { return usageOfEvent(event, TurnMark::Message); };
    // No totals: self-hosted they stay 0, hosted they lack what the cache held (openma.md §7.2). The events have it all.
    out.usageOfSession = [](const base::Record &session) { return api::SessionUsage{factsOfSession(session), {}}; };
    out.history = Dialect::History::Sequence;
    out.streamQuery.append({QByteArray("include"), QByteArray("chunks")});
    out.scopesThinking = true;
    return out;
}

void speakTo(net::Endpoint &endpoint)
{
    endpoint.auth = net::Endpoint::Auth::ApiKeyHeader;
    // The hosted server's gate turns away what does not name itself like a browser's relative (openma.md §1).
    endpoint.userAgent = "Mozilla/5.0 (compatible; Muster/" MUSTER_VERSION "; io.github.muster_desktop.Muster)";
}

} // namespace backends::openma
