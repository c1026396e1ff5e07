#pragma once

#include "api/event.h"
#include "backends/shared/dialect.h"
#include "backends/shared/requestscope.h"
#include "net/eventstream.h"

#include <QPointer>

namespace backends {

//! An event stream as events: frames decoded, gathered for one turn of the event loop, what is no event of the session told apart.
//!
//! Emits nothing inside open() and close().
class LiveStream : public QObject
{
    Q_OBJECT
public:
    //! Takes over `stream`, which is closed still.
    LiveStream(net::EventStream *stream, const Dialect &dialect, QObject *parent);

    void open() { m_stream->open(); }
    void close();
    void reconnectNow() { m_stream->reconnectNow(); }
    void hold(bool on) { m_stream->hold(on); }
    bool isOpen() const { return m_stream->state() == net::EventStream::State::Open; }
    std::chrono::milliseconds sinceLastByte() const { return m_stream->sinceLastByte(); }

Q_SIGNALS:
    void opened();
    //! In the order of the wire; all that one reading brought.
    void events(const api::Events &events);
    //! A frame that is no event that can be decoded (F18).
    void broken(const QByteArray &bytes);
    //! An `event: error` frame after a good start (F12): the server has given this stream up.
    void gaveUp(const base::Error &error);
    void reconnecting(int attempt, std::chrono::milliseconds pause, const base::Error &why);
    void failed(const base::Error &error);
    void ended();

private:
    void take(const net::Frame &frame);
    void flush();

    net::EventStream *m_stream;
    base::Result<api::Event> (*m_decode)(QByteArrayView json);
    bool m_scopes;
    RequestScope m_scope;
    api::Events m_gathered;
    bool m_flushQueued = false;
};

//! The error that an `error` frame or envelope names by its `error.type`, having no HTTP status of its own.
base::Error errorOfFrame(const QByteArray &data, const QString &requestId);

} // namespace backends
