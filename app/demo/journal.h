#pragma once

#include "demo/hub.h"
#include "demo/server.h"
#include "demo/tables.h"

namespace demo {

//! Writes a session's events into its history and, once they are on disk, onto its open streams. Knows how each wire frames them.
class Journal
{
public:
    Journal(Hub &hub, Wire wire) : m_hub(hub), m_wire(wire) {}

    //! Appends. `event` holds its type and fields; an "id" in it is kept, else Managed Agents gets a new one.
    //! `processed` empty: a client's event that waits to be taken up. `at` is when it came (openma's `ts`).
    EventRow append(Tables &tables, const std::string &session, const Json &event, std::optional<qint64> processed, qint64 at);
    //! Marks a waiting event as taken up; Managed Agents shows it a second time, under the same id.
    void process(Tables &tables, EventRow event, qint64 at);
    //! A live frame that is never stored.
    void preview(const std::string &session, FrameKind kind, const Json &event);
    void endStreams(Tables &tables, const std::string &session, const Json &last);

    //! "event: … data: …", with an id line where the wire has one (`seq` > 0).
    static QByteArray frame(const Json &event, qint64 seq = 0);
    Wire wire() const { return m_wire; }
    Hub &hub() { return m_hub; }

private:
    void publish(Tables &tables, const EventRow &event);

    Hub &m_hub;
    const Wire m_wire;
};

//! What openma streams by default; everything else needs `include=chunks` (openma.md §14.4).
FrameKind openmaKindOf(const std::string &type);

} // namespace demo
