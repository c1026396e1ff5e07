#include "ui/screens/secretwords.h"

#include <QCoreApplication>

namespace screens {

using accounts::SecretState;

namespace {

QString secretWords(const char *text)
{
    return QCoreApplication::translate("SecretWords", text);
}

//! What is wrong with the keychain, whatever was asked of it.
SecretWords ofKeychain(SecretState state)
{
    SecretWords result;
    result.button = secretWords(QT_TRANSLATE_NOOP("SecretWords", "Try again"));
    switch (state) {
    case SecretState::Locked:
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The keychain is locked."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "Unlock it with the password you log in with. If you changed that, the keychain may still want the old one."));
        result.button = secretWords(QT_TRANSLATE_NOOP("SecretWords", "Unlock"));
        result.canUnlock = true;
        break;
    case SecretState::NoKeyring:
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "Your keychain has no keyring yet."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The first key makes one, and the keychain asks for a password for it. That did not happen. Try again and choose a password in its window."));
        break;
    case SecretState::NoLibrary:
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The library for the keychain is missing."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "Install libsecret (on Debian and Ubuntu the package libsecret-1-0), then start Muster again."));
        break;
    case SecretState::NoEventLoop:
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The keychain cannot be used in this start of Muster."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "It needs GLib's event loop, and Qt runs without it. Start Muster without QT_NO_GLIB in the environment, or with a Qt that was built with GLib."));
        break;
    case SecretState::NoService:
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "This computer has no keychain that Muster can use."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "Install one (GNOME Keyring, KWallet or KeePassXC with its Secret Service) and try again."));
        break;
    case SecretState::NoBus:
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The keychain cannot be reached."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "There is no D-Bus session here, which the keychain needs. Start Muster from a desktop session."));
        break;
    case SecretState::Hung:
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The keychain does not answer."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "It may be waiting for a password in another window. If there is none, log out and in again."));
        break;
    case SecretState::Ok:
    case SecretState::Absent:
        break;
    }
    return result;
}

} // namespace

SecretWords SecretWords::ofReading(SecretState state)
{
    SecretWords result = ofKeychain(state);
    if (state == SecretState::Absent || state == SecretState::Ok) {
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "There is no key for this connection in the keychain."));
        result.text = secretWords(QT_TRANSLATE_NOOP("SecretWords", "Enter the key again."));
        return result;
    }
    result.text += QLatin1Char(' ')
        + secretWords(QT_TRANSLATE_NOOP("SecretWords", "The key of this connection may well be in it. You can also enter the key again, for this session only."));
    return result;
}

SecretWords SecretWords::ofKeeping(SecretState state)
{
    SecretWords result = ofKeychain(state);
    if (result.title.isEmpty())
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The keychain did not keep the key."));
    result.text += (result.text.isEmpty() ? QString() : QStringLiteral(" "))
        + secretWords(QT_TRANSLATE_NOOP("SecretWords", "Muster never writes a key to a file. It can keep this one in memory until you quit."));
    return result;
}

SecretWords SecretWords::ofRemoving(SecretState state)
{
    SecretWords result = ofKeychain(state);
    if (result.title.isEmpty())
        result.title = secretWords(QT_TRANSLATE_NOOP("SecretWords", "The keychain did not remove the key."));
    result.text += (result.text.isEmpty() ? QString() : QStringLiteral(" "))
        + secretWords(QT_TRANSLATE_NOOP("SecretWords", "The key is still in the keychain as far as Muster can tell."));
    return result;
}

} // namespace screens
