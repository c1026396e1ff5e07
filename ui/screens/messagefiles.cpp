#include "ui/screens/messagefiles.h"

#include "ui/screens/filewords.h"

#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace screens {

namespace {

//! Does `work` aside and hands its result to `done` in the user's thread, if `owner` is still there.
template<class Work, class Done>
void aside(QObject *owner, Work work, Done done)
{
    const QPointer<QObject> self(owner); // only carried there and back
    QThreadPool::globalInstance()->start([self, work = std::move(work), done = std::move(done)] {
        const auto result = work();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, done, result] {
                if (self)
                    done(result);
            },
            Qt::QueuedConnection);
    });
}

} // namespace

MessageFiles::MessageFiles(QObject *parent) : QObject(parent) {}

void MessageFiles::setTraits(const api::AttachmentTraits &traits)
{
    m_traits = traits;
    Q_EMIT changed();
}

std::vector<api::Attachment> MessageFiles::files() const
{
    std::vector<api::Attachment> out;
    for (const Entry &entry : m_entries) {
        if (!entry.reading)
            out.push_back(entry.file);
    }
    return out;
}

void MessageFiles::setFiles(const std::vector<api::Attachment> &files)
{
    if (files.empty() && m_entries.empty())
        return;
    std::vector<Entry> before = std::exchange(m_entries, {});
    for (const api::Attachment &file : files) {
        const auto same = std::find_if(before.begin(), before.end(), [&file](const Entry &entry) {
            return !entry.reading && entry.file.name == file.name && entry.file.bytes.isSharedWith(file.bytes);
        });
        m_entries.push_back(same == before.end() ? Entry{++m_lastId, file, QImage(), false} : std::move(*same));
        if (m_entries.back().picture.isNull())
            wantPicture(m_entries.back());
    }
    for (Entry &entry : before) {
        if (entry.reading)
            m_entries.push_back(std::move(entry));
    }
    Q_EMIT changed();
}

bool MessageFiles::isReading() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.reading; });
}

qint64 MessageFiles::bytes() const
{
    qint64 sum = 0;
    for (const Entry &entry : m_entries)
        sum += entry.file.bytes.size();
    return sum;
}

QString MessageFiles::problem() const
{
    for (const Entry &entry : m_entries) {
        if (entry.reading)
            continue;
        FileIntake::Taken known;
        known.file = entry.file;
        known.size = entry.file.bytes.size();
        if (!m_traits.takes(entry.file.mediaType))
            known.refusal = FileIntake::Refusal::Kind;
        else if (const qint64 most = m_traits.maxBytesOf(entry.file.mediaType); most > 0 && known.size > most)
            known.refusal = FileIntake::Refusal::TooLarge;
        if (known.refusal != FileIntake::Refusal::None)
            return FileWords::refusal(known, m_traits);
    }
    if (m_traits.maxFiles > 0 && int(m_entries.size()) > m_traits.maxFiles)
        return tr("Only %n files go with one message. Remove some.", nullptr, m_traits.maxFiles);
    if (m_traits.maxTotalBytes > 0 && bytes() > m_traits.maxTotalBytes)
        return tr("All files of a message together may have %1. Remove some.").arg(FileWords::size(m_traits.maxTotalBytes));
    return {};
}

quint64 MessageFiles::begin(const QString &name)
{
    if (m_traits.maxFiles > 0 && int(m_entries.size()) >= m_traits.maxFiles)
        return 0;
    Entry entry;
    entry.id = ++m_lastId;
    entry.file.name = name;
    entry.reading = true;
    m_entries.push_back(std::move(entry));
    return m_lastId;
}

void MessageFiles::addPaths(const QStringList &paths)
{
    forgetRefusals();
    if (!takesAny())
        return refuse(FileWords::limits(m_traits));
    int left = 0;
    for (const QString &path : paths) {
        const quint64 id = begin(QFileInfo(path).fileName());
        if (id == 0) {
            ++left;
            continue;
        }
        aside(this, [path, traits = m_traits] { return FileIntake::read(path, traits); },
              [this, id](const FileIntake::Taken &taken) { settle(id, taken); });
    }
    if (left > 0)
        refuse(FileWords::tooMany(left, m_traits));
    Q_EMIT changed();
}

void MessageFiles::addImage(const QImage &image)
{
    forgetRefusals();
    if (!takesAny())
        return refuse(FileWords::limits(m_traits));
    const QString name = tr("Pasted picture");
    const quint64 id = begin(name);
    if (id == 0)
        return refuse(FileWords::tooMany(1, m_traits));
    aside(this, [image, name, traits = m_traits] { return FileIntake::encode(image, name, traits); },
          [this, id](const FileIntake::Taken &taken) { settle(id, taken); });
    Q_EMIT changed();
}

void MessageFiles::attachShrunk()
{
    const auto pictures = std::exchange(m_tooLarge, {});
    forgetRefusals();
    for (const auto &picture : pictures) {
        const quint64 id = begin(picture.first);
        if (id == 0)
            return refuse(FileWords::tooMany(1, m_traits));
        aside(this, [picture, traits = m_traits] { return FileIntake::shrunk(picture.first, picture.second, traits); },
              [this, id](const FileIntake::Taken &taken) { settle(id, taken, true); });
    }
    Q_EMIT changed();
}

MessageFiles::Entry *MessageFiles::find(quint64 id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [id](const Entry &entry) { return entry.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

void MessageFiles::settle(quint64 id, FileIntake::Taken taken, bool shrunk)
{
    Entry *entry = find(id);
    if (!entry)
        return; // taken away while it was read
    const bool fits = m_traits.maxTotalBytes <= 0 || bytes() + taken.file.bytes.size() <= m_traits.maxTotalBytes;
    if (taken.refusal != FileIntake::Refusal::None || !fits) {
        std::erase_if(m_entries, [id](const Entry &one) { return one.id == id; });
        if (!taken.original.isEmpty() && !shrunk)
            m_tooLarge.emplace_back(taken.file.name, taken.original);
        refuse(fits ? FileWords::refusal(taken, m_traits) : FileWords::tooMuch(taken.file.name, m_traits));
        Q_EMIT changed();
        return;
    }
    entry->file = std::move(taken.file);
    entry->picture = std::move(taken.picture);
    entry->reading = false;
    if (shrunk)
        entry->shrunkTo = taken.pixels;
    Q_EMIT changed();
    Q_EMIT edited();
}

void MessageFiles::wantPicture(const Entry &entry)
{
    if (entry.file.kind != api::Attachment::Kind::Image)
        return;
    aside(this, [bytes = entry.file.bytes] { return FileIntake::smallPicture(bytes); },
          [this, id = entry.id](const QImage &picture) { showPicture(id, picture); });
}

void MessageFiles::showPicture(quint64 id, const QImage &picture)
{
    if (Entry *entry = find(id); entry && !picture.isNull()) {
        entry->picture = picture;
        Q_EMIT changed();
    }
}

void MessageFiles::remove(quint64 id)
{
    const Entry *entry = find(id);
    if (!entry)
        return;
    const bool wasRead = !entry->reading;
    std::erase_if(m_entries, [id](const Entry &one) { return one.id == id; });
    Q_EMIT changed();
    if (wasRead)
        Q_EMIT edited();
}

void MessageFiles::refuse(const QString &words)
{
    m_refusals.append(words);
    Q_EMIT refused();
}

void MessageFiles::forgetRefusals()
{
    m_tooLarge.clear();
    if (m_refusals.isEmpty())
        return;
    m_refusals.clear();
    Q_EMIT refused();
}

} // namespace screens
