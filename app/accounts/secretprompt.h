#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

namespace accounts {

//! One prompt of the Secret Service, from showing it to its end; dismissed when it is deleted before.
class SecretPrompt final : public QObject
{
    Q_OBJECT
public:
    SecretPrompt(const QDBusConnection &bus, const QString &path, QObject *parent);
    ~SecretPrompt() override;

    //! Shows it; ended() follows, also when it cannot be shown.
    void show();

Q_SIGNALS:
    void ended();

private Q_SLOTS:
    void onCompleted(bool dismissed, const QDBusVariant &result);

private:
    void end();

    QDBusConnection m_bus;
    QString m_path;
    bool m_ended = false;
};

} // namespace accounts
