#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace screens {

//! The part of a connection that few people need, folded away: a proxy, and certificates that are trusted besides the system's.
class NetworkFields final : public QWidget
{
    Q_OBJECT
public:
    explicit NetworkFields(QWidget *parent = nullptr);

    QString proxy() const;
    QString extraCaFile() const;
    //! Unfolds when one of them is set.
    void setValues(const QString &proxy, const QString &extraCaFile);

public Q_SLOTS:
    //! Unfolds and asks for the certificate file.
    void chooseCertificate();

private:
    void fold(bool open);

    QToolButton *m_toggle;
    QWidget *m_fields;
    QLineEdit *m_proxy;
    QLineEdit *m_certificate;
};

} // namespace screens
