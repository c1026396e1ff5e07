#include "sync/transmission.h"

#include <algorithm>
#include <numeric>

namespace syncing {

using namespace std::chrono_literals;
using base::Error;

namespace {

constexpr std::chrono::milliseconds tellEvery{100};
constexpr std::chrono::milliseconds slowAfter{1000};

bool travelsInside(const api::Attachment &file)
{
    return file.fileId.isEmpty();
}

//! In base64.
qint64 inside(const api::Attachment &file)
{
    return travelsInside(file) ? (file.bytes.size() + 2) / 3 * 4 : 0;
}

//! The server has no place for files after all.
bool meansNoUploads(const Error &error)
{
    return error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NotFound || error.httpStatus == 405;
}

} // namespace

Transmission::Transmission(api::Client *client, base::Clock *clock, const QString &session, api::Outgoing outgoing, QObject *parent)
    : QObject(parent), m_client(client), m_clock(clock), m_session(session), m_outgoing(std::move(outgoing))
{
}

Transmission::~Transmission()
{
    stop();
}

std::vector<int> Transmission::toUpload(const api::Outgoing &outgoing, const api::AttachmentTraits &traits)
{
    std::vector<int> out;
    if (!traits.uploads)
        return out;
    const auto &files = outgoing.attachments;
    std::vector<int> rest; // inside the message, the smallest first
    qint64 bytes = 0;
    for (int i = 0; i < int(files.size()); ++i) {
        const api::Attachment &file = files[std::size_t(i)];
        if (!travelsInside(file) || file.bytes.isEmpty())
            continue;
        if (file.kind == api::Attachment::Kind::Document && file.bytes.size() >= traits.uploadFrom) {
            out.push_back(i);
        } else {
            rest.push_back(i);
            bytes += file.bytes.size();
        }
    }
    const auto size = [&files](int i) { return files[std::size_t(i)].bytes.size(); };
    std::stable_sort(rest.begin(), rest.end(), [&](int a, int b) { return size(a) < size(b); });
    while (traits.maxInsideBytes > 0 && bytes > traits.maxInsideBytes && !rest.empty()) {
        bytes -= size(rest.back());
        out.push_back(rest.back());
        rest.pop_back();
    }
    std::sort(out.begin(), out.end());
    return out;
}

void Transmission::start()
{
    if (m_client)
        m_waiting = toUpload(m_outgoing, m_client->traits().attachments);
    std::reverse(m_waiting.begin(), m_waiting.end());
    m_all = m_outgoing.text.toUtf8().size();
    for (const api::Attachment &file : m_outgoing.attachments)
        m_all += inside(file);
    for (const int place : m_waiting) {
        const api::Attachment &file = m_outgoing.attachments[std::size_t(place)];
        m_all += file.bytes.size() - inside(file);
    }
    m_clock->after(slowAfter, this, [this] {
        m_slow = true;
        Q_EMIT progressed(m_told, std::max<qint64>(m_all, 1));
    });
    next();
}

void Transmission::stop()
{
    if (base::Job *job = std::exchange(m_job, {}))
        job->abort();
}

void Transmission::next()
{
    if (!m_client)
        return Q_EMIT done(Error::of(Error::Kind::Cancelled));
    if (m_waiting.empty())
        return sendNow();
    const int place = m_waiting.back();
    m_waiting.pop_back();
    const api::Attachment &file = m_outgoing.attachments[std::size_t(place)];
    const QPointer<Transmission> self(this);
    const auto progress = [self, size = file.bytes.size()](qint64 sent, qint64) {
        if (self)
            self->tell(self->m_before + std::min<qint64>(sent, size), self->m_all);
    };
    auto *job = m_client->upload(this, file, progress);
    m_job = job;
    job->then(this, [this, job, place](const base::Result<QString> &id) {
        if (m_job != job)
            return; // stopped
        m_job = nullptr;
        uploadEnded(place, id);
    });
}

void Transmission::uploadEnded(int place, const base::Result<QString> &id)
{
    api::Attachment &file = m_outgoing.attachments[std::size_t(place)];
    if (id) {
        m_before += file.bytes.size();
        file.fileId = *id;
        Q_EMIT uploaded(place, *id);
        return next();
    }
    if (meansNoUploads(id.error()) && fitsInside()) {
        m_waiting.clear();
        return sendNow();
    }
    Error error = id.error();
    if (error.kind == Error::Kind::OutcomeUnknown) // the file may be there; the message is not
        error.kind = Error::Kind::Network;
    Q_EMIT done(error);
}

bool Transmission::fitsInside() const
{
    const qint64 most = m_client->traits().attachments.maxInsideBytes;
    const auto add = [](qint64 sum, const api::Attachment &file) { return sum + (travelsInside(file) ? file.bytes.size() : 0); };
    return most <= 0 || std::accumulate(m_outgoing.attachments.begin(), m_outgoing.attachments.end(), qint64(0), add) <= most;
}

void Transmission::sendNow()
{
    m_sending = true;
    const QPointer<Transmission> self(this);
    auto *job = m_client->send(m_session, {m_outgoing}, [self](qint64 sent, qint64 all) {
        if (!self)
            return;
        self->m_left = true;
        self->tell(self->m_before + sent, self->m_before + all);
    });
    m_job = job;
    job->then(this, [this, job](const base::Result<api::Events> &result) {
        if (m_job != job)
            return;
        m_job = nullptr;
        Q_EMIT done(result);
    });
}

void Transmission::tell(qint64 sent, qint64 all)
{
    m_told = sent;
    m_all = all;
    const auto now = m_clock->monotonic();
    if ((all < worthTelling && !m_slow) || (now - m_toldAt < tellEvery && sent < all))
        return;
    m_toldAt = now;
    Q_EMIT progressed(sent, all);
}

} // namespace syncing
