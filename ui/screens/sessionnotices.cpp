#include "ui/screens/sessionnotices.h"

#include "ui/screens/abilitywords.h"
#include "ui/screens/errortext.h"
#include "ui/screens/unsentmessage.h"
#include "ui/widgets/messagebar.h"

namespace screens {

using models::Conversation;
using Kind = widgets::MessageBar::Kind;

SessionNotices::SessionNotices(Conversation *conversation, widgets::MessageBar *bar, UnsentMessage *unsent, QObject *parent)
    : QObject(parent), m_bar(bar), m_unsent(unsent)
{
    connect(conversation, &Conversation::sendFailed, this, &SessionNotices::sendFailed);
    connect(conversation, &Conversation::hadNoEffect, this, &SessionNotices::hadNoEffect);
    connect(conversation, &Conversation::storageFailed, this, &SessionNotices::storageFailed);
}

void SessionNotices::sendFailed(const base::Error &error)
{
    const ErrorText words = ErrorText::ofSending(error);
    m_bar->showMessage(Kind::Fail, words.title, words.text);
    m_bar->setDetails(words.details);
    m_unsent->offer();
    m_bar->setDismissable(true);
}

void SessionNotices::hadNoEffect(api::Outgoing::Kind kind)
{
    m_bar->showMessage(Kind::Wait, noEffectTitle(kind), noEffectText(kind));
    m_bar->setDismissable(true);
}

void SessionNotices::storageFailed(const base::Error &error)
{
    const ErrorText words = ErrorText::of(error);
    m_bar->showMessage(Kind::Wait, tr("Muster cannot write to its own disk space."),
                       tr("What you type is kept in memory only until that is put right. %1").arg(words.text));
    m_bar->setDetails(words.details);
    m_bar->setDismissable(true);
}

} // namespace screens
