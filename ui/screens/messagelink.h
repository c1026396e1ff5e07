#pragma once

#include <QString>

#include <optional>

namespace screens {

//! A message by its session and event: "muster:session/<session>#<event>". Names no server and holds nothing secret.
struct MessageLink
{
    QString session;
    QString event;
};

QString messageLink(const QString &sessionId, const QString &eventId);
//! Nothing when the text is no such link. Blanks around it do not matter.
std::optional<MessageLink> parseMessageLink(const QString &text);

} // namespace screens
