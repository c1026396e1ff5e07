#pragma once

#include "ui/screens/callrequest.h"

#include <QWidget>

class QCheckBox;
class QPlainTextEdit;
class QPushButton;

namespace widgets {
class PlainLabel;
}

namespace screens {

class CallText;

//! Takes the result of a custom tool that the agent called: a text, and whether it is an error. Several calls queue.
class CallAnswer final : public QWidget
{
    Q_OBJECT
public:
    explicit CallAnswer(QWidget *parent = nullptr);

    //! The calls that wait for a result, in order; an empty list hides the bar. What is being written stays while its call waits.
    void setRequests(const CallRequests &requests);
    //! Why no result can be given on this server; empty: it can.
    void setClosed(const QString &why);
    void setRoom(int height);

Q_SIGNALS:
    void answered(const QString &callId, const QString &text, bool isError);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void send();

    CallRequests m_requests;
    QString m_closed;
    QString m_shownId;
    CallText *m_text;
    QPlainTextEdit *m_result;
    QCheckBox *m_isError;
    QPushButton *m_send;
    widgets::PlainLabel *m_note;
};

} // namespace screens
