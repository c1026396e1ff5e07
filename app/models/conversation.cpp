#include "models/conversation.h"

#include "models/effectwatch.h"
#include "models/sentmessages.h"
#include "models/transcriptmodel.h"
#include "sync/loggedfeed.h"
#include "sync/sender.h"

#include <algorithm>

namespace models {

using api::FeedStatus;
using base::Error;
using transcript::SessionStatus;

namespace {

//! The field's own words; another one says nothing.
SessionStatus statusOf(const QString &word)
{
    if (word == QLatin1String("running") || word == QLatin1String("in_progress"))
        return SessionStatus::Running;
    if (word == QLatin1String("rescheduling"))
        return SessionStatus::Rescheduling;
    if (word == QLatin1String("terminated"))
        return SessionStatus::Terminated;
    return word == QLatin1String("idle") ? SessionStatus::Idle : SessionStatus::NotKnown;
}

QString wordOf(SessionStatus status)
{
    switch (status) {
    case SessionStatus::Idle:
        return QStringLiteral("idle");
    case SessionStatus::Running:
        return QStringLiteral("running");
    case SessionStatus::Rescheduling:
        return QStringLiteral("rescheduling");
    case SessionStatus::Terminated:
    case SessionStatus::Deleted:
        return QStringLiteral("terminated");
    case SessionStatus::NotKnown:
        break;
    }
    return {};
}

bool sameUsage(const api::Usage &a, const api::Usage &b)
{
    const auto all = [](const api::Usage &u) { return std::tie(u.input, u.output, u.cacheRead, u.cacheWrite, u.listCostMinor, u.currency); };
    return all(a) == all(b);
}

} // namespace

Conversation::Conversation(api::Client *client, const Stores &stores, base::Clock *clock, const QString &profileId, const base::Record &session,
                           QObject *parent)
    : QObject(parent), m_client(client), m_stores(stores), m_clock(clock), m_profileId(profileId), m_id(session.id()), m_session(session),
      m_traits(client->traits()), m_transcript(new TranscriptModel(this)),
      m_sender(new syncing::Sender(client, stores.outbox, clock, profileId, m_id, this)), m_effects(new EffectWatch(clock, this)),
      m_calls(new CallAnswers(m_sender, m_transcript, m_effects, this)), m_messages(new SentMessages(m_sender, m_transcript, this)),
      m_draft(new ConversationDraft(stores.drafts, profileId, m_id, this)), m_shownTitle(title())
{
    connectParts();
    connectClient();
    m_transcript->noteUsage(client->usageOf(session));
    m_transcript->noteStatus(statusOf(recordWord()));
    refreshTurn();
}

Conversation::~Conversation()
{
    close();
}

void Conversation::connectParts()
{
    connect(m_transcript, &TranscriptModel::stateChanged, this, &Conversation::refresh);
    connect(m_sender, &syncing::Sender::storageFailed, this, &Conversation::storageFailed);
    connect(m_sender, &syncing::Sender::loaded, this, &Conversation::connectFeed);
    connect(m_effects, &EffectWatch::noEffect, this, &Conversation::sentInVain);
    connect(m_calls, &CallAnswers::pendingChanged, this, &Conversation::pendingCallsChanged);
    connect(m_calls, &CallAnswers::asked, this, &Conversation::approvalAsked);
    connect(m_calls, &CallAnswers::moved, this, &Conversation::refresh);
    connect(m_calls, &CallAnswers::failed, this, &Conversation::sendFailed);
    connect(m_messages, &SentMessages::givenBack, m_draft, &ConversationDraft::giveBack);
    connect(m_messages, &SentMessages::arrived, this, &Conversation::arrivedMeanwhile);
    connect(m_messages, &SentMessages::failed, this, &Conversation::sendFailed);
    connect(m_draft, &ConversationDraft::replaced, this, &Conversation::draftReplaced);
    connect(m_draft, &ConversationDraft::storageFailed, this, &Conversation::storageFailed);
}

void Conversation::connectClient()
{
    connect(m_client, &api::Client::keyRefused, this, &Conversation::keyWasRefused);
    connect(m_client, &api::Client::traitsChanged, this, [this] {
        m_traits = m_client->traits();
        Q_EMIT turnChanged();
    });
    connect(m_client, &api::Client::recordChanged, this, [this](const QString &resource, const base::Record &record) {
        const auto *sessions = descriptor();
        if (sessions && resource == QLatin1String(sessions->id.c_str()) && record.id() == m_id)
            sessionRead(record);
    });
}

// ---- feed -----------------------------------------------------------------------------------------------------------------------

void Conversation::open()
{
    if (m_opened)
        return;
    m_opened = true;
    m_draft->open();
    m_sender->load(); // its rows first, so that the history finds them
}

void Conversation::connectFeed()
{
    if (!m_opened || !m_client || m_keyRefused)
        return;
    if (!m_feed)
        makeFeed();
    m_feed->open();
    feedMoved(m_feed->status());
}

void Conversation::close()
{
    m_opened = false;
    m_draft->close();
    if (m_feed)
        m_feed->close();
}

void Conversation::retryNow()
{
    if (m_feed && !m_keyRefused)
        m_feed->retryNow();
    else
        connectFeed();
}

void Conversation::readAgain()
{
    if (!m_feed)
        return;
    {
        const QSignalBlocker atOnce(m_feed); // it goes on in the same moment
        m_feed->close();
    }
    m_feed->listAll();
    connectFeed();
}

void Conversation::setClient(api::Client *client)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_keyRefused.reset();
    m_traits = client->traits();
    m_sender->setClient(client);
    if (m_feed)
        m_feed->setClient(client);
    connectClient();
    connectFeed();
    Q_EMIT turnChanged();
}

