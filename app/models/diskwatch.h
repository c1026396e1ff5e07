#pragma once

#include "store/eventlog.h"
#include "store/ledger.h"
#include "store/trouble.h"

#include <QObject>

#include <optional>
#include <vector>

namespace store {
class Database;
}

namespace models {

//! What is wrong with the program's own files on this computer, for whoever tells the person: each once, until it is over.
class DiskWatch final : public QObject
{
    Q_OBJECT
public:
    //! Which file: what the person made (drafts, messages under way, marks), what was used, or the copy of what servers told. In this order they
    //! are told.
    enum class Which { Work, Usage, Transcripts };
    Q_ENUM(Which)

    struct News
    {
        Which which = Which::Work;
        store::Trouble trouble = store::Trouble::Other;
        QString file;
        QString aside;      //!< Damaged: where it lies now
        base::Error error;  //!< else: what was refused
        bool atStart = false; //!< the file was not opened at all: nothing changes before the next start
    };

    //! All of them must outlive it.
    DiskWatch(store::Database *work, store::EventLog *log, store::Ledger *ledger, QObject *parent = nullptr);

    //! What nobody has taken note of and is not over, what the person made first.
    const std::vector<News> &news() const { return m_news; }
    //! The person has read the first of news(): it does not come again before it was over.
    void takeNote();

Q_SIGNALS:
    //! news().
    void changed();

private:
    void follow(Which which, store::Database *database);
    void tell(const News &news);
    void over(Which which);

    std::vector<News> m_news;
    std::vector<News> m_noted;
};

} // namespace models
