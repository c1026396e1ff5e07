#include "models/recordmarks.h"

#include "models/conversation.h"
#include "models/transcriptmodel.h"

namespace models {

namespace {

// A record is stamped a moment after the event that changed it: what is this much newer is no news to who has read the event.
constexpr qint64 oneMomentMs = 2000;

// Where unread begins for records without a mark of their own is kept under no id.
const QString beginning = QStringLiteral("");

QDateTime later(const QDateTime &a, const QDateTime &b)
{
    return !b.isValid() || (a.isValid() && a >= b) ? a : b;
}

} // namespace

RecordMarks::RecordMarks(store::Marks *store, const QString &profile, const api::ResourceDescriptor &descriptor, QObject *parent)
    : QObject(parent), m_store(store), m_profile(profile), m_resource(QString::fromStdString(descriptor.id))
{
    for (const api::ColumnDescriptor &column : descriptor.columns) {
        if (column.kind == api::ColumnKind::Time)
            m_times.push_back(column.path);
    }
    m_store->load(this, m_profile, m_resource)->then(this, [this](const base::Result<store::Marks::ById> &marks) {
        if (marks) // else nothing is marked, and what is set now still reaches the disk
            read(*marks);
    });
}

void RecordMarks::read(const store::Marks::ById &marks)
{
    m_loaded = true;
    m_marks = marks;
    for (const QString &id : std::as_const(m_gone))
        m_marks.remove(id);
    for (auto early = m_early.cbegin(); early != m_early.cend(); ++early) {
        store::Mark mark = m_marks.value(early.key());
        mark.pinned = early->pinned || mark.pinned;
        mark.readAt = later(mark.readAt, early->readAt);
        put(early.key(), mark);
    }
    m_early.clear();
    for (auto mark = m_marks.cbegin(); mark != m_marks.cend(); ++mark) {
        if (mark->pinned)
            m_pinned.insert(mark.key());
    }
    if (m_firstSeen)
        setBeginning(*m_firstSeen);
    Q_EMIT changed({});
}

void RecordMarks::forget(const QString &id)
{
    m_gone.insert(id); // whoever shows it may still say that it was seen
    m_marks.remove(id);
    m_early.remove(id);
    m_pinned.remove(id);
    m_heard.remove(id);
    m_keptUnread.remove(id);
    m_store->set(m_profile, m_resource, id, {});
    Q_EMIT changed(id);
}

void RecordMarks::put(const QString &id, const store::Mark &mark)
{
    if (m_gone.contains(id))
        return;
    (m_loaded ? m_marks : m_early).insert(id, mark);
    if (m_loaded)
        m_store->set(m_profile, m_resource, id, mark);
}

// ---- pins ----------------------------------------------------------------------------------------------------------------------

void RecordMarks::setPinned(const QString &id, bool pinned)
{
    store::Mark mark = m_loaded ? m_marks.value(id) : m_early.value(id);
    if (mark.pinned == pinned || id.isEmpty())
        return;
    mark.pinned = pinned;
    if (pinned)
        m_pinned.insert(id);
    else
        m_pinned.remove(id);
    put(id, mark);
    Q_EMIT changed(id);
}

// ---- unread --------------------------------------------------------------------------------------------------------------------

QDateTime RecordMarks::newsAt(const base::Record &record) const
{
    QDateTime newest = m_heard.value(record.id());
    for (const std::string &path : m_times)
        newest = later(newest, record.time(path));
    return newest;
}

bool RecordMarks::isUnread(const base::Record &record) const
{
    const QString id = record.id();
    if (!m_loaded || id.isEmpty())
        return false;
    if (m_keptUnread.contains(id))
        return true;
    if (m_reading.contains(id))
        return false;
    const QDateTime own = m_marks.value(id).readAt;
    const QDateTime read = own.isValid() ? own : m_marks.value(beginning).readAt;
    const QDateTime news = newsAt(record);
    return read.isValid() && news.isValid() && read.msecsTo(news) > oneMomentMs;
}

void RecordMarks::setRead(const QString &id, const QDateTime &through)
{
    const bool was = m_keptUnread.remove(id);
    store::Mark mark = m_loaded ? m_marks.value(id) : m_early.value(id);
    const QDateTime read = later(mark.readAt, through);
    if (!id.isEmpty() && read.isValid() && read != mark.readAt) {
        mark.readAt = read;
        put(id, mark);
    } else if (!was) {
        return;
    }
    Q_EMIT changed(id);
}

void RecordMarks::noteSeen(const QString &id, const QDateTime &through)
{
    if (!m_keptUnread.contains(id))
        setRead(id, through);
}

void RecordMarks::setUnread(const base::Record &record)
{
    const QDateTime news = newsAt(record);
    if (!news.isValid() || isUnread(record))
        return;
    const QString id = record.id();
    store::Mark mark = m_loaded ? m_marks.value(id) : m_early.value(id);
    mark.readAt = news.addMSecs(-oneMomentMs - 1);
    if (m_reading.contains(id))
        m_keptUnread.insert(id);
    put(id, mark);
    Q_EMIT changed(id);
}

void RecordMarks::heard(const QString &id, const QDateTime &at)
{
    const QDateTime newest = later(m_heard.value(id), at);
    if (!newest.isValid() || newest == m_heard.value(id))
        return;
    m_heard.insert(id, newest);
    Q_EMIT changed(id);
}

void RecordMarks::beginReading(const QString &id)
{
    m_keptUnread.remove(id);
    ++m_reading[id];
    Q_EMIT changed(id);
}

void RecordMarks::endReading(const QString &id)
{
    const auto place = m_reading.find(id);
    if (place == m_reading.end())
        return;
    if (--*place == 0) {
        m_reading.erase(place);
        m_keptUnread.remove(id); // its mark on disk says so
    }
    Q_EMIT changed(id);
}

void RecordMarks::listRead(const std::vector<const base::Record *> &records)
{
    if (m_firstSeen || (m_loaded && m_marks.contains(beginning)))
        return;
    // By the server's clock: ours may be wrong. With nothing there, whatever comes is new.
    QDateTime newest = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    for (const base::Record *record : records)
        newest = later(newest, newsAt(*record));
    m_firstSeen = newest;
    if (m_loaded)
        setBeginning(newest);
}

void RecordMarks::setBeginning(const QDateTime &at)
{
    if (m_marks.contains(beginning))
        return;
    store::Mark mark;
    mark.readAt = at;
    put(beginning, mark);
    Q_EMIT changed({});
}

QDateTime newestAt(const Conversation &conversation)
{
    const TranscriptModel *rows = conversation.transcript();
    return rows->rowCount() > 0 ? rows->index(rows->rowCount() - 1, 0).data(TranscriptModel::TimeRole).toDateTime() : QDateTime();
}

} // namespace models
