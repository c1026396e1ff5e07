#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>
#include <vector>

namespace net {

//! One event of an event stream. Bytes as sent, UTF-8 not checked; a leading U+FEFF of `data` is kept.
struct Frame
{
    QByteArray event; //!< "message" when the stream names none
    QByteArray data;
    QByteArray id;    //!< the last id seen, which may be an earlier event's

    bool operator==(const Frame &) const = default;
};

//! The WHATWG event stream format on bytes: pure, any split, LF, CR and CRLF. Linear in its input.
class SseParser
{
public:
    //! Over this many bytes in one event, or in one line of it, the parser fails (§3).
    static constexpr qsizetype defaultCap = 64 * 1024 * 1024;

    explicit SseParser(qsizetype cap = defaultCap);

    //! The events that these bytes complete. Nothing any more after failed().
    std::vector<Frame> feed(QByteArrayView bytes);
    //! The same, appended to `out`.
    void feed(QByteArrayView bytes, std::vector<Frame> &out);

    //! The cap was passed; only reset() helps.
    bool failed() const { return m_failed; }
    //! A new connection: an unfinished event is dropped, the last id and the retry time stay.
    void reset();

    const QByteArray &lastEventId() const { return m_lastId; }
    void setLastEventId(const QByteArray &id);
    //! What the stream asked for by `retry:`, as sent; empty: nothing.
    std::optional<std::chrono::milliseconds> retry() const { return m_retry; }
    //! Bytes of an unfinished event that are held.
    qsizetype pendingBytes() const { return m_partial.size() + m_data.size(); }

private:
    void line(const char *begin, const char *end, std::vector<Frame> &out);
    void field(QByteArrayView name, QByteArrayView value);
    void addData(QByteArrayView value);
    void dispatch(std::vector<Frame> &out);
    void eatBom(QByteArrayView &bytes);
    bool append(QByteArray &to, const char *begin, const char *end);
    void fail();

    qsizetype m_cap;
    QByteArray m_partial;  // a line whose end has not come
    QByteArray m_data;
    QByteArray m_event;    // of the event that is open
    QByteArray m_name;     // the last one named
    QByteArray m_idBuffer; // becomes m_lastId at the next blank line
    QByteArray m_lastId;
    std::optional<std::chrono::milliseconds> m_retry;
    int m_bomSeen = 0;     // bytes of a leading BOM matched; -1: past it
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_failed = false;
};

} // namespace net
