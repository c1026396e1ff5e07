#include "ui/screens/messagelink.h"

#include <QUrl>

namespace screens {

namespace {

const QString scheme = QStringLiteral("muster");
const QString place = QStringLiteral("session/");

} // namespace

QString messageLink(const QString &sessionId, const QString &eventId)
{
    const auto part = [](const QString &id) { return QString::fromLatin1(QUrl::toPercentEncoding(id)); };
    return scheme + QLatin1Char(':') + place + part(sessionId) + QLatin1Char('#') + part(eventId);
}

std::optional<MessageLink> parseMessageLink(const QString &text)
{
    const QString all = text.trimmed();
    if (!all.startsWith(scheme + QLatin1Char(':') + place) || all.size() > 2000)
        return std::nullopt;
    const QString rest = all.mid(scheme.size() + 1 + place.size());
    const qsizetype mark = rest.indexOf(QLatin1Char('#'));
    const auto part = [](const QString &encoded) { return QUrl::fromPercentEncoding(encoded.toUtf8()); };
    MessageLink link{part(rest.left(mark)), mark < 0 ? QString() : part(rest.mid(mark + 1))};
    if (link.session.isEmpty())
        return std::nullopt;
    return link;
}

} // namespace screens
