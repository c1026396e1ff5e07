#pragma once

#include <QObject>
#include <QPointer>

namespace models {
class Conversation;
}

namespace screens {

class Composer;

//! Keeps the files in a composer and those of the session's draft the same, and tells the composer what the server takes.
class DraftFiles final : public QObject
{
    Q_OBJECT
public:
    //! `composer` must outlive it; the conversation may go before.
    DraftFiles(models::Conversation *conversation, Composer *composer);

private:
    void show();
    void keep();

    QPointer<models::Conversation> m_conversation;
    Composer *m_composer;
};

} // namespace screens
