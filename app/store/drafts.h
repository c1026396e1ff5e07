#pragma once

#include "base/clock.h"
#include "base/job.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <vector>

namespace store {

class Database;

//! A file that is to go with a message: where it lies, or what it holds (a pasted picture lies nowhere).
struct DraftFile
{
    QString name;
    QString mediaType;
    QString path;     //!< empty: `bytes` is all there is
    QByteArray bytes;
    QString fileId = {}; //!< at the server, where it has been uploaded for a message that did not arrive
    bool operator==(const DraftFile &) const = default;
};

//! What stands in a composer.
struct Draft
{
    QString text;
    int cursor = 0; //!< position in UTF-16 units
    std::vector<DraftFile> files = {};
    bool operator==(const Draft &) const = default;
    bool isEmpty() const { return text.isEmpty() && files.empty(); }
};

//! What is not sent yet, per profile, session and thread (empty: the primary one): in memory at once, on disk within 250 ms of typing (reliability.md R7).
class Drafts : public QObject
{
    Q_OBJECT
public:
    //! Both must outlive the drafts.
    Drafts(Database *database, base::Clock *clock, QObject *parent = nullptr);
    //! Flushes.
    ~Drafts() override;

    //! The newest text, from memory or disk; an empty draft when there is none.
    base::JobOf<Draft> *load(QObject *owner, const QString &profile, const QString &session, const QString &thread = {});
    //! An empty draft removes what is there.
    void set(const QString &profile, const QString &session, const Draft &draft, const QString &thread = {});
    //! Adds a text on a line of its own below a draft that nobody has read yet, or makes it the draft; handed to the database at once. For what
    //! was typed by somebody who left before load() had ended.
    void append(const QString &profile, const QString &session, const QString &text, const QString &thread = {});
    //! Hands what is not on disk yet to the database now: when a window closes.
    void flush();
    //! Forgets every draft of a profile.
    void removeProfile(const QString &profile);

Q_SIGNALS:
    //! Writing failed; the text is still in memory and is tried again with the next change.
    void failed(const base::Error &error);

private:
    struct Key
    {
        QString profile;
        QString session;
        QString thread;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.profile, key.session, key.thread); }
    };
    class Rows;
    void write(const Key &key, const Draft &draft);
    void writeBelow(const Key &key, const QString &text);

    Database *m_database;
    base::Clock *m_clock;
    QHash<Key, Draft> m_unsaved;  //!< newer than what the database was given
    QHash<Key, QString> m_below;  //!< to be appended, and refused by the database so far
    QHash<Key, Draft> m_known;    //!< everything that was set since the start
    QHash<Key, std::vector<DraftFile>> m_filesWritten; //!< files are large: they are only written when they change
    QObject *m_pause = nullptr;   //!< runs out at most 200 ms after the first unsaved change
};

} // namespace store