void Conversation::keyWasRefused(const Error &error)
{
    if (m_keyRefused)
        return;
    m_keyRefused = error;
    if (m_feed)
        m_feed->close();
    FeedStatus status;
    status.state = FeedStatus::State::Failed;
    status.error = error;
    status.cached = m_feed && m_feed->status().cached;
    feedMoved(status);
    Q_EMIT turnChanged();
}

void Conversation::feedMoved(const FeedStatus &status)
{
    if (!m_opened)
        return; // closed by us: nobody is told, who may be about to go
    if (m_keyRefused && status.state != FeedStatus::State::Failed) { // the feed closing after the key was refused, or the log being read
        m_feedStatus.cached = status.cached;
        Q_EMIT feedStatusChanged();
        return;
    }
    m_feedStatus = status;
    const bool lost = status.state == FeedStatus::State::Reconnecting || status.state == FeedStatus::State::Failed
        || status.state == FeedStatus::State::Ended;
    if (lost) {
        m_transcript->discardPreviews(); // nobody replays them
        m_effects->forget();
    }
    Q_EMIT feedStatusChanged();
}

void Conversation::eventsArrived(const api::Events &events)
{
    m_sender->observe(events);
    m_effects->see(events);
    m_transcript->apply(events);
}

void Conversation::historyRead()
{
    const bool first = !std::exchange(m_loaded, true);
    if (first) {
        m_calls->takeAsSeen();
        Q_EMIT feedStatusChanged();
    }
    m_sender->historyRead();
}

void Conversation::sessionRead(const base::Record &session)
{
    m_session = session;
    const SessionStatus status = statusOf(recordWord());
    // Where the server says when a turn begins and ends, a record that was read a moment ago must not contradict it.
    const bool final = status == SessionStatus::Terminated;
    if (!m_traits.statusEvents || final || m_transcript->state().status == SessionStatus::NotKnown)
        m_transcript->noteStatus(status);
    if (m_client)
        m_transcript->noteUsage(m_client->usageOf(session));
    describe();
    Q_EMIT sessionChanged();
    refresh();
}

void Conversation::readSession()
{
    const auto *sessions = descriptor();
    if (!sessions || m_keyRefused)
        return;
    m_client->fetch(this, *sessions, m_id)->then(this, [this](const base::Result<base::Record> &session) {
        if (session) // else what the events told stays
            sessionRead(*session);
    });
}

// ---- state ----------------------------------------------------------------------------------------------------------------------

const api::ResourceDescriptor *Conversation::descriptor() const
{
    if (!m_client)
        return nullptr;
    const auto &resources = m_client->resources();
    const auto found = std::find_if(resources.begin(), resources.end(), [](const auto &resource) { return resource.opensConversation; });
    return found == resources.end() ? nullptr : &*found;
}

QString Conversation::title() const
{
    const QString fromEvents = m_transcript->state().title;
    const auto *sessions = descriptor();
    return fromEvents.isEmpty() ? m_session.string(sessions ? sessions->titlePath : "title") : fromEvents;
}

QString Conversation::recordWord() const
{
    const auto *sessions = descriptor();
    return m_session.string(sessions ? sessions->statusPath : "status");
}

QString Conversation::statusWord() const
{
    const QString fromEvents = wordOf(m_transcript->state().status);
    return fromEvents.isEmpty() ? recordWord() : fromEvents;
}

api::Usage Conversation::usage() const
{
    return m_transcript->state().usage;
}

std::optional<Error> Conversation::sendingRefused() const
{
    if (m_keyRefused)
        return m_keyRefused;
    const base::Json *archived = m_session.find("archived_at");
    if (m_turn == Turn::Terminated || (archived && !archived->is_null()))
        return Error::of(Error::Kind::Unsupported, QStringLiteral("the session has ended"));
    return std::nullopt;
}

void Conversation::refresh()
{
    m_calls->refresh(m_loaded);
    refreshTurn();
    if (const QString now = title(); now != m_shownTitle) {
        m_shownTitle = now;
        describe();
        Q_EMIT sessionChanged();
    }
    if (const api::Usage now = usage(); !sameUsage(now, m_shownUsage)) {
        m_shownUsage = now;
        Q_EMIT usageChanged();
    }
}

void Conversation::refreshTurn()
{
    const transcript::SessionState &state = m_transcript->state();
    Turn now = Turn::Idle;
    if (state.status == SessionStatus::Terminated || state.status == SessionStatus::Deleted)
        now = Turn::Terminated;
    else if (state.status == SessionStatus::Rescheduling)
        now = Turn::Rescheduling;
    else if (state.turnRunning)
        now = Turn::Running;
    else if (!m_calls->pending().empty())
        now = Turn::WaitsForYou;
    else if (state.stop == api::StopReason::RequiresAction)
        now = Turn::Running; // everything is answered, and the server has not said yet that it goes on
    const bool ended = std::exchange(m_turnsEnded, state.turnsEnded) != state.turnsEnded;
    if (now == m_turn && !ended)
        return;
    const Turn before = std::exchange(m_turn, now);
    m_effects->turnIs(turnRunning());
    if (!turnRunning())
        m_interrupting = false;
    if (now != before)
        Q_EMIT turnChanged();
    const bool wasUnderWay = before == Turn::Running || before == Turn::Rescheduling || before == Turn::WaitsForYou;
    if (!(wasUnderWay || ended) || turnRunning() || !m_loaded)
        return;
    if (now != Turn::WaitsForYou) {
        const bool failed = state.stop == api::StopReason::RetriesExhausted || state.stop == api::StopReason::Refusal || !state.lastErrorType.isEmpty()
            || now == Turn::Terminated;
        Q_EMIT turnFinished(failed);
    }
    readSession(); // usage and cost, once a turn
}

} // namespace models
