#pragma once

#include <QByteArrayView>
#include <QString>

namespace ui {

//! What of a call's result is laid out. However long it is, its beginning and its end are; all of it is copied.
struct ResultText
{
    QString text;            //!< from the beginning on, as far as it is laid out at all
    QString end;             //!< the last lines, when `text` does not reach them
    qint64 lines = 0;        //!< of the whole result
    qint64 hidden = 0;       //!< lines between `text` and `end`
    bool isCut() const { return !end.isEmpty(); }

    //! Plain bytes from a tool; costs some milliseconds at 50 MB, most of them for counting lines.
    static ResultText of(QByteArrayView result);

    //! Long results are folded to these many characters of `text`, and what lastPart() gives.
    bool folds() const;
    qsizetype headEnd() const;
    QString lastPart() const;
};

} // namespace ui
