#pragma once

#include <QByteArrayView>
#include <QString>

namespace ui {

//! What of a call's result is laid out. However long it is, its beginning and its end are; all of it is copied.
struct ResultText
{
    static constexpr qint64 notCounted = -1;
    //! How much is looked at: of a folded result that is long only its two ends are.
    enum class Extent { Ends, All };

    QString text;            //!< from the beginning on, as far as it is laid out at all
    QString end;             //!< the last lines, when `text` does not reach them
    qsizetype bytes = 0;     //!< of the whole result
    qint64 lines = 0;        //!< of the whole result; notCounted: it has too many bytes for that
    qint64 hidden = 0;       //!< lines between `text` and `end`; 0: none, or not counted
    bool isCut = false;      //!< there is more than `text`

    //! Plain bytes from a tool; costs the same whether it has one megabyte or a hundred.
    static ResultText of(QByteArrayView result, Extent extent);

    //! Long results are folded to these many characters of `text`, and what lastPart() gives.
    bool folds() const;
    qsizetype headEnd() const;
    QString lastPart() const;
};

} // namespace ui
