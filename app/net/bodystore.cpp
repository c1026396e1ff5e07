#include "net/bodystore.h"

#include <QStringDecoder>
#include <QUrl>

#include <algorithm>

namespace net {

namespace {

constexpr qsizetype overlap = 64 * 1024; // looked at beyond the cap, so that no secret is cut in two before it is seen

//! The beginning of `bytes`, not in the middle of a letter.
QByteArray beginningOf(const QByteArray &bytes, qsizetype most)
{
    if (bytes.size() <= most)
        return bytes;
    qsizetype end = most;
    while (end > 0 && (uchar(bytes.at(end)) & 0xc0) == 0x80)
        --end;
    return bytes.left(end);
}

bool isText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes);
    return !decoder.hasError() && !text.contains(QChar(0));
}

} // namespace

bool BodyStore::isWithheld(const QString &path)
{
    static const QStringList secretSegments{QStringLiteral("credentials"), QStringLiteral("api_keys"), QStringLiteral("api-keys"),
                                            QStringLiteral("oauth"),       QStringLiteral("token"),    QStringLiteral("reveal_token"),
                                            QStringLiteral("secrets"),     QStringLiteral("auth"),
                                            QStringLiteral("key")};
    const QStringList segments = path.section(QLatin1Char('?'), 0, 0).split(QLatin1Char('/'));
    return std::any_of(segments.begin(), segments.end(), [](const QString &segment) {
        return secretSegments.contains(QUrl::fromPercentEncoding(segment.toUtf8()).toLower());
    });
}

TrafficBody BodyStore::recorded(const QString &path, const QByteArray &body, const base::Redactor &redactor)
{
    TrafficBody out;
    out.size = body.size();
    if (isWithheld(path)) {
        out.state = TrafficBody::State::Withheld;
        return out;
    }
    if (body.isEmpty()) {
        out.state = TrafficBody::State::Empty;
        return out;
    }
    const QByteArray looked = beginningOf(body, longestBody + overlap);
    if (!isText(looked)) {
        out.state = TrafficBody::State::Binary;
        return out;
    }
    const QByteArray clean = redactor.redact(looked);
    out.state = TrafficBody::State::Text;
    out.text = beginningOf(clean, longestBody);
    out.cut = looked.size() < body.size() || out.text.size() < clean.size();
    return out;
}

void BodyStore::add(quint64 number, Part part, const QString &path, const QByteArray &body, const base::Redactor &redactor)
{
    TrafficBody &place = part == Part::Request ? m_bodies[number].request : m_bodies[number].response;
    m_bytes -= place.text.size();
    place = recorded(path, body, redactor);
    m_bytes += place.text.size();
    while (m_bodies.size() > 1 && (m_bodies.size() > mostRequests || m_bytes > mostBytes)) {
        const auto oldest = m_bodies.begin();
        m_bytes -= oldest->second.request.text.size() + oldest->second.response.text.size();
        m_bodies.erase(oldest);
    }
}

TrafficBody BodyStore::find(quint64 number, Part part) const
{
    const auto known = m_bodies.find(number);
    if (known == m_bodies.end())
        return {};
    return part == Part::Request ? known->second.request : known->second.response;
}

void BodyStore::clear()
{
    m_bodies.clear();
    m_bytes = 0;
}

} // namespace net
