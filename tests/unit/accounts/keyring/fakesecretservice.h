#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QList>

namespace test {

//! A Secret Service on this process's bus that says what a test wants and is silent on everything that keeps or returns a secret.
class FakeSecretService final : public QDBusVirtualObject
{
    Q_OBJECT
public:
    FakeSecretService();
    ~FakeSecretService() override;

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;
    QString introspect(const QString &path) const override;

    //! Answers all that it was silent on with an error.
    void fail();
    void completePrompt(bool dismissed);

    bool locked = false;
    bool answersPrompt = true; //!< false: the prompt stays open
    int unanswered() const { return int(m_unanswered.size()); }
    int prompts = 0;
    int dismissals = 0;

private:
    QDBusConnection m_connection; //!< not the program's own: Qt would answer calls to itself inside the call
    QList<QDBusMessage> m_unanswered;
};

} // namespace test
