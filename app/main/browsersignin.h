#pragma once

#include "base/clock.h"
#include "net/callbacklistener.h"
#include "ui/screens/connections.h"

#include <chrono>
#include <functional>

namespace app {

//! A sign-in on the platform's own page in the system's browser: sends the person there with a nonce and takes the one answer on 127.0.0.1.
class BrowserSignIn final : public screens::SignIn
{
    Q_OBJECT
public:
    //! Shows a page in a browser; false when there is none.
    using Opener = std::function<bool(const QUrl &)>;
    static constexpr std::chrono::minutes patience{5};

    //! `signInPage`: the platform's page, without parameters.
    BrowserSignIn(QObject *owner, const QUrl &signInPage, Opener opener, base::Clock *clock);

    QUrl page() const override { return m_page; }

protected:
    void start() override;
    void stop() override;

private:
    net::CallbackListener::Verdict judge(const net::CallbackListener::Query &query);
    net::CallbackListener::Verdict end(base::Result<screens::SignedIn> result, const QString &title, const QString &text);

    QUrl m_page;
    Opener m_opener;
    base::Clock *m_clock;
    net::CallbackListener m_listener;
    QByteArray m_state;  //!< what the answer has to bring back
    int m_strangers = 0; //!< answers that were for somebody else
};

} // namespace app
