#pragma once

#include "ui/screens/sessionpage.h"

#include <QWidget>

namespace screens {

class StatusLine;

//! One session in a window of its own. Closing it closes the conversation.
class SessionWindow final : public QWidget
{
    Q_OBJECT
public:
    //! Takes the page over.
    SessionWindow(SessionPage *page, accounts::Settings *settings);
    ~SessionWindow() override;

    SessionPage *page() const { return m_page; }
    //! To the front, with the cursor where an answer is wanted.
    void present();

Q_SIGNALS:
    void closed(const QString &sessionId);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void showTitle();

    SessionPage *m_page;
    accounts::Settings *m_settings;
    StatusLine *m_status;
};

} // namespace screens
