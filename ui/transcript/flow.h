#pragma once

#include "models/transcriptmodel.h"
#include "ui/transcript/heightindex.h"
#include "ui/transcript/layoutcache.h"
#include "ui/transcript/style.h"

#include <QDate>
#include <QHash>
#include <QSize>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

class RowBuilder;

//! Decides what is visible and where: lays out only that, and keeps what is being read in its place whatever happens around it.
class Flow
{
public:
    //! A visible row; y is the top of the row in the viewport.
    struct Shown
    {
        int index = 0;
        quint64 key = 0;
        int y = 0;
        RowLayout *layout = nullptr;
    };

    Flow();
    ~Flow();

    void setModel(models::TranscriptModel *model);
    //! Fonts, colours or width changed: every layout is dropped, heights are estimated anew, what is read stays.
    void setStyle(Style style);
    //! The day that is called today in the lines between days.
    void setToday(const QDate &today);
    const Style &style() const { return *m_style; }
    bool hasStyle() const { return m_style.has_value(); }

    // The model changed; indexes as the model's signals give them.
    void reset();
    void inserted(int first, int last);
    void removed(int first, int last);
    void moved(int from, int to);
    void updated(int first, int last);

    //! True: the heights far above are guesses from a few rows; refine() has something to do.
    bool isRough() const { return m_rough > 0; }
    //! Estimates the heights of some more rows from the rows themselves, those nearest to the end first.
    void refine();

    //! Lays out what is visible in a viewport of this height.
    void arrange(int height);
    const std::vector<Shown> &shown() const { return m_shown; }
    const Shown *shownRow(quint64 key) const;
    const Shown *shownAt(int y) const; //!< the row at this y, else the nearest; nullptr: none is shown

    qint64 value() const { return m_value; }
    qint64 maximum() const { return m_maximum; }
    bool sticks() const { return m_sticks; }
    void stick(bool on) { m_sticks = on; }
    //! Takes effect with the next arrange().
    void scrollTo(qint64 value);
    //! Puts the row's top at `y`.
    void showRow(int index, int y);
    //! Puts the top of a piece of the row at `y`.
    void showPiece(int index, int piece, qreal y);
    //! Keeps this piece where it is in the next arrange(), whatever grows or shrinks.
    void hold(quint64 key, int piece);
    qint64 topOf(int index) const;

    RowAspect aspectOf(int index) const;
    void setOpen(quint64 key, bool open);
    bool isOpen(quint64 key) const;
    void toggleResult(quint64 key);
    //! Whether the long lines of a row's code block are broken, or go on to the right; and how far it is scrolled there.
    bool isWrapped(quint64 key, int block) const;
    void setWrapped(quint64 key, int block, bool wrapped);
    void scrollCode(quint64 key, int block, qreal x);
    //! Unfolds everything that the row holds.
    void unfold(quint64 key);
    //! Folds its result again, or whether it is unfolded at all.
    void setFolds(quint64 key, bool open, bool resultOpen);
    bool isResultOpen(quint64 key) const { return m_resultOpen.value(key, false); }
    //! Shows some lines of what is hidden of it.
    void setWindow(quint64 key, std::shared_ptr<const TextWindow> window);
    //! Pieces of any row without laying anything out, for copying.
    RowLayout contentOf(int index) const;

    qint64 rowsBuilt() const { return m_rowsBuilt; }
    qint64 piecesMeasured() const { return m_piecesMeasured; }
    Style::Work work() const;
    const LayoutCache &cache() const { return m_cache; }
    const HeightIndex &heights() const { return m_heights; }

private:
    struct Anchor
    {
        int index = 0;
        int piece = 0;
        qreal y = 0; //!< of the piece's top
    };
    int estimate(int index);
    void estimateAll();
    int pictures(const transcript::Row &row);
    void beginLooking();
    bool mayLook() const;
    LayoutCache::Entry &ensure(int index);
    LayoutCache::Entry *makeEntry(const transcript::Row &row, const RowAspect &aspect, RowBuilder &builder);
    std::optional<Anchor> anchor(int height) const;
    void fillFrom(const Anchor &anchor, int height);
    void fillFromBottom(int height);
    void fillBelow(int index, int y, int height);
    void fillAbove(int index, int bottom, int height);
    void measureDown(RowLayout &layout, int from, int y, int height);
    int measureUp(RowLayout &layout, int bottom, int height);
    void measurePiece(RowLayout &layout, int piece);
    void keepInside(int height);
    void settle(int height);
    std::vector<int> unwrappedOf(quint64 key) const;
    void scrollBlocks(RowLayout &layout) const;

    models::TranscriptModel *m_model = nullptr;
    std::optional<Style> m_style;
    HeightIndex m_heights;
    int m_rough = 0;                    //!< rows before this one have a guessed height
    LayoutCache m_cache;
    std::unordered_map<quint64, LayoutCache::Written> m_written; //!< of layouts that went with the last style
    bool m_onlyWidth = false;           //!< … which had the same fonts
    QHash<quint64, bool> m_open;        //!< what the user (or a call that waited) decided
    QHash<quint64, bool> m_resultOpen;
    QHash<quint64, std::shared_ptr<const TextWindow>> m_windows;
    QHash<quint64, std::map<int, qreal>> m_unwrapped; //!< code blocks that are not wrapped, and where they are scrolled to
    //! What is known of the pictures of rows that were never laid out; those that are not shown are empty.
    struct PictureSizes
    {
        quint32 revision = 0;
        std::vector<QSize> sizes;
    };
    QHash<quint64, PictureSizes> m_pictureSizes;
    qsizetype m_looked = 0;             //!< bytes looked through for pictures in this go
    bool m_guessed = false;             //!< … were too many: some heights are guesses
    std::vector<Shown> m_shown;
    QDate m_today;
    qint64 m_value = 0;
    qint64 m_maximum = 0;
    qint64 m_shift = 0;                 //!< pixels scrolled since the last arrange()
    std::optional<Anchor> m_wanted;     //!< a place asked for
    quint64 m_heldKey = 0;
    int m_heldPiece = 0;
    bool m_sticks = true;
    qint64 m_rowsBuilt = 0;
    qint64 m_piecesMeasured = 0;
    Style::Work m_work;                 //!< for earlier styles
};

} // namespace ui
