#pragma once

#include "api/event.h"

#include <QStatusBar>

class QTimer;

namespace widgets {
class PlainLabel;
class StatusChip;
}

namespace screens {

//! The line at the bottom of a window: connection, requests in flight, messages, tokens and cost of what is open.
class StatusLine final : public QStatusBar
{
    Q_OBJECT
public:
    enum class Connection { Closed, Opening, Connected, Offline, KeyRefused, NeedsKey };

    explicit StatusLine(QWidget *parent = nullptr);

    void setConnection(Connection connection, const QString &where);
    void setRequestsInFlight(int count);
    void setUsage(const api::Usage &usage);
    //! Says something for a few seconds.
    void say(const QString &message);
    //! The host of the link under the pointer, for as long as it is there; empty gives the place back.
    void setLinkHost(const QString &host);

private:
    void showMessageText();

    widgets::StatusChip *m_connection;
    widgets::PlainLabel *m_requests;
    widgets::PlainLabel *m_message;
    widgets::PlainLabel *m_usage;
    QTimer *m_messageTimer;
    QTimer *m_requestTimer;
    QString m_said;
    QString m_linkHost;
    int m_inFlight = 0;
};

} // namespace screens
