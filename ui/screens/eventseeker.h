#pragma once

#include <QObject>

namespace models {
class TranscriptModel;
}
namespace ui {
class TranscriptView;
}

namespace screens {

//! Goes to an event of a transcript: at once, or when the history has brought it. What stands above the rows is asked for until it is there.
class EventSeeker final : public QObject
{
    Q_OBJECT
public:
    //! Both must outlive it, or end with it.
    EventSeeker(models::TranscriptModel *rows, ui::TranscriptView *view, QObject *parent);

    void seek(const QString &identity);

private:
    void goOn();

    models::TranscriptModel *m_rows;
    ui::TranscriptView *m_view;
    QString m_wanted; //!< empty: it was found
};

} // namespace screens
