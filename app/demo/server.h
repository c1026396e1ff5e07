#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <memory>

namespace demo {

//! Which wire the demo workspace speaks.
enum class Wire {
    ManagedAgents, //!< Anthropic's Managed Agents, beta managed-agents-2026-04-01
    Openma,        //!< a self-hosted openma server: x-api-key only, its envelopes and events
};

//! How to run a demo workspace.
struct Options
{
    using Wire = demo::Wire;

    quint16 port = 0;      //!< 0: any free one
    QString databaseFile;  //!< empty: in a temporary folder that goes with the server; its parent folder must exist
    Wire wire = Wire::ManagedAgents;
    double speed = 1.0;    //!< every pause of the scripted agents is divided by it; 0: no pauses
    QByteArray token;      //!< the key clients must send; empty: a new random one
};

//! The embedded demo workspace: a loopback HTTP server with scripted agents and its own SQLite file. Labelled as a demo wherever it shows.
//!
//! Listens on 127.0.0.1 only, takes at most 40 event streams (then 503) and bodies up to 8 MiB (then 413). All work happens on its own
//! threads; start() and stop() block for milliseconds and may be called from the main thread. Needs a QCoreApplication (Qt Sql does).
class Server
{
public:
    explicit Server(Options options);
    ~Server(); //!< stops
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    //! Binds, opens the database and serves. Error kinds: Storage (the file cannot be used), Network (the port is taken).
    base::Outcome start();
    //! Ends every stream and request within a second. Safe to call twice; a stopped server is not started again.
    void stop();

    QUrl baseUrl() const;   //!< "http://127.0.0.1:<port>"; empty before start()
    QByteArray key() const; //!< what to send as x-api-key, or as Authorization: Bearer (Managed Agents only)

private:
    class Inner;
    std::unique_ptr<Inner> m_inner;
};

//! Serves alone: prints the base URL and the key as two lines, then runs until SIGINT or SIGTERM. The program's exit code.
//!
//! Call before any thread is started (it blocks the two signals for all threads); makes a QCoreApplication when there is none.
int runAlone(const Options &options);

} // namespace demo
