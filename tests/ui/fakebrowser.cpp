#include "tests/ui/fakebrowser.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace test {

bool FakeBrowser::open(const QUrl &url)
{
    m_asked = url;
    if (m_missing)
        return false;
    visit(url);
    return true;
}

void FakeBrowser::visit(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        const QUrl target = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        m_visits.push_back({reply->url(), reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()});
        if (!target.isEmpty())
            visit(reply->url().resolved(target));
    });
}

} // namespace test
