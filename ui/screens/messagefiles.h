#pragma once

#include "ui/screens/fileintake.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace screens {

//! The files that are to go with a message: read aside from the user's thread, each held against what the server takes as soon as it is there.
class MessageFiles final : public QObject
{
    Q_OBJECT
public:
    struct Entry
    {
        quint64 id = 0;
        api::Attachment file;   //!< while it is read, its name only
        QImage picture;         //!< null: none, or not yet
        bool reading = false;
        QSize shrunkTo;         //!< pixels; invalid: it is as it was
    };

    explicit MessageFiles(QObject *parent = nullptr);

    void setTraits(const api::AttachmentTraits &traits);
    const api::AttachmentTraits &traits() const { return m_traits; }
    bool takesAny() const { return !m_traits.imageTypes.isEmpty() || !m_traits.documentTypes.isEmpty(); }

    //! In the order in which they go.
    const std::vector<Entry> &entries() const { return m_entries; }
    //! Those that have been read.
    std::vector<api::Attachment> files() const;
    //! The draft was replaced: its files take the place of those that were here; what is being read comes behind them. Nothing is said to be edited.
    void setFiles(const std::vector<api::Attachment> &files);
    bool isReading() const;
    //! Why these files cannot go with one message; empty: they can. Files of a kept draft have not passed this server's limits.
    QString problem() const;
    //! What was said of the files that came last and could not be taken.
    const QStringList &refusals() const { return m_refusals; }
    //! Some of those are pictures of which smaller ones can go along.
    bool canShrink() const { return !m_tooLarge.empty(); }
    void attachShrunk();

    void addPaths(const QStringList &paths);
    //! From the clipboard.
    void addImage(const QImage &image);
    void remove(quint64 id);
    void forgetRefusals();

Q_SIGNALS:
    //! entries(), isReading() or problem().
    void changed();
    //! files(), by the user.
    void edited();
    //! refusals().
    void refused();

private:
    //! The id of a new entry; 0: there are as many as there may be.
    quint64 begin(const QString &name);
    void settle(quint64 id, FileIntake::Taken taken, bool shrunk = false);
    void showPicture(quint64 id, const QImage &picture);
    void wantPicture(const Entry &entry);
    void refuse(const QString &words);
    Entry *find(quint64 id);
    qint64 bytes() const;

    api::AttachmentTraits m_traits;
    std::vector<Entry> m_entries;
    QStringList m_refusals;
    std::vector<std::pair<QString, QByteArray>> m_tooLarge; //!< names and bytes of pictures that were refused for their size
    quint64 m_lastId = 0;
};

} // namespace screens
