#pragma once

#include "tests/support/scriptedserver.h"

#include "tests/ui/programfixture.h"

#include <functional>

namespace test {

//! A Managed Agents server with one session, which misbehaves where a test tells it to.
class BadServer
{
public:
    BadServer();

    QUrl url() const { return m_server.url(); }
    ScriptedServer &server() { return m_server; }
    //! A profile for it, or for another address.
    static api::Profile profile(const QUrl &url);
    //! Starts the program, connects it and opens the session.
    bool openSession(ProgramFixture &program);
    int streams() const { return m_server.count("GET", "/v1/sessions/sesn_bad1/events/stream"); }

    QByteArrayList sessions;   //!< records of the list
    QByteArrayList history;    //!< stored events
    std::function<Script(const SeenRequest &)> onList;   //!< else: `sessions`
    std::function<Script(const SeenRequest &)> onStream; //!< else: an open stream
    std::function<Script(const SeenRequest &)> onSend;   //!< else: stored and echoed
    std::function<Script(const SeenRequest &)> onThreads;      //!< the session's; else: none
    std::function<Script(const SeenRequest &)> onThreadEvents; //!< else: none
    std::function<Script(const SeenRequest &)> onThreadStream; //!< else: an open stream

private:
    Script answer(const SeenRequest &request);

    ScriptedServer m_server;
};

//! A frame of the event stream.
QByteArray frame(const QByteArray &json);
//! A page of a list.
QByteArray page(const QByteArrayList &items);

} // namespace test
