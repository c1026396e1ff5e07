#include "ui/screens/networkfields.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace screens {

NetworkFields::NetworkFields(QWidget *parent)
    : QWidget(parent), m_toggle(new QToolButton(this)), m_fields(new QWidget(this)), m_proxy(new QLineEdit(m_fields)),
      m_certificate(new QLineEdit(m_fields))
{
    m_toggle->setObjectName(QStringLiteral("connection.network"));
    m_toggle->setAccessibleName(tr("Proxy and certificates"));
    m_toggle->setText(tr("Proxy and certificates"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_proxy->setObjectName(QStringLiteral("connection.proxy"));
    m_proxy->setAccessibleName(tr("Proxy"));
    m_proxy->setPlaceholderText(tr("As the system; \"none\", or host:port"));
    m_certificate->setObjectName(QStringLiteral("connection.certificate"));
    m_certificate->setAccessibleName(tr("Certificate file"));
    m_certificate->setPlaceholderText(tr("PEM file of an authority of your own"));
    auto *choose = new QPushButton(tr("Choose…"), m_fields);
    choose->setObjectName(QStringLiteral("connection.chooseCertificate"));
    choose->setAccessibleName(tr("Choose a certificate file"));
    choose->setAutoDefault(false);

    auto *file = new QHBoxLayout;
    file->setSpacing(theme::space::s);
    file->addWidget(m_certificate, 1);
    file->addWidget(choose);
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme::space::l);
    form->setVerticalSpacing(theme::space::s);
    form->addRow(tr("Proxy"), m_proxy);
    form->addRow(tr("Certificate"), file);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::s);
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_fields);
    connect(m_toggle, &QToolButton::clicked, this, &NetworkFields::fold);
    connect(choose, &QPushButton::clicked, this, &NetworkFields::chooseCertificate);
    fold(false);
}

void NetworkFields::fold(bool open)
{
    m_toggle->setChecked(open);
    m_toggle->setIcon(theme::icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), theme::Token::Muted));
    m_fields->setVisible(open);
}

QString NetworkFields::proxy() const
{
    return m_proxy->text().trimmed();
}

QString NetworkFields::extraCaFile() const
{
    return m_certificate->text().trimmed();
}

void NetworkFields::setValues(const QString &proxy, const QString &extraCaFile)
{
    m_proxy->setText(proxy);
    m_certificate->setText(extraCaFile);
    fold(!proxy.isEmpty() || !extraCaFile.isEmpty());
}

void NetworkFields::chooseCertificate()
{
    fold(true);
    auto *dialog = new QFileDialog(this, tr("Choose a certificate file"), QString(), tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setObjectName(QStringLiteral("connection.certificateDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_certificate, &QLineEdit::setText);
    dialog->open();
}

} // namespace screens
