#pragma once

#include "models/transcriptmodel.h"
#include "ui/transcript/findpattern.h"
#include "ui/transcript/heightindex.h"
#include "ui/transcript/textwindow.h"

#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <unordered_map>

namespace ui {

class RowText;

//! Counts a pattern's hits in every row of a model, aside from the user's thread, and keeps them in step with the model.
//!
//! Rows are handed to the worker in portions, those that are read first; the model is never copied as a whole.
class Finder : public QObject
{
    Q_OBJECT
public:
    explicit Finder(QObject *parent = nullptr);
    ~Finder() override;

    void setModel(models::TranscriptModel *model);
    //! Searches anew, from the row `from` on and then from the first; an empty pattern ends it.
    void search(const FindPattern &pattern, int from);
    const FindPattern &pattern() const { return m_pattern; }
    bool isActive() const { return m_model && !m_pattern.isEmpty() && m_pattern.isValid(); }
    bool isSearching() const { return m_unknown > 0; }

    //! Hits of all rows that have been looked through.
    qint64 total() const;
    int hitsIn(int row) const { return m_counts.at(row); }
    qint64 hitsAbove(int row) const { return m_counts.above(row); }
    //! False: nothing of it is in the row, as far as is known. Any row number will do.
    bool mayBeIn(int row) const;
    //! How far down in a long row its hits are, 0..1 each; empty for short rows and for more hits than are worth telling apart.
    std::vector<float> depths(quint64 key) const;

    //! A hit by its row and its number in the row, from nought.
    struct Place
    {
        quint64 key = 0;
        int number = 0;
        bool operator==(const Place &) const = default;
    };
    //! The n-th hit of all, from nought; nothing when there are fewer.
    std::optional<Place> at(qint64 n) const;
    //! Looks up the lines around a hit, aside from the user's thread; located() brings them.
    void locate(const Place &place);
    //! Which of all it is, from nought; -1: it is no hit any more.
    qint64 rankOf(const Place &place) const;

Q_SIGNALS:
    //! What stands around the hit that was asked for last.
    void located(const ui::Finder::Place &place, const std::shared_ptr<const ui::TextWindow> &window);
    //! Counts have changed, or the search has come to its end.
    void changed();

private:
    struct Counted
    {
        quint64 key = 0;
        quint32 revision = 0;
        int hits = 0;
        std::vector<float> depths;
    };
    using Portion = std::vector<Counted>;

    void connectModel();
    void reset();
    void forget(int row);
    void next();
    std::vector<RowText> takePortion();
    void counted(const Portion &portion);
    static Portion count(const std::vector<RowText> &rows, const FindPattern &pattern, const std::atomic<bool> &stopped);

    models::TranscriptModel *m_model = nullptr;
    FindPattern m_pattern;
    HeightIndex m_counts;
    std::vector<bool> m_known;
    std::unordered_map<quint64, std::vector<float>> m_depths;
    int m_unknown = 0;
    int m_cursor = 0;
    int m_generation = 0;      //!< answers to earlier searches are thrown away
    bool m_busy = false;
    std::shared_ptr<std::atomic<bool>> m_stopped;
    QTimer m_again;
};

} // namespace ui
