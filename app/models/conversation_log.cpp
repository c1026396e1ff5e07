// What a conversation keeps on this computer and reads from there; its state is in conversation.cpp.
#include "models/conversation.h"

#include "models/olderrows.h"
#include "models/transcriptmodel.h"
#include "store/eventlog.h"
#include "sync/loggedfeed.h"
#include "sync/sender.h"

namespace models {

namespace {

constexpr int pagesLookedThrough = 10; // for a call that waits and stands above the newest page

} // namespace

void Conversation::makeFeed()
{
    m_feed = new syncing::LoggedFeed(m_client, m_stores.log, m_clock, {m_profileId, m_id, {}}, this);
    new OlderRows(m_transcript, m_feed, m_feed);
    connect(m_feed, &syncing::LoggedFeed::headRead, this, &Conversation::headRead);
    connect(m_feed, &syncing::LoggedFeed::hasOlderChanged, this, &Conversation::olderSettled);
    connect(m_feed, &syncing::LoggedFeed::logFailed, this, &Conversation::logFailed);
    connect(m_feed, &api::EventFeed::eventsArrived, this, &Conversation::eventsArrived);
    connect(m_feed, &api::EventFeed::backFilled, this, &Conversation::historyRead);
    connect(m_feed, &api::EventFeed::statusChanged, this, &Conversation::feedMoved);
    connect(m_feed, &api::EventFeed::sessionRead, this, &Conversation::sessionRead);
    connect(m_feed, &api::EventFeed::eventSkipped, this, [this] {
        ++m_skipped;
        Q_EMIT feedStatusChanged();
    });
}

void Conversation::headRead(const api::Events &events, const api::Usage &usage)
{
    m_transcript->noteOutside(usage); // all of the log's tokens; those of the events below are taken out of it again
    m_sender->observe(events);
    m_transcript->applyOlder(events);
    describe();
}

void Conversation::olderSettled()
{
    // A call that waits for the user must be there, however much happened beside it since.
    const transcript::SessionState &state = m_transcript->state();
    if (state.stop == api::StopReason::RequiresAction && state.pendingCalls.empty() && m_pagesLookedThrough++ < pagesLookedThrough)
        m_transcript->fetchOlder();
}

void Conversation::describe()
{
    if (!m_stores.log)
        return;
    store::LoggedSession described;
    described.profile = m_profileId;
    described.session = m_id;
    described.title = title();
    if (const auto *sessions = descriptor()) {
        for (const api::FieldDescriptor &field : sessions->fields) {
            if (field.kind != api::FieldKind::Reference || field.refersTo != "agents")
                continue;
            described.agentName = m_session.string(field.path + ".name");
            described.agentId = m_session.string(field.path + ".id");
            if (described.agentId.isEmpty())
                described.agentId = m_session.string(field.path);
        }
    }
    m_stores.log->describe(described);
}

} // namespace models
