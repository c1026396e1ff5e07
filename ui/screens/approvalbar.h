#pragma once

#include "base/clock.h"
#include "ui/screens/callrequest.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace widgets {
class PlainLabel;
}

namespace screens {

class CallText;

//! Asks for each waiting call, one after the other, whether it may run; the buttons never scroll away.
//!
//! Nothing is answered in the first 500 ms after a call has appeared, nor by a key that repeats (S12): every way in goes through answer().
class ApprovalBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ApprovalBar(base::Clock *clock, QWidget *parent = nullptr);

    //! The calls that wait, in order; an empty list hides the bar. The call that is shown stays until somebody has answered it.
    void setRequests(const CallRequests &requests);
    //! Why nothing can be answered on this server: the call is shown, the buttons stay off. Empty: it can.
    void setClosed(const QString &why);
    //! Height in pixels of the page around it; what would run takes at most a third of it before it scrolls.
    void setRoom(int height);
    bool hasRequest() const { return !m_requests.empty(); }
    //! False in the first 500 ms of each call.
    bool isArmed() const { return m_armed; }
    //! Focuses the bar, so that `a` and `d` answer.
    void takeFocus();

public Q_SLOTS:
    void allow();
    void deny();

Q_SIGNALS:
    void allowed(const QString &callId);
    void denied(const QString &callId, const QString &reason);
    void armedChanged(bool armed);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void showRequest(const CallRequest &request, int index);
    void arm(bool armed);
    void guard();
    void openReason();
    void closeReason();
    void answer(bool allow, const QString &reason);

    base::Clock *m_clock;
    CallRequests m_requests;
    QString m_closed;
    QString m_shownId;
    bool m_shownAnswering = false;
    CallText *m_text;
    widgets::PlainLabel *m_note;
    QPushButton *m_allow;
    QPushButton *m_deny;
    QPushButton *m_denyWith;
    QWidget *m_reasonRow;
    QLineEdit *m_reason;
    QPushButton *m_sendReason;
    bool m_armed = false;
    int m_generation = 0; //!< of the call that is shown; a guard of an older one arms nothing
};

} // namespace screens
