#include "models/transcriptmodel.h"

#include "base/plaintext.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace models {

using transcript::Row;
using transcript::RowChange;
using transcript::RowChanges;

namespace {

constexpr int manyRows = 300; // a page: fewer are not worth the work
constexpr qint64 manyBytes = 2 * 1024 * 1024;
constexpr int mostAtOnce = 5000; // rows; some milliseconds

qint64 bytesOf(const Row &row)
{
    return row.raw.size() + (row.call ? row.call->rawResult.size() : 0);
}

} // namespace

TranscriptModel::TranscriptModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_reducer(std::make_unique<transcript::Reducer>())
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(std::chrono::milliseconds(16));
    connect(&m_frame, &QTimer::timeout, this, &TranscriptModel::flush);
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole: return base::plainLine(QString::fromUtf8(shown.text.left(1200)));
    case KeyRole: return QVariant::fromValue(shown.key);
    case KindRole: return int(shown.kind);
    case TextRole: return base::plainText(QString::fromUtf8(shown.text));
    case TimeRole: return shown.at;
    case NameRole: return base::plainLine(shown.call ? shown.call->name : shown.name);
    case PreviewRole: return shown.preview;
    case QueuedRole: return shown.queued;
    case DeliveryRole: return int(shown.delivery);
    case CallStateRole: return shown.call ? QVariant(int(shown.call->state)) : QVariant();
    case RawRole: return shown.raw;
    default: return {};
    }
}

QHash<int, QByteArray> TranscriptModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{KeyRole, "key"}, {KindRole, "kind"}, {TextRole, "text"}, {TimeRole, "time"}, {NameRole, "name"}, {PreviewRole, "preview"},
                  {QueuedRole, "queued"}, {DeliveryRole, "delivery"}, {CallStateRole, "callState"}, {RawRole, "raw"}});
    return names;
}

int TranscriptModel::indexOfKey(quint64 key) const
{
    return m_reducer->indexOf(key);
}

void TranscriptModel::apply(const api::Events &events)
{
    replay(m_reducer->apply(events));
    Q_EMIT stateChanged();
}

void TranscriptModel::applyOlder(const api::Events &events)
{
    replay(m_reducer->applyOlder(events));
    Q_EMIT stateChanged();
}

void TranscriptModel::noteOutside(const api::Usage &usage)
{
    m_reducer->noteOutside(usage);
    Q_EMIT stateChanged();
}

void TranscriptModel::fetchOlder()
{
    if (!m_hasOlder || std::exchange(m_fetchingOlder, true))
        return;
    Q_EMIT olderChanged();
    Q_EMIT olderWanted();
}

void TranscriptModel::setHasOlder(bool has)
{
    m_hasOlder = has;
    m_fetchingOlder = false;
    Q_EMIT olderChanged();
}

void TranscriptModel::releaseBefore(int first)
{
    if ((m_grownRows < manyRows && m_grownBytes < manyBytes) || m_fetchingOlder)
        return;
    m_grownRows = 0;
    m_grownBytes = 0;
    int kept = rowCount();
    for (qint64 bytes = 0; kept > 0; --kept) {
        bytes += bytesOf(row(kept - 1));
        if (kept <= first && (rowCount() - kept >= keptRows || bytes > keptBytes))
            break;
    }
    const int before = rowCount();
    const bool more = kept > mostAtOnce;
    kept = std::min(kept, mostAtOnce);
    const bool worth = kept >= manyRows
        || std::accumulate(m_rows.begin(), m_rows.begin() + kept, qint64(0), [](qint64 sum, const Row *row) { return sum + bytesOf(*row); }) >= manyBytes;
    if (worth)
        Q_EMIT releaseWanted(kept);
    if (more && rowCount() < before)
        m_grownRows = manyRows; // the rest the next time; not where nobody could let go, for that would look at each frame
}

transcript::Reducer::Released TranscriptModel::release(int firstKept)
{
    auto released = m_reducer->releaseOlder(firstKept);
    replay(released.changes);
    return released;
}

void TranscriptModel::discardPreviews()
{
    replay(m_reducer->discardPreviews());
    Q_EMIT stateChanged();
}

void TranscriptModel::noteStatus(transcript::SessionStatus status)
{
    replay(m_reducer->noteStatus(status));
    Q_EMIT stateChanged();
}

void TranscriptModel::noteUsage(const api::Usage &usage)
{
    m_reducer->noteUsage(usage);
    Q_EMIT stateChanged();
}

void TranscriptModel::addLocal(const transcript::LocalMessage &message)
{
    replay(m_reducer->addLocal(message));
}

void TranscriptModel::settleLocal(const QString &ref, transcript::Delivery delivery, const QString &identity)
{
    replay(m_reducer->settleLocal(ref, delivery, identity));
}

void TranscriptModel::noteProgress(const QString &ref, qint64 sent, qint64 all)
{
    replay(m_reducer->noteProgress(ref, sent, all));
}

void TranscriptModel::removeLocal(const QString &ref)
{
    replay(m_reducer->removeLocal(ref));
}

void TranscriptModel::clear()
{
    beginResetModel();
    m_frame.stop();
    m_updated.clear();
    m_rows.clear();
    m_reducer = std::make_unique<transcript::Reducer>();
    endResetModel();
    Q_EMIT stateChanged();
}

void TranscriptModel::replay(const RowChanges &changes)
{
    // The reducer is ahead already; views are taken through the same steps, one at a time.
    for (const RowChange &change : changes) {
        switch (change.kind) {
        case RowChange::Kind::Insert:
            beginInsertRows({}, change.first, change.last);
            m_rows.insert(m_rows.begin() + change.first, change.rows.begin(), change.rows.end());
            m_grownRows += int(change.rows.size());
            for (const Row *row : change.rows)
                m_grownBytes += bytesOf(*row);
            endInsertRows();
            break;
        case RowChange::Kind::Remove:
            beginRemoveRows({}, change.first, change.last);
            m_rows.erase(m_rows.begin() + change.first, m_rows.begin() + change.last + 1);
            endRemoveRows();
            break;
        case RowChange::Kind::Move:
            replayMove(change.first, change.last);
            break;
        case RowChange::Kind::Update:
            noteUpdated(change.first, change.last);
            break;
        }
    }
}

void TranscriptModel::replayMove(int from, int to)
{
    // Qt names the row before which the moved one lands, in the list as it was.
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const Row *row = m_rows[std::size_t(from)];
    m_rows.erase(m_rows.begin() + from);
    m_rows.insert(m_rows.begin() + to, row);
    endMoveRows();
}

void TranscriptModel::noteUpdated(int first, int last)
{
    for (int i = first; i <= last; ++i)
        m_updated.insert(m_rows[std::size_t(i)]->key);
    if (const auto &call = m_rows[std::size_t(last)]->call)
        m_grownBytes += call->rawResult.size();
    if (!m_frame.isActive())
        m_frame.start();
}

void TranscriptModel::flush()
{
    m_frame.stop();
    const auto updated = std::exchange(m_updated, {});
    int rows = 0;
    for (const quint64 key : updated) {
        const int index = indexOfKey(key);
        if (index < 0)
            continue; // removed meanwhile
        ++rows;
        const QModelIndex at = this->index(index);
        Q_EMIT dataChanged(at, at);
    }
    if (rows > 0)
        Q_EMIT flushed(rows);
}

} // namespace models
