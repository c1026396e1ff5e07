#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace widgets {
class MessageBar;
}

namespace screens {

//! A bug report before it is saved: the whole text of it, to be read first.
class BugReportDialog final : public QDialog
{
    Q_OBJECT
public:
    //! `report` is what is saved, to the byte; `requests` of them are in it.
    BugReportDialog(const QByteArray &report, int requests, QWidget *parent = nullptr);

    //! Writes it; false and a message when the disk refuses.
    bool saveTo(const QString &fileName);

private:
    void chooseFile();

    QByteArray m_report;
    widgets::MessageBar *m_message;
};

} // namespace screens
