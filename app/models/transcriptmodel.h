#pragma once

#include "transcript/reducer.h"

#include <QAbstractListModel>
#include <QTimer>

#include <unordered_set>
#include <vector>

namespace models {

//! The rows of one conversation for views: structure changes at once, changed contents at most once a frame (16 ms, performance.md §8.4).
class TranscriptModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int keptRows = 1000;                   //!< above the end, whatever a view needs
    static constexpr qint64 keptBytes = 8 * 1024 * 1024;    //!< … fewer when they are large

    enum Role {
        KeyRole = Qt::UserRole + 1, //!< quint64, Row::key
        KindRole,                   //!< int, Row::Kind
        TextRole,                   //!< QString: the row's text, nothing hidden in it
        TimeRole,                   //!< QDateTime, UTC
        NameRole,                   //!< QString: tool, other agent, thread; empty for the rest
        PreviewRole,                //!< bool
        QueuedRole,                 //!< bool
        DeliveryRole,               //!< int, transcript::Delivery
        CallStateRole,              //!< int, transcript::CallState; invalid when the row is no call
        RawRole,                    //!< QByteArray, the server's JSON
    };

    explicit TranscriptModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    const transcript::Row &row(int index) const { return *m_rows[std::size_t(index)]; }
    //! -1 when there is no such row.
    int indexOfKey(quint64 key) const;
    const transcript::Reducer &reducer() const { return *m_reducer; }
    const transcript::SessionState &state() const { return m_reducer->state(); }

    void apply(const api::Events &events);
    //! Events from before all others, in their order: a page that fetchOlder() asked for.
    void applyOlder(const api::Events &events);
    //! Tokens of model requests that no event here tells of.
    void noteOutside(const api::Usage &usage);

    //! The transcript begins before its first row: a view that comes near its top calls fetchOlder().
    bool hasOlder() const { return m_hasOlder; }
    bool isFetchingOlder() const { return m_fetchingOlder; }
    //! Asks for the page before the first row, unless it has been asked for; rows are inserted, then olderChanged().
    void fetchOlder();
    void setHasOlder(bool has);
    //! A view that follows the end needs nothing before `first`. Rows far above it go, when there are many, if whoever fills the model can bring
    //! them again (releaseWanted()).
    void releaseBefore(int first);
    //! Lets rows before `firstKept` go, as Reducer::releaseOlder(): what is left begins there.
    transcript::Reducer::Released release(int firstKept);

    void discardPreviews();
    void noteStatus(transcript::SessionStatus status);
    void noteUsage(const api::Usage &usage);
    void addLocal(const transcript::LocalMessage &message);
    void settleLocal(const QString &ref, transcript::Delivery delivery, const QString &identity = {});
    void noteProgress(const QString &ref, qint64 sent, qint64 all);
    void removeLocal(const QString &ref);
    //! Forgets everything.
    void clear();
    //! Tells views at once what they would be told at the next frame.
    void flush();

Q_SIGNALS:
    //! Status, pending calls, usage, title or last error may have changed; after the rows have.
    void stateChanged();
    //! hasOlder() or isFetchingOlder().
    void olderChanged();
    //! fetchOlder() was called: whoever fills the model brings a page, or says setHasOlder().
    void olderWanted();
    //! Nobody needs the rows before this one: whoever fills the model calls release() if fetchOlder() would bring them again.
    void releaseWanted(int firstKept);
    //! A tick of the frame clock went by and these rows (by key) had new content; for tests and counters.
    void flushed(int rows);

private:
    void replay(const transcript::RowChanges &changes);
    void replayMove(int from, int to);
    void noteUpdated(int first, int last);

    std::unique_ptr<transcript::Reducer> m_reducer;
    std::vector<const transcript::Row *> m_rows; //!< what views have been told of
    std::unordered_set<quint64> m_updated;
    QTimer m_frame;
    bool m_hasOlder = false;
    bool m_fetchingOlder = false;
    int m_grownRows = 0; //!< since releaseBefore() looked
    qint64 m_grownBytes = 0;
};

} // namespace models
