#include "ui/screens/errortext.h"

#include "base/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace screens {

namespace {

using Kind = base::Error::Kind;
using Next = ErrorText::Next;

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("screens::ErrorText", text, nullptr, count);
}

#define WORDS(text) QT_TRANSLATE_NOOP("screens::ErrorText", text)

struct Words
{
    Kind kind;
    const char *title;
    const char *text;      //!< %1: our technical detail, when there is one
    const char *bareText;  //!< without a detail
    Next next;
};

// One row a kind, in the order of the enum: what happened, and what to do next.
constexpr Words table[] = {
    {Kind::Cancelled, WORDS("It was cancelled"), WORDS("Nothing was changed by it here."), WORDS("Nothing was changed by it here."), Next::Retry},
    {Kind::Network, WORDS("The server cannot be reached"),
     WORDS("No answer came: %1. Check the network and the address of the connection, then try again."),
     WORDS("No answer came. Check the network and the address of the connection, then try again."), Next::Retry},
    {Kind::Timeout, WORDS("The server takes too long to answer"), WORDS("No answer came in time: %1. It may be busy; try again."),
     WORDS("No answer came in time. It may be busy; try again."), Next::Retry},
    {Kind::Tls, WORDS("The server's certificate is not trusted"),
     WORDS("Nothing was sent: %1. If this server uses an authority of your own, add its certificate to the connection."),
     WORDS("Nothing was sent. If this server uses an authority of your own, add its certificate to the connection."), Next::ChangeConnection},
    {Kind::Unauthorized, WORDS("The key was not accepted"), WORDS("It may be mistyped, expired or revoked. Enter a working key for this connection."),
     WORDS("It may be mistyped, expired or revoked. Enter a working key for this connection."), Next::ChangeConnection},
    {Kind::Forbidden, WORDS("This key may not do that"), WORDS("The key works, but lacks the permission. Use another key, or ask who administers the workspace."),
     WORDS("The key works, but lacks the permission. Use another key, or ask who administers the workspace."), Next::ChangeConnection},
    {Kind::NotFound, WORDS("It is no longer there"), WORDS("It may have been deleted, or it belongs to another workspace. Reload to see what is there now."),
     WORDS("It may have been deleted, or it belongs to another workspace. Reload to see what is there now."), Next::Reload},
    {Kind::Conflict, WORDS("It has changed meanwhile"), WORDS("Someone or something else was faster, or the name is taken. Reload, compare, then save again."),
     WORDS("Someone or something else was faster, or the name is taken. Reload, compare, then save again."), Next::Reload},
    {Kind::Invalid, WORDS("The server did not accept this"), WORDS("What you entered is still here. Change it and try again. (%1)"),
     WORDS("What you entered is still here. Change it and try again."), Next::FixInput},
    {Kind::RateLimited, WORDS("Too many requests"), WORDS("The server asks for a pause before the next try."), WORDS("The server asks for a pause before the next try."),
     Next::Retry},
    {Kind::Overloaded, WORDS("The server is overloaded"), WORDS("It works, but has too much to do. Try again in a moment."),
     WORDS("It works, but has too much to do. Try again in a moment."), Next::Retry},
    {Kind::Server, WORDS("The server failed"), WORDS("The fault is on its side. Try again; if it stays, give its operators the request id from the details."),
     WORDS("The fault is on its side. Try again; if it stays, give its operators the request id from the details."), Next::Retry},
    {Kind::Protocol, WORDS("The answer cannot be read"),
     WORDS("What came back is not what this kind of server sends: %1. Check the address of the connection; a proxy or a sign-in page may be in between."),
     WORDS("What came back is not what this kind of server sends. Check the address of the connection; a proxy or a sign-in page may be in between."),
     Next::ChangeConnection},
    {Kind::Unsupported, WORDS("This server cannot do that"), WORDS("It does not offer this function. Everything else works as before."),
     WORDS("It does not offer this function. Everything else works as before."), Next::None},
    {Kind::OutcomeUnknown, WORDS("It is not known whether it happened"),
     WORDS("The request left, but no answer came. Check before you do it again, or it may happen twice."),
     WORDS("The request left, but no answer came. Check before you do it again, or it may happen twice."), Next::CheckOutcome},
    {Kind::Storage, WORDS("This computer's disk refused"), WORDS("Muster could not keep something: %1. Free some space or check the permissions, then try again."),
     WORDS("Muster could not keep something. Free some space or check the permissions, then try again."), Next::Retry},
};

