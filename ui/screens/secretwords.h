#pragma once

#include "accounts/secretstore.h"

#include <QString>

namespace screens {

//! Why a key could not be had or kept, in words, with the next step. Never says "deleted" or "missing" of a key that may still be there (K3).
struct SecretWords
{
    QString title;
    QString text;
    QString button;       //!< the next step; "Unlock" asks the keychain to open
    bool canUnlock = false;

    //! For reading the key of a profile that is there.
    static SecretWords ofReading(accounts::SecretState state);
    //! For keeping a new key.
    static SecretWords ofKeeping(accounts::SecretState state);
    //! For removing one.
    static SecretWords ofRemoving(accounts::SecretState state);
};

} // namespace screens
