#pragma once

#include "models/conversation.h"

#include <QPointer>

namespace models {
class RecordMarks;
class ResourceListModel;
}

namespace screens {

class SessionPage;

//! Marks a session as read while its page is in front of the user: shown, in the window that has the keyboard.
class ReadWatch final : public QObject
{
    Q_OBJECT
public:
    //! Lives as long as the page.
    explicit ReadWatch(SessionPage *page);
    ~ReadWatch() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void note();
    void leave();

    SessionPage *m_page;
    const QString m_id;
    QPointer<models::Conversation> m_conversation;
    QPointer<models::ResourceListModel> m_list;
    QPointer<models::RecordMarks> m_marks;
    bool m_inFront = false;
};

} // namespace screens
