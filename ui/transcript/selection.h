#pragma once

#include <QtGlobal>

#include <optional>
#include <utility>

namespace models {
class TranscriptModel;
}

namespace ui {

//! A place between two characters of the transcript. Rows are known by key, so that a place survives what happens around it.
struct TextPlace
{
    quint64 key = 0;
    int piece = 0;
    int offset = 0;
    bool operator==(const TextPlace &) const = default;
};

//! What is selected, from where the user began to where the user is.
class Selection
{
public:
    enum class Unit { Character, Word, Piece };

    void begin(const TextPlace &from, const TextPlace &to, Unit unit);
    void extend(const TextPlace &from, const TextPlace &to, const models::TranscriptModel &model);
    //! From the first row, whichever that is, to `to`: rows that come above it later are selected as well.
    void beginFromTop(const TextPlace &to, const models::TranscriptModel &model);
    bool isFromTop() const { return m_fromTop; }
    void clear();
    bool isEmpty() const { return m_first == m_second; }
    Unit unit() const { return m_unit; }
    //! The end that moves, with the pointer or by key; its key is 0 when nothing was begun.
    const TextPlace &active() const { return m_active; }

    //! First and last place in the order of the transcript; nothing when it is empty or its rows are gone.
    struct Range
    {
        int firstRow = 0;
        int lastRow = 0;
        TextPlace first;
        TextPlace last;
    };
    std::optional<Range> range(const models::TranscriptModel &model) const;
    //! The characters of one piece that lie in a range, and whether the selection goes on behind them.
    struct Part
    {
        int from = 0;
        int to = 0;
        bool goesOn = false;
    };
    static Part part(const Range &range, int row, int piece, int length);

private:
    TextPlace m_originFirst; //!< what was clicked: it stays selected, on whichever side of it the pointer is
    TextPlace m_originSecond;
    TextPlace m_first;
    TextPlace m_second;
    TextPlace m_active;
    Unit m_unit = Unit::Character;
    bool m_fromTop = false;
};

} // namespace ui
