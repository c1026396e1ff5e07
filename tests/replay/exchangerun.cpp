#include "tests/replay/exchangerun.h"

#include "backends/clients.h"
#include "backends/shared/httpclient.h"
#include "tests/replay/opinion.h"
#include "tests/replay/server.h"
#include "tests/replay/wireanswer.h"

#include <QUrlQuery>

namespace replay
{

using namespace std::chrono_literals;
using base::Error;
using base::Result;
using opinion::Opinion;

namespace
{

constexpr auto patience = 180s; // a server may ask for pauses of half a minute, several times

QByteArray askedPath(const QByteArray &target)
{
    const QByteArray path = target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    return net::validatePath(path).ok() ? path : QByteArray("/v1/recorded");
}

} // namespace

ExchangeRun::ExchangeRun(const Exchange &exchange, base::Clock *clock, QObject *parent)
    : Run(QStringLiteral("http/") + exchange.name, parent)
    , m_exchange(exchange)
    , m_clock(clock)
    , m_server(exchange)
{
}

ExchangeRun::~ExchangeRun() = default;

void ExchangeRun::start()
{
    if (!m_exchange.flaw.isEmpty())
        return end(Verdict::Kind::Failed, m_exchange.flaw);
    if (m_exchange.isNote)
        return end(Verdict::Kind::Note, QStringLiteral("records no request with its answer"));
    if (!m_server.start())
        return end(Verdict::Kind::Failed, m_server.errorString());
    api::Profile profile;
    profile.platform = api::Platform::Openma;
    profile.baseUrl = m_server.url();
    m_client = backends::makeClient(profile, Server::key(), m_clock, nullptr);
    m_operation = Operation::of(m_exchange, m_client->resources());
    m_patience.start(&m_watch, patience, this, [this] { end(Verdict::Kind::Failed, QStringLiteral("never came to its end")); });
    carry();
}

// Carried ------------------------------------------------------------------------------------------------------------------------

void ExchangeRun::carry()
{
    auto *client = qobject_cast<backends::HttpClient *>(m_client.get());
    if (!client)
        return end(Verdict::Kind::Failed, QStringLiteral("the client has no transport"));
    net::Request request;
    request.method = m_exchange.method;
    request.path = askedPath(m_exchange.target);
    for (const auto &[key, value] : QUrlQuery(m_exchange.url()).queryItems(QUrl::FullyDecoded))
        request.query.append({key.toUtf8(), value.toUtf8()});
    if (request.method != "GET" && request.method != "HEAD")
        request.body = m_exchange.requestBody;
    client->transport()->send(this, request)->then(this, [this](const Result<net::Response> &result) { carried(result); });
}

void ExchangeRun::carried(const Result<net::Response> &result)
{
    if (!result.ok()) {
        const bool redirected = m_exchange.answer.status >= 300 && m_exchange.answer.status < 400;
        const bool silent = m_exchange.answer.status == 0;
        if (!redirected && !silent)
            return end(Verdict::Kind::Failed,
                QStringLiteral("on the wire: %1 %2").arg(QLatin1String(base::kindName(result.error().kind)), result.error().detail));
    } else if (const QString difference = differenceOnTheWire(*result); !difference.isEmpty()) {
        return end(Verdict::Kind::Failed, QStringLiteral("on the wire: ") + difference);
    }
    understand();
}

QString ExchangeRun::differenceOnTheWire(const net::Response &response) const
{
    const due::Answer &due = m_exchange.answer;
    if (response.status != due.status)
        return QStringLiteral("status %1 instead of %2").arg(response.status).arg(due.status);
    for (const auto &[name, value] : due.headers) {
        if (!belongsToTheHop(name) && isSoundHeader(name, value) && response.header(name) != value)
            return QStringLiteral("%1: \"%2\" instead of \"%3\"")
                .arg(QString::fromLatin1(name), QString::fromUtf8(response.header(name)), QString::fromUtf8(value));
    }
    const QByteArray body = hasNoBody(due.status, m_exchange.method) ? QByteArray() : due.body;
    const auto mine = base::parseJson(response.body);
    const auto theirs = base::parseJson(body);
    const bool same = mine.ok() && theirs.ok() ? base::dumpJson(*mine) == base::dumpJson(*theirs) : response.body == body;
    return same ? QString() : QStringLiteral("another body of %1 bytes instead of %2").arg(response.body.size()).arg(body.size());
}

// Understood ---------------------------------------------------------------------------------------------------------------------

void ExchangeRun::understand()
{
    using Kind = Operation::Kind;
    const Operation &op = m_operation;
    const auto say = [this](const Opinion &opinion) { judge(opinion.difference, opinion.words); };
    switch (op.kind) {
    case Kind::List:
        m_client->list(this, op.resource, op.query)->then(this, [this, say](const Result<api::Page> &page) {
            say(opinion::ofPage(page, m_exchange, m_operation.resource, m_operation.query.cursor));
        });
        return;
    case Kind::Fetch:
        m_client->fetch(this, op.resource, op.id)->then(this, [this, say](const Result<base::Record> &record) {
            say(opinion::ofRecord(record, m_exchange, m_operation.resource));
        });
        return;
    case Kind::Remove:
        m_client->remove(op.resource, op.id)->then(this, [this, say](const base::Outcome &outcome) {
            say(opinion::ofDone(outcome, m_exchange));
        });
        return;
    case Kind::Send:
        m_client->send(op.id, {{.text = QStringLiteral("recorded")}})->then(this, [this, say](const Result<api::Events> &events) {
            say(opinion::ofSent(events, m_exchange));
        });
        return;
    case Kind::Open:
        return open();
    case Kind::Carry:
        return judge({}, QStringLiteral("status %1, carried").arg(m_exchange.answer.status));
    default:
        return change();
    }
}

void ExchangeRun::change()
{
    const Operation &op = m_operation;
    const auto parsed = base::parseJson(m_exchange.requestBody);
    const base::Json body = parsed.ok() && parsed->is_object() ? *parsed : base::Json::object();
    base::JobOf<base::Record> *job = op.kind == Operation::Kind::Create ? m_client->create(op.resource, body)
        : op.kind == Operation::Kind::Update                            ? m_client->update(op.resource, op.id, body)
        : op.kind == Operation::Kind::Archive                           ? m_client->archive(op.resource, op.id)
                                                                        : m_client->act(op.resource, op.id, op.action);
    job->then(this, [this](const Result<base::Record> &record) {
        const Opinion opinion = opinion::ofRecord(record, m_exchange, m_operation.resource);
        judge(opinion.difference, opinion.words);
    });
}

void ExchangeRun::open()
{
    m_server.beASession();
    m_feed.reset(m_client->openFeed(nullptr, m_operation.id));
    connect(m_feed.get(), &api::EventFeed::eventsArrived, this,
        [this](const api::Events &events) { m_events.insert(m_events.end(), events.begin(), events.end()); });
    connect(m_feed.get(), &api::EventFeed::eventSkipped, this, [this] { ++m_skipped; });
    connect(m_feed.get(), &api::EventFeed::backFilled, this, [this] {
        const Opinion opinion = opinion::ofHistory(m_events, m_skipped, m_exchange);
        judge(opinion.difference, opinion.words);
    });
    connect(m_feed.get(), &api::EventFeed::statusChanged, this, &ExchangeRun::fed);
    m_feed->open();
}

void ExchangeRun::fed(const api::FeedStatus &status)
{
    if (!status.error)
        return;
    const Opinion opinion = opinion::ofHistory(*status.error, m_skipped, m_exchange);
    judge(opinion.difference, opinion.words);
}

void ExchangeRun::judge(const QString &difference, const QString &words)
{
    end(difference.isEmpty() ? Verdict::Kind::Compared : Verdict::Kind::Failed, difference.isEmpty() ? words : difference);
}

} // namespace replay
