#include "main/browsersignin.h"

#include "backends/openma/signin.h"
#include "net/endpoint.h"

#include <QRandomGenerator>
#include <QSysInfo>

#include <array>

namespace app {

using base::Error;
using net::CallbackListener;
using screens::SignedIn;

namespace {

constexpr int maxStrangers = 20; // somebody guesses: better to begin anew

//! 256 bits, of letters that need no escaping.
QByteArray makeState()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

//! Takes as long wherever they differ.
bool isSame(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    int different = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        different |= a.at(i) ^ b.at(i);
    return different == 0;
}

} // namespace

BrowserSignIn::BrowserSignIn(QObject *owner, const QUrl &signInPage, Opener opener, base::Clock *clock)
    : SignIn(owner), m_page(signInPage), m_opener(std::move(opener)), m_clock(clock),
      m_listener([this](const CallbackListener::Query &query) { return judge(query); }, nullptr), m_state(makeState())
{
}

void BrowserSignIn::start()
{
    const base::Outcome listening = m_listener.listen();
    if (!listening.ok()) {
        finish(listening.error());
        return;
    }
    const QByteArray query = net::encodedQuery({{"callback", m_listener.url().toEncoded()},
                                                {"state", m_state},
                                                {"hostname", QSysInfo::machineHostName().toUtf8() + " (Muster)"}});
    m_page.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    m_clock->after(patience, this, [this] {
        m_listener.close();
        finish(Error::of(Error::Kind::Timeout));
    });
    if (!m_opener(m_page))
        Q_EMIT browserFailed();
}

void BrowserSignIn::stop()
{
    m_listener.close();
}

CallbackListener::Verdict BrowserSignIn::end(base::Result<SignedIn> result, const QString &title, const QString &text)
{
    finish(std::move(result));
    return {true, {title, text}};
}

CallbackListener::Verdict BrowserSignIn::judge(const CallbackListener::Query &query)
{
    const QString back = tr("You can close this page and go back to Muster.");
    if (!isSame(query.value("state"), m_state)) {
        const QString title = tr("This answer is not for the sign-in that Muster waits for");
        if (++m_strangers >= maxStrangers)
            return end(Error::of(Error::Kind::Protocol, QStringLiteral("%1 answers with a wrong state").arg(m_strangers)), title, back);
        return {false, {title, tr("Nothing was taken from it. Begin again in Muster.")}};
    }
    if (query.contains("error")) {
        Error error = Error::of(Error::Kind::Forbidden);
        error.serverType = QString::fromUtf8(query.value("error")).left(200);
        return end(error, tr("Muster was not signed in"), back);
    }
    const auto keys = backends::openma::readSignIn(query.value("tokens"));
    if (!keys.ok())
        return end(keys.error(), tr("Muster did not understand the answer"), back);
    SignedIn signedIn;
    for (const backends::openma::SignInKey &key : *keys)
        signedIn.workspaces.push_back({key.workspace, accounts::HeldSecret(key.key)});
    return end(std::move(signedIn), tr("Muster is signed in"), back);
}

} // namespace app
