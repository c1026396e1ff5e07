#pragma once

#include "api/client.h"
#include "base/clock.h"
#include "models/rowtable.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <memory>
#include <optional>
#include <set>

namespace syncing {
class Upkeep;
}

namespace models {

//! One kind of thing on one server as a table: pages by cursor, own sorting and filtering, refreshed in place so that selection and scroll stay.
//!
//! Knows no colours, widths or alignment: the view reads the roles and the descriptor. The client must outlive the model or be replaced
//! by setClient().
class ResourceListModel : public QAbstractTableModel
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
    };
    Q_ENUM(State)

    enum Role {
        RecordRole = Qt::UserRole + 1, //!< base::Record, the whole row
        IdRole,                        //!< QString
        KindRole,                      //!< int(api::ColumnKind) of the column
        ValueRole,                     //!< typed: QString (foreign text), QDateTime (UTC) or qint64; invalid when absent. Money: minor units
        WordRole,                      //!< QString: the row's status word as the server spells it, "archived" for archived ones; may be empty
        SortRole,                      //!< what the column sorts by: qint64, double or case-folded QString
        ArchivedRole,                  //!< bool
        TitleRole,                     //!< QString: the record's title (descriptor's titlePath), or its id; foreign text
        CurrencyRole,                  //!< QString: ISO code beside a Money value
    };

    ResourceListModel(api::Client *client, const api::ResourceDescriptor &descriptor, base::Clock *clock, QObject *parent = nullptr);
    ~ResourceListModel() override;

    const api::ResourceDescriptor &descriptor() const { return m_descriptor; }
    State state() const { return m_state; }
    //! Why the newest request failed; empty in the other states.
    const std::optional<base::Error> &error() const { return m_error; }
    //! A request is under way, also behind rows that are shown (a thin bar, no spinner over the rows).
    bool isBusy() const;
    //! Rows known, whatever the text filter hides; rowCount() is what it shows.
    int loadedCount() const { return int(m_table.size()); }
    //! No further page: loadedCount() is all there is.
    bool isComplete() const { return m_complete; }
    //! When the newest complete answer arrived, UTC; invalid before the first.
    QDateTime refreshedAt() const { return m_refreshedAt; }

    //! Reads the loaded pages again; rows that persist keep their place, selection and identity.
    void refresh();
    //! After Failed or Stale: does what failed again.
    void retry();
    //! The server's filters (FilterDescriptor::key and value); starts over from the first page. Keys may repeat.
    void setFilters(const std::vector<std::pair<QByteArray, QByteArray>> &filters);
    const std::vector<std::pair<QByteArray, QByteArray>> &filters() const { return m_filters; }
    //! Shows only rows that hold every word of `text` in a text, id or status column. Loads further pages by itself while few match.
    void setFilterText(const QString &text);
    QString filterText() const { return m_filterText; }
    //! Column -1 gives the server's order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    //! While true (the page is visible) the newest page is read again now and then: every few seconds while something runs, else twice a minute.
    void setLive(bool live);
    //! Another connection to the same server (new key): keeps the rows as Stale until refreshed.
    void setClient(api::Client *client);

    const base::Record *record(const QString &id) const;
    //! The row that shows `id`, or -1.
    int rowOf(const QString &id) const;
    //! A record as it was read elsewhere: updates its row, or adds it at the server's top.
    void upsert(const base::Record &record);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent = {}) const override;
    void fetchMore(const QModelIndex &parent = {}) override;

Q_SIGNALS:
    //! state(), error(), isBusy(), isComplete() or loadedCount() changed.
    void stateChanged();

private:
    struct Refreshing;

    void setState(State state, std::optional<base::Error> error = {});
    void requestPage(const QString &cursor);
    void pageArrived(const base::Result<api::Page> &result);
    void appendPage(const api::Page &page);
    void continueRefresh(const api::Page &page);
    void endRefresh(bool complete);
    void failed(const base::Error &error);
    bool acceptCursor(const QString &cursor);
    void settleState();
    void loadForFilter();
    void probe();
    void probeArrived(const base::Result<api::Page> &result);
    void probeRunning(const std::set<QString> &seen);
    void update(const base::Record &record);
    void remove(const QString &id);
    void connectClient();
    void dropRequest();
    bool isRunning(const base::Record &record) const;
    std::vector<int> shownNow() const;
    void show(const std::vector<int> &target);
    void removeShown(const std::vector<char> &keep);
    void permuteTo(const std::vector<int> &order);
    void insertShown(const std::vector<int> &target);
    bool matches(int row) const;

    QPointer<api::Client> m_client;
    const api::ResourceDescriptor m_descriptor;
    base::Clock *m_clock;
    RowTable m_table;
    std::vector<int> m_shown; //!< rows of m_table in the order of the view
    State m_state = State::Idle;
    std::optional<base::Error> m_error;
    std::vector<std::pair<QByteArray, QByteArray>> m_filters;
    QString m_filterText;
    QStringList m_filterWords;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QString m_nextCursor;
    std::set<QString> m_seenCursors;
    bool m_complete = false;
    int m_loadedPages = 0;
    int m_filterPages = 0; //!< pages loaded for the text filter since it changed
    QDateTime m_refreshedAt;
    QPointer<base::JobOf<api::Page>> m_request;
    QPointer<base::JobOf<api::Page>> m_probe;
    std::unique_ptr<Refreshing> m_refreshing;
    std::unique_ptr<syncing::Upkeep> m_upkeep;
};

} // namespace models
