#include "models/workspace.h"

#include "models/keptlist.h"
#include "models/recordmarks.h"
#include "models/recordpatch.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "models/searchresults.h"
#include "models/sessioncosts.h"
#include "models/threadtranscript.h"
#include "store/eventlog.h"

#include <QScopeGuard>
#include <QUuid>

#include <algorithm>

namespace models {

using base::Error;

namespace {

//! Something happened in it that the list's record may not tell of.
void noteNews(Workspace &workspace, const Conversation &conversation)
{
    const auto *sessions = workspace.conversations();
    ResourceListModel *list = sessions ? workspace.list(sessions->id) : nullptr;
    if (list && list->marks())
        list->marks()->heard(conversation.id(), newestAt(conversation));
}

} // namespace

Workspace::Workspace(const api::Profile &profile, std::unique_ptr<api::Client> client, const Conversation::Stores &stores, base::Clock *clock,
                     QObject *parent)
    : QObject(parent), m_profile(profile), m_client(std::move(client)), m_stores(stores), m_clock(clock)
{
    connect(m_stores.drafts, &store::Drafts::failed, this, &Workspace::storageFailed);
    if (m_stores.marks)
        connect(m_stores.marks, &store::Marks::failed, this, &Workspace::storageFailed);
    connectClient();
}

Workspace::~Workspace() = default;

void Workspace::setProfile(const api::Profile &profile)
{
    m_profile = profile;
    Q_EMIT profileChanged();
}

const api::ResourceDescriptor *Workspace::conversations() const
{
    const auto &all = resources();
    const auto found = std::find_if(all.begin(), all.end(), [](const auto &resource) { return resource.opensConversation; });
    return found == all.end() ? nullptr : &*found;
}

void Workspace::connectClient()
{
    api::Client *client = m_client.get();
    connect(client, &api::Client::keyRefused, this, [this](const Error &error) {
        if (m_keyRefused)
            return; // one banner, however many requests it hit
        m_keyRefused = error;
        Q_EMIT keyRefusedChanged();
    });
    connect(client, &api::Client::requestsInFlight, this, [this](int count) {
        if (m_requestsInFlight == count)
            return;
        m_requestsInFlight = count;
        Q_EMIT requestsInFlightChanged();
    });
    connect(client, &api::Client::traitsChanged, this, &Workspace::waitingCallsChanged);
    connect(client, &api::Client::firstMessageFailed, this, &Workspace::keepFirstMessage);
    connect(client, &api::Client::recordRemoved, this, [this](const QString &resource, const QString &id) {
        if (const auto *sessions = conversations(); sessions && resource == QLatin1String(sessions->id.c_str())) {
            closeConversation(id);
            if (ResourceListModel *listed = list(sessions->id); listed->marks())
                listed->marks()->forget(id);
            forgetKept(this, id); // what was deleted on the server does not stay here
        }
    });
}

void Workspace::reconnect(std::unique_ptr<api::Client> client)
{
    // Feeds and listings that are going still know the old one: it goes after them, in the order of the event loop.
    api::Client *old = std::exchange(m_client, std::move(client)).release();
    old->disconnect(this);
    const auto later = qScopeGuard([old] { old->deleteLater(); });
    m_keyRefused.reset();
    m_requestsInFlight = 0;
    connectClient();
    for (const auto &[id, list] : m_lists)
        list->setClient(m_client.get());
    for (const auto &[id, conversation] : m_conversations)
        conversation->setClient(m_client.get());
    if (m_usage)
        m_usage->setClient(m_client.get());
    Q_EMIT keyRefusedChanged();
    Q_EMIT requestsInFlightChanged();
}

void Workspace::readUsage(const UsageReading::Source &source)
{
    Q_ASSERT(!m_usage);
    m_usage = new UsageReading(source, m_clock, &m_models);
    m_usage->setClient(m_client.get());
}

ResourceListModel *Workspace::list(std::string_view resourceId)
{
    return list(resourceId, {});
}

ResourceListModel *Workspace::list(std::string_view partId, const QString &parentId)
{
    std::string key(partId);
    if (!parentId.isEmpty())
        key += '/' + parentId.toStdString();
    if (const auto known = m_lists.find(key); known != m_lists.end())
        return known->second;
    const api::ResourceDescriptor *found = resource(partId);
    if (!found || found->parentPath.empty() != parentId.isEmpty())
        return nullptr;
    ResourceListModel *list = makeList(found->inside(parentId));
    m_lists.emplace(key, list);
    if (m_stores.lists)
        list->setKept(new KeptList(m_stores.lists, m_profile.id, QString::fromStdString(key), list));
    if (found->opensConversation && m_stores.marks)
        list->setMarks(new RecordMarks(m_stores.marks, m_profile.id, *found, list));
    if (found->opensConversation) { // a listing knows less than an open conversation does
        connect(list, &ResourceListModel::stateChanged, this, [this] {
            for (const auto &[id, conversation] : m_conversations)
                markWaiting(conversation);
        });
    }
    return list;
}

//! Of conversations also with what each cost, in the place of what the record alone tells of it.
ResourceListModel *Workspace::makeList(const api::ResourceDescriptor &descriptor)
{
    if (!descriptor.opensConversation || !m_usage)
        return new ResourceListModel(m_client.get(), descriptor, m_clock, &m_models);
    api::ResourceDescriptor costed = descriptor;
    const api::ColumnDescriptor cost{SessionCosts::columnPath, QT_TRANSLATE_NOOP("Resource", "Cost"), api::ColumnKind::Money, 90, true, {}};
    auto &columns = costed.columns;
    const auto money = std::find_if(columns.begin(), columns.end(), [](const auto &column) { return column.kind == api::ColumnKind::Money; });
    if (money != columns.end())
        *money = cost;
    else
        columns.insert(columns.begin() + std::min<std::ptrdiff_t>(3, std::ptrdiff_t(columns.size())), cost);
    auto *list = new ResourceListModel(m_client.get(), costed, m_clock, &m_models);
    list->setCosts(new SessionCosts(m_usage->costs(), m_usage->source(), m_clock, list));
    return list;
}

SearchResults *Workspace::search(QObject *parent)
{
    Q_ASSERT(keepsTranscripts());
    return new SearchResults(m_stores.log, parent);
}

ResourceDraft *Workspace::draft(std::string_view resourceId, QObject *parent)
{
    const api::ResourceDescriptor *found = resource(resourceId);
    return found ? new ResourceDraft(m_client.get(), *found, parent) : nullptr;
}

ResourceDraft *Workspace::draft(std::string_view resourceId, const base::Record &record, QObject *parent)
{
    const api::ResourceDescriptor *found = resource(resourceId);
    return found ? new ResourceDraft(m_client.get(), *found, record, parent) : nullptr;
}

ResourceDraft *Workspace::draft(const api::ResourceDescriptor &descriptor, QObject *parent)
{
    return new ResourceDraft(m_client.get(), descriptor, parent);
}

ResourceDraft *Workspace::draft(const api::ResourceDescriptor &descriptor, const base::Record &record, QObject *parent)
{
    return new ResourceDraft(m_client.get(), descriptor, record, parent);
}

// ---- conversations --------------------------------------------------------------------------------------------------------------

Conversation *Workspace::conversation(const base::Record &session)
{
    if (Conversation *open = findConversation(session.id()))
        return open;
    auto *conversation = new Conversation(m_client.get(), m_stores, m_clock, m_profile.id, session, &m_models);
    m_conversations.emplace(session.id(), conversation);
    connectConversation(conversation);
    conversation->open();
    Q_EMIT conversationOpened(conversation);
    return conversation;
}

void Workspace::connectConversation(Conversation *conversation)
{
    connect(conversation, &Conversation::pendingCallsChanged, this, &Workspace::waitingCallsChanged);
    connect(conversation, &Conversation::storageFailed, this, &Workspace::storageFailed);
    connect(conversation, &Conversation::turnFinished, this, [this, conversation](bool failed) {
        noteNews(*this, *conversation);
        Q_EMIT turnFinished(conversation, failed);
    });
    connect(conversation, &Conversation::approvalAsked, this, [this, conversation](const QString &call) {
        noteNews(*this, *conversation);
        Q_EMIT approvalAsked(conversation, call);
    });
    connect(conversation, &Conversation::sessionChanged, this, [this, conversation] { showInList(conversation); });
    connect(conversation, &Conversation::turnChanged, this, [this, conversation] { showInList(conversation); });
}

void Workspace::showInList(Conversation *conversation)
{
    const auto *sessions = conversations();
    const auto list = sessions ? m_lists.find(sessions->id) : m_lists.end();
    if (list == m_lists.end() || !list->second->record(conversation->id()))
        return;
    // The record as the events have moved it on: the list shows at once what the transcript knows.
    base::Json json = conversation->session().json();
    if (const QString word = conversation->statusWord(); !word.isEmpty() && !sessions->statusPath.empty())
        putAt(json, stepsOf(sessions->statusPath), base::fromQString(word));
    if (const QString title = conversation->title(); !title.isEmpty())
        putAt(json, stepsOf(sessions->titlePath), base::fromQString(title));
    list->second->upsert(base::Record(json));
    markWaiting(conversation);
}

void Workspace::markWaiting(Conversation *conversation)
{
    const auto *sessions = conversations();
    const auto list = sessions ? m_lists.find(sessions->id) : m_lists.end();
    const base::Record *listed = list == m_lists.end() ? nullptr : list->second->record(conversation->id());
    // The wire's own word for what is idle and waits for somebody; a session's record says no more than "idle".
    const QString waiting = QStringLiteral("requires_action");
    if (!listed || sessions->statusPath.empty() || conversation->turn() != Conversation::Turn::WaitsForYou
        || listed->string(sessions->statusPath) == waiting)
        return;
    base::Json json = listed->json();
    putAt(json, stepsOf(sessions->statusPath), base::fromQString(waiting));
    list->second->upsert(base::Record(json));
}

Conversation *Workspace::findConversation(const QString &sessionId) const
{
    const auto found = m_conversations.find(sessionId);
    return found == m_conversations.end() ? nullptr : found->second;
}

std::vector<Conversation *> Workspace::openConversations() const
{
    std::vector<Conversation *> open;
    for (const auto &[id, conversation] : m_conversations)
        open.push_back(conversation);
    return open;
}

void Workspace::closeConversation(const QString &sessionId)
{
    const auto found = m_conversations.find(sessionId);
    if (found == m_conversations.end())
        return;
    Conversation *conversation = found->second;
    m_conversations.erase(found);
    conversation->disconnect(this);
    conversation->close();
    conversation->deleteLater(); // a page may still be reading it
    Q_EMIT conversationClosed(sessionId);
    Q_EMIT waitingCallsChanged();
}

ThreadTranscript *Workspace::thread(const QString &sessionId, const api::Thread &thread, QObject *parent)
{
    return new ThreadTranscript(m_client.get(), {m_stores.log, m_clock, m_profile.id}, sessionId, thread, parent);
}

base::JobOf<base::Done> *Workspace::forgetKept(QObject *owner, const QString &sessionId)
{
    if (!m_stores.log)
        return base::readyJob<base::Done>(owner, base::Done{});
    return sessionId.isEmpty() ? m_stores.log->forgetProfile(owner, m_profile.id) : m_stores.log->forgetSession(owner, m_profile.id, sessionId);
}

int Workspace::waitingCalls() const
{
    int waiting = 0;
    for (const auto &[id, conversation] : m_conversations) {
        const auto &calls = conversation->pendingCalls();
        waiting += int(std::count_if(calls.begin(), calls.end(), [open = conversation](const auto &call) {
            return !call.answering && open->takesAnswers(call.asks);
        }));
    }
    return waiting;
}

void Workspace::keepFirstMessage(const QString &sessionId, const QString &text, const Error &error)
{
    if (Conversation *open = findConversation(sessionId))
        return open->keepUnsent(text, error);
    store::OutboxRow row;
    row.profile = m_profile.id;
    row.session = sessionId;
    row.outgoing.kind = api::Outgoing::Kind::Message;
    row.outgoing.text = text;
    row.outgoing.clientRef = QUuid::createUuid().toString(QUuid::WithoutBraces);
    row.state = error.kind == Error::Kind::OutcomeUnknown ? store::OutboxRow::State::Unknown : store::OutboxRow::State::Failed;
    row.error = error;
    row.at = m_clock->now();
    m_stores.outbox->add(this, {row})->then(this, [this](const base::Outcome &outcome) {
        if (!outcome)
            Q_EMIT storageFailed(outcome.error());
    });
}

} // namespace models