QString buttonOf(Next next)
{
    switch (next) {
    case Next::None: return {};
    case Next::Retry: return tr(WORDS("Try again"));
    case Next::ChangeConnection: return tr(WORDS("Connection settings"));
    case Next::FixInput: return tr(WORDS("Back to the fields"));
    case Next::Reload: return tr(WORDS("Reload"));
    case Next::CheckOutcome: return tr(WORDS("Check now"));
    }
    return {};
}

//! The detail as the end of a clause: one line, without its own full stop.
QString clause(const QString &detail)
{
    QString line = base::plainLine(detail, 300).trimmed();
    while (line.endsWith(QLatin1Char('.')))
        line.chop(1);
    return line;
}

QString pauseText(std::chrono::milliseconds pause)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(pause).count();
    if (seconds < 120)
        return tr(WORDS("It asks to wait %n second(s)."), int(seconds));
    if (seconds < 7200)
        return tr(WORDS("It asks to wait %n minute(s)."), int((seconds + 59) / 60));
    return tr(WORDS("It asks to wait %n hour(s)."), int((seconds + 3599) / 3600));
}

QString detailsOf(const base::Error &error)
{
    QStringList lines;
    const auto add = [&lines](const char *label, const QString &value) {
        if (!value.isEmpty())
            lines << tr(label).arg(base::plainLine(value, 500));
    };
    if (error.httpStatus > 0)
        add(WORDS("HTTP status: %1"), QString::number(error.httpStatus));
    add(WORDS("Server's type: %1"), error.serverType);
    add(WORDS("Server's message: %1"), error.serverMessage);
    add(WORDS("Request id: %1"), error.requestId);
    add(WORDS("Detail: %1"), error.detail);
    lines << tr(WORDS("Kind: %1")).arg(QLatin1String(base::kindName(error.kind)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ErrorText ErrorText::of(const base::Error &error)
{
    const Words *words = &table[int(Kind::Protocol)];
    for (const Words &row : table) {
        if (row.kind == error.kind)
            words = &row;
    }
    ErrorText result;
    result.title = tr(words->title);
    const QString detail = clause(error.detail);
    const QString withDetail = tr(words->text);
    result.text = detail.isEmpty() || !withDetail.contains(QLatin1String("%1")) ? tr(words->bareText) : withDetail.arg(detail);
    // The server's own sentence says more than ours: it comes first.
    if (!error.serverMessage.isEmpty())
        result.text = tr(WORDS("The server says: “%1”")).arg(base::plainLine(error.serverMessage, 600)) + QLatin1Char(' ') + tr(words->bareText);
    if (error.retryAfter.count() > 0)
        result.text += QLatin1Char(' ') + pauseText(error.retryAfter);
    result.next = words->next;
    result.button = buttonOf(words->next);
    result.details = detailsOf(error);
    return result;
}

QString ErrorText::ofAddress(const base::Error &error)
{
    // net::validateBaseUrl names the reason by its first words.
    if (error.detail.startsWith(QLatin1String("plain http")))
        return tr(WORDS("Use https. Plain http is allowed only for this computer (localhost), because the key would travel readable."));
    if (error.detail.startsWith(QLatin1String("scheme")))
        return tr(WORDS("The address must begin with https://"));
    if (error.detail.startsWith(QLatin1String("user name")))
        return tr(WORDS("Leave out the part before the @: the key is stored separately."));
    if (error.detail.startsWith(QLatin1String("query or fragment")))
        return tr(WORDS("Leave out everything from the ? or # on."));
    return tr(WORDS("This is not an address. It looks like https://host.example"));
}

QString ErrorText::sentence() const
{
    return title + QStringLiteral(". ") + text;
}

#undef WORDS

} // namespace screens
