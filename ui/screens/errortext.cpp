#include "ui/screens/errortext.h"

#include "base/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace screens
{

namespace
{

using Kind = base::Error::Kind;
using Next = ErrorText::Next;

//! What lupdate recognises as sentences of this place.
struct ErrorSentence {
    Q_DECLARE_TR_FUNCTIONS(screens::ErrorText)
};

struct Words {
    Kind kind;
    const char *title;
    const char *text; //!< %1: our technical detail, when there is one
    const char *bareText; //!< without a detail
    Next next;
};

// One row a kind, in the order of the enum: what happened, and what to do next.
constexpr Words table[] = {
    {Kind::Cancelled, QT_TRANSLATE_NOOP("screens::ErrorText", "It was cancelled"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "Nothing was changed by it here."),
        QT_TRANSLATE_NOOP("screens::ErrorText", "Nothing was changed by it here."), Next::Retry},
    {Kind::Network, QT_TRANSLATE_NOOP("screens::ErrorText", "The server cannot be reached"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "No answer came: %1. Check the network and the address of the connection, then try again."),
        QT_TRANSLATE_NOOP("screens::ErrorText", "No answer came. Check the network and the address of the connection, then try again."),
        Next::Retry},
    {Kind::Timeout, QT_TRANSLATE_NOOP("screens::ErrorText", "The server takes too long to answer"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "No answer came in time: %1. It may be busy; try again."),
        QT_TRANSLATE_NOOP("screens::ErrorText", "No answer came in time. It may be busy; try again."), Next::Retry},
    {Kind::Tls, QT_TRANSLATE_NOOP("screens::ErrorText", "The server's certificate is not trusted"),
        QT_TRANSLATE_NOOP("screens::ErrorText",
            "Nothing was sent: %1. If this server uses an authority of your own, add its certificate to the connection."),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "Nothing was sent. If this server uses an authority of your own, add its certificate to the connection."),
        Next::ChangeConnection},
    {Kind::Unauthorized, QT_TRANSLATE_NOOP("screens::ErrorText", "The key was not accepted"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "It may be mistyped, expired or revoked. Enter a working key for this connection."),
        QT_TRANSLATE_NOOP("screens::ErrorText", "It may be mistyped, expired or revoked. Enter a working key for this connection."),
        Next::ChangeConnection},
    {Kind::Forbidden, QT_TRANSLATE_NOOP("screens::ErrorText", "This key may not do that"),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "The key works, but lacks the permission. Use another key, or ask who administers the workspace."),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "The key works, but lacks the permission. Use another key, or ask who administers the workspace."),
        Next::ChangeConnection},
    {Kind::NotFound, QT_TRANSLATE_NOOP("screens::ErrorText", "It is no longer there"),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "It may have been deleted, or it belongs to another workspace. Reload to see what is there now."),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "It may have been deleted, or it belongs to another workspace. Reload to see what is there now."),
        Next::Reload},
    {Kind::Conflict, QT_TRANSLATE_NOOP("screens::ErrorText", "It has changed meanwhile"),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "Someone or something else was faster, or the name is taken. Reload, compare, then save again."),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "Someone or something else was faster, or the name is taken. Reload, compare, then save again."),
        Next::Reload},
    {Kind::Invalid, QT_TRANSLATE_NOOP("screens::ErrorText", "The server did not accept this"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "What you entered is still here. Change it and try again. (%1)"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "What you entered is still here. Change it and try again."), Next::FixInput},
    {Kind::RateLimited, QT_TRANSLATE_NOOP("screens::ErrorText", "Too many requests"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "The server asks for a pause before the next try."),
        QT_TRANSLATE_NOOP("screens::ErrorText", "The server asks for a pause before the next try."), Next::Retry},
    {Kind::Overloaded, QT_TRANSLATE_NOOP("screens::ErrorText", "The server is overloaded"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "It works, but has too much to do. Try again in a moment."),
        QT_TRANSLATE_NOOP("screens::ErrorText", "It works, but has too much to do. Try again in a moment."), Next::Retry},
    {Kind::Server, QT_TRANSLATE_NOOP("screens::ErrorText", "The server failed"),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "The fault is on its side. Try again; if it stays, give its operators the request id from the details."),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "The fault is on its side. Try again; if it stays, give its operators the request id from the details."),
        Next::Retry},
    {Kind::Protocol, QT_TRANSLATE_NOOP("screens::ErrorText", "The answer cannot be read"),
        QT_TRANSLATE_NOOP("screens::ErrorText",
            "What came back is not what this kind of server sends: %1. Check the address of the connection; a proxy or a sign-in page may "
            "be in between."),
        QT_TRANSLATE_NOOP("screens::ErrorText",
            "What came back is not what this kind of server sends. Check the address of the connection; a proxy or a sign-in page may be "
            "in between."),
        Next::ChangeConnection},
    {Kind::Unsupported, QT_TRANSLATE_NOOP("screens::ErrorText", "This server cannot do that"),
        QT_TRANSLATE_NOOP("screens::ErrorText", "It does not offer this function. Everything else works as before."),
        QT_TRANSLATE_NOOP("screens::ErrorText", "It does not offer this function. Everything else works as before."), Next::None},
    {Kind::OutcomeUnknown, QT_TRANSLATE_NOOP("screens::ErrorText", "It is not known whether it happened"),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "The request left, but no answer came. Check before you do it again, or it may happen twice."),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "The request left, but no answer came. Check before you do it again, or it may happen twice."),
        Next::CheckOutcome},
    {Kind::Storage, QT_TRANSLATE_NOOP("screens::ErrorText", "This computer's disk refused"),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "Muster could not keep something: %1. Free some space or check the permissions, then try again."),
        QT_TRANSLATE_NOOP(
            "screens::ErrorText", "Muster could not keep something. Free some space or check the permissions, then try again."),
        Next::Retry},
};

