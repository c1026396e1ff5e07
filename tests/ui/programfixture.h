#pragma once

#include "accounts/memorysecretstore.h"
#include "demo/server.h"
#include "main/program.h"
#include "ui/screens/workspaceview.h"

#include <QTemporaryDir>
#include <QtTest>

namespace test {

//! The whole program in a folder of its own, with keys in memory and a demo that does not pause. What a test does to it goes through its window.
class ProgramFixture
{
public:
    //! Changes how the program is put together, before it is.
    using Adjust = std::function<void(app::Program::Setup &)>;
    //! `folder` empty: a new one. `speed` of the demo; 0: no pauses.
    explicit ProgramFixture(const QString &folder = {}, double speed = 0, Adjust adjust = {});

    app::Program &program() { return *m_program; }
    screens::MainWindow *window() { return m_program->window(); }
    accounts::MemorySecretStore *secrets() { return m_secrets; }
    QString folder() const { return m_folder; }
    //! Ends the program as quitting does, and starts it again on the same folder.
    void restart();
    //! Shows the window and waits until the workspace in front is there.
    bool start();
    //! Adds a profile with its key and switches to it.
    QString addProfile(const api::Profile &profile, const QByteArray &key);

    template<class T = QWidget>
    T *find(const char *name)
    {
        return window()->findChild<T *>(QString::fromLatin1(name));
    }
    //! The one that is shown, when several have the name.
    QWidget *shown(const char *name);
    bool click(const char *name);
    //! With MUSTER_PICTURES=FOLDER: what the window shows now, light and dark, to be looked at.
    void keepPicture(const QString &name);
    void keepPicture(const char *name) { keepPicture(QString::fromLatin1(name)); }
    //! The text of a PlainLabel, or of a button.
    QString text(const char *name);
    screens::SessionPage *session();
    //! Starts a server of the other wire and goes to it.
    bool goToOpenma(demo::Server &server);
    //! Waits for a page's list to have a record of this name, and shows it beside the list. `page` as in "vaults.page".
    bool reveal(const char *page, const QString &title);
    //! Chooses a server's word in a choice field of the form, as a person does.
    bool choose(const char *field, const QString &word);
    //! Picks the first record that has `wanted` in its name in a reference field of the form.
    bool pick(const char *field, const QString &wanted);
    //! Creates a session by the form and goes to it.
    bool newSession(const QString &agentName);

private:
    void make();

    QTemporaryDir m_own;
    QString m_folder;
    double m_speed;
    Adjust m_adjust;
    accounts::MemorySecretStore *m_secrets = nullptr;
    std::unique_ptr<app::Program> m_program;
};

} // namespace test
