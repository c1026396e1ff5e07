#include "backends/shared/httpclient.h"

#include "backends/shared/answers.h"
#include "backends/shared/eventreader.h"
#include "backends/shared/historyjob.h"
#include "backends/shared/multipart.h"
#include "backends/shared/secretmembers.h"
#include "backends/shared/sendingjob.h"
#include "backends/shared/ssefeed.h"

#include <QPointer>

#include <algorithm>

namespace backends {

using api::Verb;
using base::Done;
using base::Error;
using base::Json;
using base::JobOf;
using base::Record;
using base::Result;
using net::Response;

namespace {

// Files on a slow line: what stands still is noticed long before (Request::idleDeadline).
constexpr std::chrono::minutes longestTransfer{30};

} // namespace

HttpClient::HttpClient(net::Endpoint endpoint, Dialect dialect, base::Clock *clock, net::TrafficLog *log)
    : m_dialect(std::move(dialect)),
      m_clock(clock),
      m_transport(std::move(endpoint), clock, log)
{
    connect(&m_transport, &net::Transport::unauthorized, this, &Client::keyRefused);
    connect(&m_transport, &net::Transport::inFlightChanged, this, &Client::requestsInFlight);
}

net::Request HttpClient::request(
    const api::ResourceDescriptor &resource, const QByteArray &method, const QString &id, const QByteArray &suffix) const
{
    net::Request out;
    out.method = method;
    out.path = resource.path;
    out.path.replace("{}", net::escapedSegment(resource.parentId)); // an empty one makes a path that the transport refuses
    if (!id.isNull())
        out.path += '/' + net::escapedSegment(id); // an empty id makes a path that the transport refuses
    out.path += suffix;
    for (const auto &[name, value] : resource.headers)
        out.headers.append({name, value});
    return out;
}

const api::ResourceDescriptor &HttpClient::sessions() const
{
    return *resource("sessions");
}

net::Request HttpClient::sessionRequest(const QString &sessionId, const QByteArray &suffix) const
{
    return request(sessions(), "GET", sessionId, suffix);
}

JobOf<Done> *HttpClient::testConnection(QObject *owner)
{
    // The first page of the first resource, one item long: needs the key, costs the server next to nothing and must look like a listing.
    api::ListQuery one;
    one.limit = 1;
    return base::mapJob<Done, api::Page>(
        owner, pageOf(owner, m_dialect.resources.front(), one, 1), [](const Result<api::Page> &page) -> base::Outcome {
            if (!page.ok())
                return page.error();
            return Done{};
        });
}

JobOf<api::Page> *HttpClient::list(QObject *owner, const api::ResourceDescriptor &resource, const api::ListQuery &query)
{
    return pageOf(owner, resource, query, net::Request().maxTries);
}

JobOf<api::Page> *HttpClient::pageOf(QObject *owner, const api::ResourceDescriptor &resource, const api::ListQuery &query, int tries)
{
    net::Request request = this->request(resource, "GET", {});
    request.query = pageQuery(resource, query);
    request.maxTries = tries;
    const QPointer<HttpClient> self(this);
    return base::mapJob<api::Page, Response>(
        owner, m_transport.send(owner, request), [self, resource, cursor = query.cursor](const Result<Response> &answer) -> Result<api::Page> {
            if (!answer.ok())
                return answer.error();
            if (!self)
                return Error::of(Error::Kind::Cancelled);
            auto page = decodePage(*answer, self->m_clock->now(), resource.paging, cursor);
            self->learn(resource, Verb::List, page.ok() ? nullptr : &page.error());
            if (!page.ok())
                return page;
            page = SecretMembers(resource).takenFrom(std::move(page).value());
            Q_EMIT self->recordsRead(QString::fromStdString(resource.id), page->items);
            return page;
        });
}

JobOf<Record> *HttpClient::fetch(QObject *owner, const api::ResourceDescriptor &resource, const QString &id)
{
    return recordOf(owner, resource, id, net::Request().maxTries);
}

JobOf<Record> *HttpClient::recordOf(QObject *owner, const api::ResourceDescriptor &resource, const QString &id, int tries)
{
    net::Request request = this->request(resource, "GET", id);
    request.maxTries = tries;
    const QPointer<HttpClient> self(this);
    return base::mapJob<Record, Response>(owner, m_transport.send(owner, request),
                                          [self, resource](const Result<Response> &answer) -> Result<Record> {
                                              if (!answer.ok())
                                                  return answer.error();
                                              if (!self)
                                                  return Error::of(Error::Kind::Cancelled);
                                              auto record = decodeRecord(*answer, self->m_clock->now());
                                              self->learn(resource, Verb::Fetch, record.ok() ? nullptr : &record.error());
                                              if (record.ok() && record->isEmpty())
                                                  return Error::of(
                                                      Error::Kind::Protocol, QStringLiteral("an empty answer where a record belongs"));
                                              if (!record.ok())
                                                  return record;
                                              record = SecretMembers(resource).takenFrom(std::move(record).value());
                                              Q_EMIT self->recordsRead(QString::fromStdString(resource.id), {*record});
                                              return record;
                                          });
}

JobOf<Record> *HttpClient::readSession(QObject *owner, const QString &sessionId)
{
    const QPointer<HttpClient> self(this);
    return base::mapJob<Record, Record>(owner, recordOf(owner, sessions(), sessionId, 1), [self, sessionId](const Result<Record> &record) {
        if (self && record.ok()) {
            Record &last = self->m_lastRead[sessionId];
            if (!(last == record.value())) {
                last = record.value();
                Q_EMIT self->recordChanged(QStringLiteral("sessions"), record.value());
            }
        }
        return record;
    });
}

Json HttpClient::firstMessage(const QString &text) const
{
    api::Outgoing message;
    message.text = text;
    return m_dialect.spell(message);
}

Json HttpClient::createBody(const api::ResourceDescriptor &resource, const Json &body) const
{
    Json out = body;
    for (const api::FieldDescriptor &field : resource.fields) {
        if (field.kind != api::FieldKind::FirstMessage || !out.is_object() || !out.contains(field.path))
            continue;
        const QString text = base::toQString(out[field.path]);
        out.erase(field.path);
        if (!text.trimmed().isEmpty())
            out["initial_events"] = Json::array({firstMessage(text)});
    }
    return out;
}

JobOf<Record> *HttpClient::create(const api::ResourceDescriptor &resource, const Json &body)
{
    net::Request request = this->request(resource, "POST", {});
    request.body = base::dumpJson(createBody(resource, body));
    return change({resource, Verb::Create, {}, {}}, request);
}

JobOf<Record> *HttpClient::update(const api::ResourceDescriptor &resource, const QString &id, const Json &body)
{
    net::Request request = this->request(resource, resource.replaces ? "PUT" : "POST", id);
    request.body = base::dumpJson(body);
    return change({resource, Verb::Update, id, {}}, request);
}

JobOf<Record> *HttpClient::createText(const api::ResourceDescriptor &resource, const QByteArray &body)
{
    if (resource.opensConversation)
        return Client::createText(resource, body); // a session may take several requests
    net::Request request = this->request(resource, "POST", {});
    request.body = body;
    return change({resource, Verb::Create, {}, {}}, request);
}

JobOf<Record> *HttpClient::updateText(const api::ResourceDescriptor &resource, const QString &id, const QByteArray &body)
{
    net::Request request = this->request(resource, resource.replaces ? "PUT" : "POST", id);
    request.body = body;
    return change({resource, Verb::Update, id, {}}, request);
}

JobOf<Record> *HttpClient::archive(const api::ResourceDescriptor &resource, const QString &id)
{
    return change({resource, Verb::Archive, id, {}}, request(resource, "POST", id, "/archive"));
}

JobOf<Record> *HttpClient::act(const api::ResourceDescriptor &resource, const QString &id, const api::ActionDescriptor &action)
{
    return change({resource, Verb::Update, id, action.id}, request(resource, "POST", id, action.suffix));
}

JobOf<Record> *HttpClient::change(Change change, net::Request request)
{
    // What is changed outlives the caller's table: a part's is made for one list.
    return new base::FunctionJob<Record>(this, [this, change = std::move(change), request = std::move(request)](auto *job, auto finish) {
        m_transport.send(job, request)->then(job, [this, job, finish, change](const Result<Response> &answer) {
            if (!answer.ok())
                return finish(answer.error());
            auto record = decodeRecord(*answer, m_clock->now());
            learn(change, record.ok() ? nullptr : &record.error());
            if (!record.ok())
                return finish(std::move(record));
            record = SecretMembers(change.resource).takenFrom(std::move(record).value());
            if (record->isEmpty() && change.id.isNull()) { // it may have been made, but nobody can say what it is
                Error error = Error::of(Error::Kind::Protocol, QStringLiteral("an empty answer where the new record belongs"));
                error.httpStatus = answer->status;
                return finish(error);
            }
            if (record->isEmpty() && !change.id.isNull()) { // accepted without a word (202, 204): read what it has become
                fetch(job, change.resource, change.id)->then(job, [this, change, finish](const Result<Record> &now) {
                    if (now.ok())
                        noteChanged(change.resource, now.value());
                    finish(now);
                });
                return;
            }
            noteChanged(change.resource, record.value());
            finish(std::move(record));
        });
    });
}

void HttpClient::noteChanged(const api::ResourceDescriptor &resource, const Record &record)
{
    if (!record.id().isEmpty())
        Q_EMIT recordChanged(QString::fromStdString(resource.id), record);
}

JobOf<Done> *HttpClient::remove(const api::ResourceDescriptor &resource, const QString &id)
{
    return base::mapJob<Done, Response>(this, m_transport.send(this, request(resource, "DELETE", id)),
                                        [this, resource, id](const Result<Response> &answer) -> base::Outcome {
                                            if (!answer.ok())
                                                return answer.error();
                                            if (answer->ok()) { // its body says no more than its status
                                                learn(resource, Verb::Delete, nullptr);
                                                Q_EMIT recordRemoved(QString::fromStdString(resource.id), id);
                                                return Done{};
                                            }
                                            const Error error = decodeError(*answer, m_clock->now());
                                            learn(resource, Verb::Delete, &error);
                                            return error;
                                        });
}

namespace {

// The stored events where the server returns them (Anthropic); nothing from an empty 202 (openma).
Result<api::Events> sentEvents(const Response &answer, const Dialect &dialect, const QDateTime &now)
{
    if (!answer.ok())
        return decodeError(answer, now);
    api::Events events;
    if (answer.body.trimmed().isEmpty() || !answer.isJson())
        return events;
    const auto page = readEventPage(answer.body);
    if (!page.ok())
        return events; // accepted all the same: an answer that cannot be read must not look like a failure to send
    for (const QByteArray &item : page->items) {
        if (auto event = dialect.decodeEvent(item); event.ok())
            events.push_back(std::move(event).value());
    }
    return events;
}

} // namespace

JobOf<api::Events> *HttpClient::send(const QString &sessionId, const std::vector<api::Outgoing> &outgoing, api::Progress progress)
{
    net::Request request = this->request(sessions(), "POST", sessionId, "/events");
    request.progress = std::move(progress);
    const auto eventsOf = [this](const Result<Response> &answer) -> Result<api::Events> {
        if (!answer.ok())
            return answer.error();
        return sentEvents(*answer, m_dialect, m_clock->now());
    };
    if (std::any_of(outgoing.begin(), outgoing.end(), [](const api::Outgoing &one) { return !one.attachments.empty(); })) {
        request.totalDeadline = longestTransfer;
        const auto make = [spell = m_dialect.spell, outgoing] { return SendingJob::body(spell, outgoing); };
        return base::mapJob<api::Events, Response>(this, new SendingJob(this, &m_transport, request, make), eventsOf);
    }
    request.body = SendingJob::body(m_dialect.spell, outgoing);
    return base::mapJob<api::Events, Response>(this, m_transport.send(this, request), eventsOf);
}

JobOf<QString> *HttpClient::upload(QObject *owner, const api::Attachment &file, api::Progress progress)
{
    if (!traits().attachments.uploads)
        return Client::upload(owner, file, progress);
    const Multipart multipart;
    net::Request request;
    request.method = "POST";
    request.path = "/v1/files";
    request.contentType = multipart.contentType();
    request.progress = std::move(progress);
    request.totalDeadline = longestTransfer;
    const auto idOf = [clock = m_clock](const Result<Response> &answer) -> Result<QString> {
        if (!answer.ok())
            return answer.error();
        const auto record = decodeRecord(*answer, clock->now());
        if (!record.ok())
            return record.error();
        if (record->id().isEmpty())
            return Error::of(Error::Kind::Protocol, QStringLiteral("no id where the uploaded file's belongs"));
        return record->id();
    };
    auto *job = new SendingJob(owner, &m_transport, request, [multipart, file] { return multipart.body(file); });
    return base::mapJob<QString, Response>(owner, job, idOf);
}

JobOf<api::Events> *HttpClient::listEvents(QObject *owner, const QString &sessionId, const api::Known &known)
{
    return new HistoryJob(owner, this, {sessionId, {}}, HistoryStart::behind(known), HistoryJob::Keep::All);
}

api::EventFeed *HttpClient::openFeed(QObject *owner, const QString &sessionId, const api::Known &known)
{
    return new SseFeed(this, {sessionId, {}}, known, owner);
}

std::optional<Error> HttpClient::refusal(std::string_view resourceId, Verb verb) const
{
    const auto it = m_refusals.find({std::string(resourceId), verb});
    return it == m_refusals.end() ? std::nullopt : std::optional<Error>(it->second);
}

std::optional<Error> HttpClient::refusedAction(std::string_view resourceId, const QString &actionId) const
{
    const auto it = m_refusedActions.find({std::string(resourceId), actionId});
    return it == m_refusedActions.end() ? std::nullopt : std::optional<Error>(it->second);
}

void HttpClient::learn(const Change &change, const Error *error)
{
    const std::string &id = change.resource.id;
    const auto tell = [&] { Q_EMIT refusalChanged(QString::fromStdString(id), change.verb); };
    if (!error) {
        const auto gone = change.action.isEmpty() ? m_refusals.erase({id, change.verb}) : m_refusedActions.erase({id, change.action});
        return gone > 0 ? tell() : void();
    }
    // No list of a part may only mean that what it is in has gone.
    const bool ofPart = !change.resource.parentPath.empty() && change.verb == Verb::List;
    const bool missing = isMissingVerb(*error, ofPart ? Verb::Fetch : change.verb);
    if (!missing && error->httpStatus != 403)
        return;
    Error why = *error;
    if (missing)
        why.kind = Error::Kind::Unsupported;
    if (change.action.isEmpty())
        m_refusals[{id, change.verb}] = why;
    else
        m_refusedActions[{id, change.action}] = why;
    tell();
}

void HttpClient::noteNoEffect(api::Outgoing::Kind kind)
{
    api::ConversationTraits traits = m_dialect.traits;
    if (kind == api::Outgoing::Kind::Interrupt)
        traits.interrupt = false;
    else if (kind == api::Outgoing::Kind::CustomResult)
        traits.customToolResults = false;
    else if (kind != api::Outgoing::Kind::Message)
        traits.toolApproval = false;
    setTraits(traits);
}

void HttpClient::setTraits(const api::ConversationTraits &traits)
{
    m_dialect.traits = traits;
    Q_EMIT traitsChanged();
}

} // namespace backends
