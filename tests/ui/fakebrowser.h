#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <vector>

namespace test {

//! Stands for the system's browser: opens a page, follows where it is sent, shows what it got.
class FakeBrowser final : public QObject
{
public:
    struct Visit
    {
        QUrl url;
        int status = 0; //!< 0: nobody answered
        QByteArray body;
    };

    //! As QDesktopServices::openUrl(): false when there is no browser.
    bool open(const QUrl &url);
    void setMissing(bool missing) { m_missing = missing; }

    const std::vector<Visit> &visits() const { return m_visits; } //!< those that have ended
    const QUrl &asked() const { return m_asked; }                 //!< the page that the program wanted to show

private:
    void visit(const QUrl &url);

    QNetworkAccessManager m_network;
    std::vector<Visit> m_visits;
    QUrl m_asked;
    bool m_missing = false;
};

} // namespace test
