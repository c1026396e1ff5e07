#pragma once

#include <QString>
#include <QUrl>

namespace api {

//! Which wire a server speaks; only composition roots and the connection dialog's list look at it.
enum class Platform { Demo, Anthropic, Openma };

//! What a profile shows its server; the platform decides in which header (exactly one).
enum class Credential {
    ApiKey,    //!< a key made in the platform's console
    AuthToken, //!< a token that travels as Authorization: Bearer
    None,      //!< the server asks nobody who they are; nothing is stored and nothing is sent
};

//! Where and as whom to connect. Holds no key: that is in the SecretStore under `id`.
struct Profile
{
    QString id;              //!< UUID without braces
    QString name;
    Platform platform = Platform::Demo;
    QUrl baseUrl;            //!< https, or http on loopback
    Credential credential = Credential::ApiKey;
    int hue = 0;             //!< 0..7, see ui/theme
    bool production = false; //!< destructive acts ask for the name
    QString proxy;           //!< empty: the system's; "none": direct; else host:port
    QString extraCaFile;     //!< PEM file with further certificate authorities
};

} // namespace api
