#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace base {

//! Takes secrets out of text before it reaches a log, the traffic log or an export: known keys by value,
//! unknown ones by shape, by JSON member name and by the name of a query's value.
class Redactor
{
public:
    //! Remembers a secret to look for; kept only as long as the redactor.
    void addSecret(const QByteArray &secret);
    void removeSecret(const QByteArray &secret);

    QByteArray redact(const QByteArray &text) const;
    QString redact(const QString &text) const;
    //! True for header names whose value is a credential.
    static bool isSecretHeader(const QByteArray &name);

private:
    struct Secret
    {
        QByteArray value;
        QStringList spellings;
    };
    std::vector<Secret> m_secrets;
};

} // namespace base
