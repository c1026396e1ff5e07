#pragma once

#include "demo/server.h"
#include "tests/ui/programfixture.h"
#include "ui/screens/connectiondialog.h"
#include "ui/screens/connectiondialogs.h"
#include "ui/screens/mainwindow.h"
#include "ui/widgets/messagebar.h"

#include <QLineEdit>

#include <memory>
#include <optional>

namespace test {

//! The program beside a server that it can be connected to, and the dialog that does it: what the tests of connections are made in.
class ConnectionScene
{
protected:
    //! Begins anew.
    bool start()
    {
        demo::Options options;
        options.speed = 0;
        m_server = std::make_unique<demo::Server>(options);
        m_program = std::make_unique<ProgramFixture>();
        return m_server->start().ok() && m_program->start();
    }
    void end()
    {
        m_program.reset();
        m_server.reset();
    }

    //! A profile of that server.
    api::Profile served(const QString &name = QStringLiteral("Team")) const
    {
        api::Profile profile;
        profile.name = name;
        profile.platform = api::Platform::Anthropic;
        profile.baseUrl = m_server->baseUrl();
        profile.hue = 2;
        return profile;
    }
    screens::ConnectionDialog *openDialog(const QString &profileId = {})
    {
        m_program->window()->dialogs()->open(profileId);
        return m_program->find<screens::ConnectionDialog>("connection");
    }
    template<class T>
    T *field(const char *name)
    {
        return m_program->find<T>(name);
    }
    void fill(const QString &url, const QString &key, const QString &name = QStringLiteral("Team"))
    {
        field<QLineEdit>("connection.name")->setText(name);
        field<QLineEdit>("connection.url")->setText(url);
        field<QLineEdit>("connection.key")->setText(key);
    }
    QString barText() { return field<widgets::MessageBar>("connection.result")->title(); }
    //! What the keychain has for a profile.
    accounts::SecretReply stored(const QString &profileId)
    {
        std::optional<accounts::SecretReply> answer;
        QObject owner;
        m_program->secrets()->read(&owner, profileId)->then(&owner, [&answer](const base::Result<accounts::SecretReply> &reply) {
            if (reply.ok())
                answer = *reply;
        });
        return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer : accounts::SecretReply();
    }

    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<ProgramFixture> m_program;
};

} // namespace test
