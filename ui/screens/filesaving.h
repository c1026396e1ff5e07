#pragma once

#include "ui/transcript/savable.h"

#include <QObject>

namespace widgets {
class MessageBar;
}

namespace screens {

//! Brings something of a transcript into a file that a person chooses: a dialog that holds up nothing, written aside, whole or not at all.
class FileSaving final : public QObject
{
    Q_OBJECT
public:
    //! `place`: the widget that the dialog belongs to. What happened is told in `bar`.
    FileSaving(widgets::MessageBar *bar, QWidget *place);

    void save(const ui::Savable &content);

Q_SIGNALS:
    //! `fileName` holds all of it now.
    void saved(const QString &fileName);
    //! `words` say why not; the file, if there was one, is as it was.
    void failed(const QString &fileName, const QString &words);

private:
    void write(const QString &fileName, const QByteArray &bytes);
    void tellSaved(const QString &fileName);
    void tellFailed(const QString &fileName, const QByteArray &bytes, const QString &words);

    widgets::MessageBar *m_bar;
    QWidget *m_place;
    QString m_folder; //!< the last one that was chosen
};

} // namespace screens
