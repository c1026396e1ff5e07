#include "net/sseparser.h"

#include <cstring>

namespace net {

namespace {

const QByteArray &messageType()
{
    static const QByteArray word = QByteArrayLiteral("message");
    return word;
}

constexpr qsizetype keptCapacity = 1024 * 1024;
constexpr char bom[] = "\xef\xbb\xbf";

//! Finds the next LF or CR; remembers both, so that a stream of only one of them is still searched once.
class LineEnds
{
public:
    LineEnds(const char *at, const char *end) : m_end(end), m_lf(find(at, '\n')), m_cr(find(at, '\r')) {}

    //! The first line end at or after `at`; the end when there is none.
    const char *next(const char *at)
    {
        if (m_lf < at)
            m_lf = find(at, '\n');
        if (m_cr < at)
            m_cr = find(at, '\r');
        return m_lf < m_cr ? m_lf : m_cr;
    }

private:
    const char *find(const char *at, char what) const
    {
        const auto *found = at == m_end ? nullptr : static_cast<const char *>(std::memchr(at, what, std::size_t(m_end - at)));
        return found ? found : m_end;
    }

    const char *m_end;
    const char *m_lf;
    const char *m_cr;
};

} // namespace

SseParser::SseParser(qsizetype cap) : m_cap(cap), m_event(messageType()) {}

void SseParser::setLastEventId(const QByteArray &id)
{
    m_idBuffer = id;
    m_lastId = id;
}

void SseParser::reset()
{
    m_partial.clear();
    m_data.clear();
    m_event = messageType();
    m_idBuffer = m_lastId;
    m_bomSeen = 0;
    m_hasData = false;
    m_afterCr = false;
    m_failed = false;
}

std::vector<Frame> SseParser::feed(QByteArrayView bytes)
{
    std::vector<Frame> out;
    feed(bytes, out);
    return out;
}

void SseParser::feed(QByteArrayView bytes, std::vector<Frame> &out)
{
    if (m_bomSeen >= 0)
        eatBom(bytes);
    if (bytes.isEmpty() || m_failed)
        return;
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    LineEnds ends(at, end);
    if (m_afterCr && *at == '\n')
        ++at;
    m_afterCr = false;
    while (at != end && !m_failed) {
        const char *stop = ends.next(at);
        if (stop == end) {
            append(m_partial, at, end);
            return;
        }
        if (m_partial.isEmpty() && stop - at > m_cap) {
            fail(); // as when the line had come in pieces
        } else if (m_partial.isEmpty()) {
            line(at, stop, out);
        } else if (append(m_partial, at, stop)) {
            const char *whole = m_partial.constData();
            line(whole, whole + m_partial.size(), out);
            if (m_partial.capacity() > keptCapacity)
                m_partial = {};
            m_partial.truncate(0); // its capacity serves the next one
        }
        at = stop + 1;
        if (*stop == '\r') {
            if (at == end)
                m_afterCr = true;
            else if (*at == '\n')
                ++at;
        }
    }
}

void SseParser::eatBom(QByteArrayView &bytes)
{
    while (m_bomSeen >= 0 && !bytes.isEmpty()) {
        if (bytes.front() != bom[m_bomSeen]) {
            // Not a BOM after all: what was held back begins the first line.
            m_partial = QByteArray(bom, m_bomSeen);
            m_bomSeen = -1;
            return;
        }
        bytes = bytes.sliced(1);
        if (++m_bomSeen == 3)
            m_bomSeen = -1;
    }
}

bool SseParser::append(QByteArray &to, const char *begin, const char *end)
{
    if (to.size() + (end - begin) > m_cap) {
        fail();
        return false;
    }
    to.append(begin, end - begin);
    return true;
}

void SseParser::fail()
{
    m_failed = true;
    m_partial.clear();
    m_data.clear();
}

void SseParser::line(const char *begin, const char *end, std::vector<Frame> &out)
{
    if (begin == end) {
        dispatch(out);
        return;
    }
    if (*begin == ':')
        return;
    const auto *colon = static_cast<const char *>(std::memchr(begin, ':', std::size_t(end - begin)));
    const char *value = colon ? colon + 1 : end;
    if (colon && value != end && *value == ' ')
        ++value;
    field(QByteArrayView(begin, (colon ? colon : end) - begin), QByteArrayView(value, end - value));
}

void SseParser::field(QByteArrayView name, QByteArrayView value)
{
    const auto is = [name](const char *word, qsizetype size) { return name.size() == size && std::memcmp(name.data(), word, std::size_t(size)) == 0; };
    if (is("data", 4)) {
        addData(value);
    } else if (is("event", 5)) {
        // Names repeat: sharing the bytes saves an allocation for each event.
        if (m_name != value)
            m_name = value.toByteArray();
        m_event = value.isEmpty() ? messageType() : m_name;
    } else if (is("id", 2)) {
        if (std::memchr(value.data(), 0, std::size_t(value.size())) == nullptr)
            m_idBuffer = value.toByteArray();
    } else if (is("retry", 5)) {
        qint64 number = 0;
        for (const char digit : value) {
            if (digit < '0' || digit > '9')
                return;
            number = std::min<qint64>(number * 10 + (digit - '0'), 1'000'000'000'000);
        }
        if (!value.isEmpty())
            m_retry = std::chrono::milliseconds(number);
    }
}

void SseParser::addData(QByteArrayView value)
{
    if (m_hasData) {
        m_data.append('\n');
        append(m_data, value.data(), value.data() + value.size());
    } else if (value.size() > m_cap) {
        fail();
    } else {
        m_data = value.toByteArray(); // one allocation of the right size: most events are one line
    }
    m_hasData = true;
}

void SseParser::dispatch(std::vector<Frame> &out)
{
    m_lastId = m_idBuffer;
    if (m_hasData)
        out.push_back({m_event, std::exchange(m_data, {}), m_lastId});
    m_hasData = false;
    m_event = messageType();
}

} // namespace net
