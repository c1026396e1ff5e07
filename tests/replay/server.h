#pragma once

#include "base/clock.h"
#include "tests/replay/recording.h"

#include <QTcpServer>
#include <QUrl>

#include <memory>

namespace replay
{

//! A loopback server that gives recorded sessions back: each stream byte for byte in its recorded chunks, its history and its session as
//! they would have been at that moment. A stream begins to play once its session's events have been listed: the recorder, too, sent its
//! message into an open stream.
class Server : public QTcpServer
{
    Q_OBJECT
public:
    //! How fast and under which ids.
    struct Options {
        bool fast = false; //!< no pauses between chunks
        bool byName = false; //!< sessions are known by the recording's name, which is unique, instead of by their recorded id
    };

    //! `clock` outlives it.
    Server(std::vector<Recording> recordings, const Options &options, base::Clock *clock, QObject *parent = nullptr);
    ~Server() override;

    //! On 127.0.0.1; port 0: any that is free. False with errorString() when it cannot.
    bool start(quint16 port = 0);
    QUrl url() const;
    //! Closes the connections of all streams: how a recording ends that stops in the middle of a turn.
    void cutStreams();
    //! Any text that looks like a key is taken; this one is as good as another.
    static QByteArray key() { return "replayed-sessions"; }

Q_SIGNALS:
    //! The last chunk of a stream has been written.
    void played(const QString &sessionId);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class Connection;

    //! A session and how far its stream has been played.
    struct Session {
        Recording recording;
        QString id;
        std::size_t next = 0; //!< chunk to be written next
        qint64 position = 0; //!< newest stored event that anybody can know of
        bool listed = false; //!< since its stream was opened
    };

    Session *find(const QString &id);
    QByteArray sessionJson(const Session &session) const;
    QByteArray listingJson() const;
    QByteArray eventsJson(const Session &session, qint64 after, qint64 limit) const;
    static bool isOver(const Session &session) { return session.next >= session.recording.chunks.size(); }

    std::vector<std::unique_ptr<Session>> m_sessions;
    Options m_options;
    base::Clock *m_clock;
};

} // namespace replay
