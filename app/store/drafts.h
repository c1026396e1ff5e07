#pragma once

#include "base/clock.h"
#include "base/job.h"

#include <QHash>
#include <QObject>
#include <QString>

namespace store {

class Database;

//! What stands in a composer.
struct Draft
{
    QString text;
    int cursor = 0; //!< position in UTF-16 units
    bool operator==(const Draft &) const = default;
};

//! Unsent text per profile and session: in memory at once, on disk within 250 ms of typing (reliability.md R7).
class Drafts : public QObject
{
    Q_OBJECT
public:
    //! Both must outlive the drafts.
    Drafts(Database *database, base::Clock *clock, QObject *parent = nullptr);
    //! Flushes.
    ~Drafts() override;

    //! The newest text, from memory or disk; an empty draft when there is none.
    base::JobOf<Draft> *load(QObject *owner, const QString &profile, const QString &session);
    //! An empty text removes the draft.
    void set(const QString &profile, const QString &session, const Draft &draft);
    //! Adds a text on a line of its own below a draft that nobody has read yet, or makes it the draft; handed to the database at once. For what
    //! was typed by somebody who left before load() had ended.
    void append(const QString &profile, const QString &session, const QString &text);
    //! Hands what is not on disk yet to the database now: when a window closes.
    void flush();
    //! Forgets every draft of a profile.
    void removeProfile(const QString &profile);

Q_SIGNALS:
    //! Writing failed; the text is still in memory and is tried again with the next change.
    void failed(const base::Error &error);

private:
    using Key = QPair<QString, QString>;
    void write(const Key &key, const Draft &draft);
    void writeBelow(const Key &key, const QString &text);

    Database *m_database;
    base::Clock *m_clock;
    QHash<Key, Draft> m_unsaved;  //!< newer than what the database was given
    QHash<Key, QString> m_below;  //!< to be appended, and refused by the database so far
    QHash<Key, Draft> m_known;    //!< everything that was set since the start
    QObject *m_pause = nullptr;   //!< runs out at most 200 ms after the first unsaved change
};

} // namespace store
