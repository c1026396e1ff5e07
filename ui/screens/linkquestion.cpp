#include "ui/screens/linkquestion.h"

#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QPushButton>

namespace screens {

LinkQuestion::LinkQuestion(widgets::MessageBar *bar, QObject *parent) : QObject(parent), m_bar(bar) {}

void LinkQuestion::follow(const QUrl &url, const QString &host, bool ask)
{
    if (!ask) {
        QDesktopServices::openUrl(url);
        return;
    }
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, tr("Open a link to %1?").arg(host), url.toString(QUrl::FullyEncoded));
    m_bar->setDismissable(true);
    connect(m_bar->addButton(QStringLiteral("open"), tr("Open")), &QPushButton::clicked, this, [this, url] {
        m_bar->dismiss();
        QDesktopServices::openUrl(url);
    });
    connect(m_bar->addButton(QStringLiteral("copy"), tr("Copy the address")), &QPushButton::clicked, this, [this, url] {
        m_bar->dismiss();
        QGuiApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded));
    });
}

} // namespace screens
