#include "models/diskwatch.h"

#include "store/database.h"

#include <algorithm>

namespace models {

using store::Trouble;

namespace {

bool isSame(const DiskWatch::News &a, const DiskWatch::News &b)
{
    return a.which == b.which && a.trouble == b.trouble && a.aside == b.aside;
}

} // namespace

DiskWatch::DiskWatch(store::Database *work, store::EventLog *log, store::Ledger *ledger, QObject *parent) : QObject(parent)
{
    follow(Which::Work, work);
    follow(Which::Transcripts, log->database());
    follow(Which::Usage, ledger->database());
}

void DiskWatch::follow(Which which, store::Database *database)
{
    const QString file = database->file();
    database->opened(this)->then(this, [=, this](const base::Result<store::Opening> &opening) {
        if (!opening)
            tell({which, store::troubleOf(opening.error()), file, {}, opening.error(), true});
        else if (!opening->movedAside.isEmpty())
            tell({which, Trouble::Damaged, file, opening->movedAside, {}, false});
    });
    connect(database, &store::Database::movedAside, this,
            [=, this](const QString &aside) { tell({which, Trouble::Damaged, file, aside, {}, false}); });
    connect(database, &store::Database::troubled, this,
            [=, this](const base::Error &error) { tell({which, store::troubleOf(error), file, {}, error, false}); });
    connect(database, &store::Database::recovered, this, [=, this] { over(which); });
}

void DiskWatch::tell(const News &news)
{
    const auto same = [&news](const News &known) { return isSame(known, news); };
    if (std::any_of(m_noted.begin(), m_noted.end(), same))
        return;
    if (const auto known = std::find_if(m_news.begin(), m_news.end(), same); known != m_news.end()) {
        if (!news.atStart || known->atStart)
            return;
        *known = news; // a work was refused before the opening was told to have failed
    } else {
        const auto place = std::find_if(m_news.begin(), m_news.end(), [&news](const News &other) { return other.which > news.which; });
        m_news.insert(place, news);
    }
    Q_EMIT changed();
}

void DiskWatch::over(Which which)
{
    // A file that was moved aside stays there: that is news until somebody has read it.
    const auto isOver = [which](const News &news) { return news.which == which && news.trouble != Trouble::Damaged; };
    std::erase_if(m_noted, isOver);
    if (std::erase_if(m_news, isOver) > 0)
        Q_EMIT changed();
}

void DiskWatch::takeNote()
{
    if (m_news.empty())
        return;
    m_noted.push_back(m_news.front());
    m_news.erase(m_news.begin());
    Q_EMIT changed();
}

} // namespace models
