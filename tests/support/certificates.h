#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace test {

//! A certificate and its private key, as PEM texts.
struct Certificate
{
    QByteArray certificate;
    QByteArray key;
};

//! Certificates for loopback servers, made anew by the openssl command: no private key lies in the repository.
class Certificates
{
public:
    //! Makes an authority of its own; fails the program when openssl is missing.
    Certificates();

    //! For an address ("127.0.0.1") or a name ("example.invalid"), signed by the authority.
    Certificate issued(const QString &host);
    Certificate expired(const QString &host);
    Certificate notYetValid(const QString &host);
    Certificate selfSigned(const QString &host);
    //! PEM file of the authority's certificate.
    QString authorityFile() const { return file(QStringLiteral("ca.crt")); }

private:
    Certificate signedBetween(const QString &host, const QString &from, const QString &to);
    QString file(const QString &name) const { return m_folder.filePath(name); }
    void run(const QStringList &arguments);
    QByteArray read(const QString &name) const;
    void write(const QString &name, const QByteArray &text) const;

    QTemporaryDir m_folder;
    int m_count = 0;
};

} // namespace test
