#include "ui/screens/draftfiles.h"

#include "models/conversation.h"
#include "ui/screens/composer.h"
#include "ui/screens/messagefiles.h"

namespace screens {

using models::Conversation;

DraftFiles::DraftFiles(Conversation *conversation, Composer *composer)
    : QObject(composer), m_conversation(conversation), m_composer(composer)
{
    connect(conversation, &Conversation::draftReplaced, this, &DraftFiles::show);
    connect(conversation, &Conversation::turnChanged, this, [this] { // traits come with it
        m_composer->files()->setTraits(m_conversation->traits().attachments);
    });
    connect(composer, &Composer::filesEdited, this, &DraftFiles::keep);
    m_composer->files()->setTraits(conversation->traits().attachments);
    show();
}

void DraftFiles::show()
{
    m_composer->files()->setFiles(m_conversation->draftFiles());
}

void DraftFiles::keep()
{
    if (m_conversation)
        m_conversation->setDraftFiles(m_composer->files()->files());
}

} // namespace screens
