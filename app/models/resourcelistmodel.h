#pragma once

#include "api/client.h"
#include "base/clock.h"
#include "models/recordtablemodel.h"

#include <QHash>
#include <QPointer>

#include <optional>

namespace store {
struct KnownList;
}

namespace syncing {
class Upkeep;
}

namespace models {

class KeptList;
class Listing;

//! One kind of thing on one server as a table: pages by cursor, refreshed in place so that selection and scroll stay, kept up to date while it is
//! looked at. What is pinned is there from the beginning, on whatever page the server has it.
class ResourceListModel : public RecordTableModel
{
    Q_OBJECT
public:
    enum class State {
        Idle,    //!< nothing was asked yet: call refresh()
        Loading, //!< the first page is under way and there is nothing to show
        Ready,   //!< rows are there
        Empty,   //!< the server has none (under these filters)
        Failed,  //!< nothing to show but error()
        Stale,   //!< rows are there, but the newest request failed: error()
        Kept,    //!< rows are there as they were kept on this computer, keptAt(); the server is being asked
    };
    Q_ENUM(State)
    using Filters = std::vector<std::pair<QByteArray, QByteArray>>;

    //! The clock must outlive the model; the client too, or it is replaced by setClient().
    ResourceListModel(api::Client *client, const api::ResourceDescriptor &descriptor, base::Clock *clock, QObject *parent = nullptr);
    ~ResourceListModel() override;

    State state() const { return m_state; }
    //! Why the newest request failed; empty in the other states.
    const std::optional<base::Error> &error() const { return m_error; }
    //! A request is under way that the user asked for, also behind rows that are shown (a thin bar, no spinner over the rows).
    bool isBusy() const;
    //! No further page: loadedCount() is all there is.
    bool isComplete() const;
    //! When the newest page was read, UTC; invalid before the first.
    QDateTime refreshedAt() const { return m_refreshedAt; }
    //! When the rows that are shown were kept, UTC; invalid once they have come from the server.
    QDateTime keptAt() const { return m_keptAt; }

    //! Before refresh(): shows what is kept until the server answers, and keeps what it answered. Takes ownership.
    void setKept(KeptList *kept);

    //! Reads the loaded pages again (at most ten); rows that persist keep their selection and identity.
    void refresh();
    //! After Failed or Stale: does what failed again.
    void retry();
    //! The server's filters (FilterDescriptor::key and value), keys may repeat; starts over from the first page. The rows of before stay until
    //! the answer is there.
    void setFilters(const Filters &filters);
    const Filters &filters() const { return m_filters; }

    //! While true (the page is visible) the newest page of a list with a status is read again: every 5 s while something runs, else every 30 s.
    void setLive(bool live);
    //! Another connection to the same server (new key): reads again.
    void setClient(api::Client *client);
    //! A record as it was read elsewhere: updates its row, or adds it at the server's top.
    void upsert(const base::Record &record);

    //! After an error false until retry(). With a text filter that few rows match, further pages are read without being asked for.
    bool canFetchMore(const QModelIndex &parent = {}) const override;
    void fetchMore(const QModelIndex &parent = {}) override;

Q_SIGNALS:
    //! state(), error(), isBusy(), isComplete() or loadedCount() changed.
    void stateChanged();

protected:
    void filterTextChanged() override;
    void marksRead() override { readPinned({}, false); }

private:
    static constexpr int mostPagesReadAgain = 10; //!< a refresh must not read a thousand pages
    enum class Failure { None, Refresh, More, Upkeep };
    enum class Reading { Openly, Quietly };
    //! A page of a refresh, and what had been heard when it was asked for.
    struct FreshPage
    {
        std::vector<base::Record> items;
        quint64 since = 0;
    };
    //! A change that was heard while something was being read: newer than every answer to a request that was sent before it.
    struct Heard
    {
        quint64 at = 0;
        std::optional<base::Record> record; //!< none: removed
    };

    void startReading(int pages, Reading reading);
    void connectListing(Listing *listing);
    void listingFailed(Listing *listing, const base::Error &error);
    void askFresh();
    void askMore();
    void freshRead(const std::vector<base::Record> &items);
    bool readsBehindKept();
    std::vector<base::Record> takeFresh(const std::vector<FreshPage> &pages);
    void endReading();
    void keptRead(const store::KnownList &known);
    void keep(const std::vector<FreshPage> &pages);
    std::vector<const base::Record *> pinnedBesides(const QSet<QString> &ids) const;
    void readRunning(const QSet<QString> &seen);
    void readPinned(const QSet<QString> &seen, bool again);
    void readRow(const QString &id);
    void fail(Failure failure, const base::Error &error);
    void settle();
    void loadForFilter();
    void connectClient();
    void recordChanged(const base::Record &record);
    void hear(const QString &id, const std::optional<base::Record> &record);
    std::vector<base::Record> newest(const std::vector<base::Record> &items, quint64 since) const;
    bool isReading() const;
    void drop(Listing *&listing);
    bool isRunning(const base::Record &record) const;

    QPointer<api::Client> m_client;
    base::Clock *m_clock;
    syncing::Upkeep *m_upkeep;
    State m_state = State::Idle;
    Failure m_failure = Failure::None;
    std::optional<base::Error> m_error;
    Filters m_filters;
    bool m_filtersChanged = false;       //!< what is shown was read under other filters
    int m_filterPages = 0;               //!< pages read for the text filter since it changed
    Listing *m_listing = nullptr;        //!< whose pages are shown; goes on with fetchMore()
    Listing *m_fresh = nullptr;          //!< a refresh under way
    Reading m_reading = Reading::Openly; //!< of m_fresh
    int m_freshPages = 1;                //!< how far m_fresh is to read
    std::vector<FreshPage> m_freshPagesRead;
    quint64 m_freshBegan = 0;            //!< m_lastHeard when the refresh began …
    quint64 m_freshAsked = 0;            //!< … when its newest page was asked for …
    quint64 m_moreAsked = 0;             //!< … and that of m_listing
    quint64 m_lastHeard = 0;
    QHash<QString, Heard> m_heard;       //!< by id, while something is read
    int m_rowsAsked = 0;                 //!< single rows under way
    bool m_readAgain = false;            //!< whether something belongs here was asked before it changed
    QDateTime m_refreshedAt;
    KeptList *m_kept = nullptr;
    QDateTime m_keptAt;
    bool m_live = false;
};

} // namespace models
