#include "models/trafficmodel.h"

#include "base/json.h"
#include "net/curlline.h"
#include "net/trafficlog.h"
#include "net/trafficreport.h"

namespace models {

using net::TrafficEntry;

namespace {

TrafficText textOf(const net::TrafficBody &body)
{
    TrafficText out;
    out.state = TrafficText::State(int(body.state));
    out.cut = body.cut;
    out.size = body.size;
    if (body.state != net::TrafficBody::State::Text)
        return out;
    const auto json = body.cut ? base::Result<base::Json>(base::Error::of(base::Error::Kind::Protocol)) : base::parseJson(body.text);
    out.text = QString::fromUtf8(json.ok() ? base::prettyJson(*json) : body.text);
    return out;
}

bool failed(const TrafficEntry &entry)
{
    return entry.status >= 400 || (entry.error && *entry.error != base::Error::Kind::Cancelled);
}

} // namespace

TrafficModel::TrafficModel(net::TrafficLog *log, base::Clock *clock, QObject *parent) : QAbstractTableModel(parent), m_log(log), m_clock(clock) {}

TrafficModel::~TrafficModel() = default;

void TrafficModel::setActive(bool active)
{
    if (active == m_active)
        return;
    const bool recorded = isRecording();
    beginResetModel();
    m_active = active;
    m_log->setWatched(active);
    m_count = active ? int(m_log->entries().size()) : 0;
    m_first = m_count > 0 ? m_log->entries().front().number : 0;
    m_moved.clear();
    m_pause.cancel();
    endResetModel();
    if (active) {
        connect(m_log, &net::TrafficLog::added, this, &TrafficModel::added);
        connect(m_log, &net::TrafficLog::changed, this, &TrafficModel::changed);
        connect(m_log, &net::TrafficLog::cleared, this, &TrafficModel::cleared);
    } else {
        m_log->disconnect(this);
    }
    if (recorded != isRecording())
        Q_EMIT recordingChanged(isRecording());
}

void TrafficModel::setRecording(bool recording)
{
    const bool before = isRecording();
    m_log->setRecording(recording);
    if (before != isRecording())
        Q_EMIT recordingChanged(isRecording());
}

bool TrafficModel::isRecording() const
{
    return m_log->isRecording();
}

void TrafficModel::clear()
{
    m_log->clear();
}

void TrafficModel::added(const TrafficEntry &entry)
{
    if (m_count > 0 && m_log->entries().front().number > m_first) {
        beginRemoveRows({}, 0, 0); // the ring is full
        ++m_first;
        --m_count;
        endRemoveRows();
    }
    beginInsertRows({}, m_count, m_count);
    if (m_count == 0)
        m_first = entry.number;
    ++m_count;
    endInsertRows();
}

void TrafficModel::changed(const TrafficEntry &entry)
{
    if (entry.finished || !entry.stream) {
        m_moved.erase(entry.number);
        touch(entry.number);
        return;
    }
    m_moved.insert(entry.number);
    if (!m_pause.isRunning())
        m_pause.start(m_clock, streamStep, this, [this] { tellStreams(); });
}

void TrafficModel::tellStreams()
{
    const auto moved = std::exchange(m_moved, {});
    for (const quint64 number : moved)
        touch(number);
}

void TrafficModel::touch(quint64 number)
{
    if (number < m_first || number >= m_first + quint64(m_count))
        return;
    const int row = int(number - m_first);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void TrafficModel::cleared()
{
    beginResetModel();
    m_count = 0;
    m_moved.clear();
    endResetModel();
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

const TrafficEntry *TrafficModel::entry(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? m_log->find(m_first + quint64(index.row())) : nullptr;
}

QVariant TrafficModel::value(const TrafficEntry &entry, int column)
{
    switch (column) {
    case Started: return entry.startedAt;
    case Method: return QString::fromLatin1(entry.method);
    case Path: return entry.path;
    case Status: return entry.status;
    case Took: return entry.finished ? qint64(entry.took.count()) : qint64(-1);
    case Size: return entry.bytesReceived;
    case RequestId: return entry.requestId;
    case Profile: return entry.profileId;
    default: return {};
    }
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    const TrafficEntry *found = entry(index);
    if (!found)
        return {};
    switch (role) {
    case ValueRole: return value(*found, index.column());
    case NumberRole: return found->number;
    case FailedRole: return failed(*found);
    case ErrorRole: return found->error ? QVariant(int(*found->error)) : QVariant();
    case StreamRole: return found->stream;
    case FinishedRole: return found->finished;
    case EventsRole: return found->events;
    case AttemptRole: return found->attempt;
    default: return {};
    }
}

std::optional<TrafficDetail> TrafficModel::detail(quint64 number) const
{
    const TrafficEntry *entry = m_log->find(number);
    if (!entry)
        return std::nullopt;
    TrafficDetail out;
    out.method = entry->method;
    out.url = entry->origin + entry->path;
    out.status = entry->status;
    out.stream = entry->stream;
    out.finished = entry->finished;
    out.attempt = entry->attempt;
    out.bytesSent = entry->bytesSent;
    out.error = entry->error;
    out.keyWasSent = entry->auth != net::Endpoint::Auth::None;
    out.requestHeaders = entry->requestHeaders;
    out.responseHeaders = entry->responseHeaders;
    out.requestBody = textOf(m_log->requestBody(number));
    out.responseBody = textOf(m_log->responseBody(number));
    return out;
}

QString TrafficModel::curl(quint64 number, bool *bodyMissing) const
{
    *bodyMissing = false;
    const TrafficEntry *entry = m_log->find(number);
    if (!entry)
        return {};
    const net::CurlLine line = net::CurlLine::of(*entry, m_log->requestBody(number));
    *bodyMissing = line.bodyMissing;
    return m_log->redactor().redact(QString::fromUtf8(line.command)); // a key may have become known since
}

QByteArray TrafficModel::report(const std::vector<quint64> &numbers, const QString &windows) const
{
    return net::trafficReport(*m_log, numbers, {QStringLiteral(MUSTER_VERSION), windows, m_clock->now()});
}

} // namespace models