QString buttonOf(Next next)
{
    switch (next) {
    case Next::None:
        return {};
    case Next::Retry:
        return ErrorSentence::tr("Try again");
    case Next::ChangeConnection:
        return ErrorSentence::tr("Connection settings");
    case Next::FixInput:
        return ErrorSentence::tr("Back to the fields");
    case Next::Reload:
        return ErrorSentence::tr("Reload");
    case Next::CheckOutcome:
        return ErrorSentence::tr("Check now");
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
        return ErrorSentence::tr("It asks to wait %n second(s).", nullptr, int(seconds));
    if (seconds < 7200)
        return ErrorSentence::tr("It asks to wait %n minute(s).", nullptr, int((seconds + 59) / 60));
    return ErrorSentence::tr("It asks to wait %n hour(s).", nullptr, int((seconds + 3599) / 3600));
}

QString detailsOf(const base::Error &error)
{
    QStringList lines;
    const auto add = [&lines](const char *label, const QString &value) {
        if (!value.isEmpty())
            lines << ErrorSentence::tr(label).arg(base::plainLine(value, 500));
    };
    if (error.httpStatus > 0)
        add(QT_TRANSLATE_NOOP("screens::ErrorText", "HTTP status: %1"), QString::number(error.httpStatus));
    add(QT_TRANSLATE_NOOP("screens::ErrorText", "Server's type: %1"), error.serverType);
    add(QT_TRANSLATE_NOOP("screens::ErrorText", "Server's message: %1"), error.serverMessage);
    add(QT_TRANSLATE_NOOP("screens::ErrorText", "Request id: %1"), error.requestId);
    add(QT_TRANSLATE_NOOP("screens::ErrorText", "Detail: %1"), error.detail);
    lines << ErrorSentence::tr("Kind: %1").arg(QLatin1String(base::kindName(error.kind)));
    return lines.join(QLatin1Char('\n'));
}

//! The server's own sentence says more than ours: it comes first.
QString quoted(const base::Error &error)
{
    if (error.serverMessage.isEmpty())
        return {};
    return ErrorSentence::tr("The server says: “%1”").arg(base::plainLine(error.serverMessage, 600)) + QLatin1Char(' ');
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
    result.title = ErrorSentence::tr(words->title);
    const QString detail = clause(error.detail);
    const QString withDetail = ErrorSentence::tr(words->text);
    result.text = detail.isEmpty() || !withDetail.contains(QLatin1String("%1")) ? ErrorSentence::tr(words->bareText) : withDetail.arg(detail);
    if (!error.serverMessage.isEmpty())
        result.text = quoted(error) + ErrorSentence::tr(words->bareText);
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
        return ErrorSentence::tr("Use https. Plain http is allowed only for this computer (localhost), because the key would travel readable.");
    if (error.detail.startsWith(QLatin1String("scheme")))
        return ErrorSentence::tr("The address must begin with https://");
    if (error.detail.startsWith(QLatin1String("user name")))
        return ErrorSentence::tr("Leave out the part before the @: the key is stored separately.");
    if (error.detail.startsWith(QLatin1String("query or fragment")))
        return ErrorSentence::tr("Leave out everything from the ? or # on.");
    return ErrorSentence::tr("This is not an address. It looks like https://host.example");
}

ErrorText ErrorText::ofSignIn(const base::Error &error)
{
    ErrorText result = of(error); // for its details
    result.next = Next::Retry;
    result.button = ErrorSentence::tr("Sign in again");
    switch (error.kind) {
    case Kind::Timeout:
        result.title = ErrorSentence::tr("Nothing came back from the browser");
        result.text = ErrorSentence::tr("If its page showed an error, this server may have no sign-in page: paste a key instead.");
        break;
    case Kind::Forbidden:
        result.title = ErrorSentence::tr("The sign-in was refused in the browser");
        result.text = ErrorSentence::tr("No key was made. Sign in again, or paste a key.");
        break;
    case Kind::Network:
        result.title = ErrorSentence::tr("Muster cannot wait for the browser");
        result.text = ErrorSentence::tr("This computer did not let it listen for the answer. Paste a key instead.");
        break;
    default:
        result.title = ErrorSentence::tr("The browser's answer cannot be understood");
        result.text = ErrorSentence::tr("This server may sign in in a way that Muster does not know. Paste a key instead.");
    }
    return result;
}

ErrorText ErrorText::ofSending(const base::Error &error)
{
    ErrorText result = of(error);
    if (error.kind == Kind::Conflict) { // nobody was faster, and there is nothing to compare
        result.title = ErrorSentence::tr("The session did not take it");
        result.text = quoted(error) + ErrorSentence::tr("It may have ended, or be busy with something else. What you wrote is kept.");
    }
    return result;
}

QString ErrorText::sentence() const
{
    return title + QStringLiteral(". ") + text;
}

#undef WORDS

} // namespace screens
