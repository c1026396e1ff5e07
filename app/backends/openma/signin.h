#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace backends::openma {

//! One workspace's key, as the page /cli/login hands it back.
struct SignInKey
{
    QString workspace; //!< its name, foreign text; may be empty
    QByteArray key;
};

//! The parameter `tokens` of the callback: base64, in either alphabet, of a JSON array with one member a workspace. Protocol when it is not
//! that, has no entry, or one of them has no usable key.
base::Result<std::vector<SignInKey>> readSignIn(const QByteArray &tokens);

} // namespace backends::openma
