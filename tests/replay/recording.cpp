#include "tests/replay/recording.h"

#include "backends/openma/decoder.h"
#include "base/record.h"
#include "net/sseparser.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <set>

namespace replay
{

using base::Record;

namespace
{

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The recorder's headings, each at the start of a line.
struct Parts {
    QByteArray request;
    QByteArray head;
    std::optional<QByteArray> body;
};

QByteArray between(const QByteArray &all, qsizetype heading, qsizetype end)
{
    if (heading < 0)
        return {};
    const auto line = all.indexOf('\n', heading + 1);
    return line < 0 || line + 1 > end ? QByteArray() : all.mid(line + 1, end - line - 1);
}

Parts partsOf(const QByteArray &text)
{
    const QByteArray all = '\n' + text;
    const auto request = all.indexOf("\n# REQUEST");
    const auto head = all.indexOf("\n# RESPONSE HEAD", std::max<qsizetype>(request, 0));
    const auto body = all.indexOf("\n# RAW BODY", std::max<qsizetype>(head, 0));
    const auto last = all.lastIndexOf("\n# END");
    const auto end = last > std::max({request, head, body}) ? last : all.size();
    Parts parts;
    parts.request = between(all, request, head >= 0 ? head : end);
    parts.head = between(all, head, body >= 0 ? body : end);
    if (body >= 0)
        parts.body = between(all, body, end);
    return parts;
}

bool readHead(const Parts &parts, Recording &recording)
{
    const QByteArrayList request = parts.request.split('\n').constFirst().trimmed().split(' ');
    if (request.size() < 2 || !request[1].startsWith('/'))
        return false;
    recording.method = request[0];
    recording.target = request[1];
    static const QRegularExpression id(QStringLiteral("/sessions/([^/?]+)"));
    recording.sessionId = id.match(QString::fromLatin1(recording.target)).captured(1);
    const QByteArrayList head = parts.head.split('\n');
    if (!head.constFirst().startsWith("HTTP/"))
        return parts.head.trimmed().isEmpty(); // no answer came
    recording.status = head.constFirst().trimmed().split(' ').value(1).toInt();
    for (const QByteArray &line : head.mid(1)) {
        const auto colon = line.indexOf(':');
        if (colon > 0)
            recording.headers.append({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
    }
    return recording.status >= 200 && recording.status <= 999;
}

std::vector<Chunk> readTiming(const QByteArray &timing)
{
    // A reading that ends inside a character has half a character in it, which JSON cannot say; the body can.
    static const QRegularExpression half(
        QStringLiteral("(?<!\\\\)((?:\\\\\\\\)*)\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}(\\\\u[dD][c-fC-F][0-9a-fA-F]{2})?"));
    std::vector<Chunk> out;
    for (const QByteArray &line : timing.split('\n')) {
        auto json = base::parseJson(line);
        if (!json.ok() && line.contains("\\u")) {
            QString text = QString::fromUtf8(line);
            text.replace(half, QStringLiteral("\\1\\ufffd"));
            json = base::parseJson(text.toUtf8());
        }
        if (!json.ok() || !Record(*json).find("chunk") || !json->at("chunk").is_string())
            continue; // an empty line, or one that the recorder could not finish
        Chunk chunk;
        chunk.at = std::chrono::milliseconds(qint64(Record(*json).number("t_ms").value_or(0)));
        chunk.bytes = base::toQString(json->at("chunk")).toUtf8();
        out.push_back(std::move(chunk));
    }
    return out;
}

// A recorder that read half a character wrote U+FFFD for it: one to four bytes of the body.
constexpr char halfCharacter[] = "\xef\xbf\xbd";

// Where in `body` a chunk can end that begins at `from`.
std::set<qsizetype> endsOf(const QByteArray &chunk, const QByteArray &body, qsizetype from)
{
    std::set<qsizetype> at{from};
    for (qsizetype i = 0; i < chunk.size() && !at.empty(); ++i) {
        std::set<qsizetype> next;
        const bool half = chunk.mid(i, 3) == halfCharacter;
        for (const qsizetype position : at) {
            const auto isHigh = [&](qsizetype p) { return p < body.size() && uchar(body[p]) >= 0x80; };
            if (!half && position < body.size() && body[position] == chunk[i])
                next.insert(position + 1);
            for (qsizetype p = position; half && p < position + 4 && isHigh(p); ++p)
                next.insert(p + 1);
        }
        i += half ? 2 : 0;
        at = std::move(next);
    }
    return at;
}

// Finds the cuts of chunks that were made inside of characters.
bool cutInsideCharacters(std::vector<Chunk> &chunks, const QByteArray &body)
{
    std::vector<std::map<qsizetype, qsizetype>> begins; // of each chunk, by its end
    std::set<qsizetype> at{0};
    for (const Chunk &chunk : chunks) {
        std::map<qsizetype, qsizetype> ends;
        for (const qsizetype from : at) {
            for (const qsizetype end : endsOf(chunk.bytes, body, from))
                ends.emplace(end, from);
        }
        at.clear();
        for (const auto &[end, from] : ends)
            at.insert(end);
        begins.push_back(std::move(ends));
    }
    if (at.empty())
        return false;
    qsizetype end = *at.rbegin();
    for (std::size_t i = chunks.size(); i-- > 0;) {
        const qsizetype begin = begins[i].at(end);
        chunks[i].bytes = body.mid(begin, end - begin);
        end = begin;
    }
    return true;
}

// The recorder wrote the body twice: together, which is what counts, and reading by reading, which says where to cut.
void cutLikeRecorded(Recording &recording, const QByteArray &body)
{
    QByteArray together;
    for (const Chunk &chunk : recording.chunks)
        together += chunk.bytes;
    if (!together.startsWith(body) && !body.startsWith(together)) {
        if (!together.contains(halfCharacter) || !cutInsideCharacters(recording.chunks, body)) {
            const auto [mine, theirs] = std::mismatch(together.begin(), together.end(), body.begin(), body.end());
            recording.flaw = QStringLiteral("its chunks are not its body, from byte %1 on").arg(theirs - body.begin());
            return;
        }
        together = recording.body();
    }
    if (together.size() > body.size())
        recording.remark = QStringLiteral("its body is shorter than its chunks");
    qsizetype at = 0;
    std::vector<Chunk> cut;
    for (Chunk &chunk : recording.chunks) {
        chunk.bytes = body.mid(at, chunk.bytes.size());
        at += chunk.bytes.size();
        if (!chunk.bytes.isEmpty())
            cut.push_back(chunk);
    }
    if (at < body.size()) {
        cut.push_back({cut.empty() ? std::chrono::milliseconds(0) : cut.back().at, body.mid(at), -1});
        recording.remark = QStringLiteral("its chunks end before its body");
    }
    recording.chunks = std::move(cut);
}

} // namespace

bool Recording::isStream() const
{
    return status == 200 && due::mediaType(headers) == "text/event-stream";
}

bool Recording::hasDeltas() const
{
    if (method == "POST") // …/messages tells everything
        return true;
    const QUrlQuery query(QUrl::fromEncoded(target));
    return query.queryItemValue(QStringLiteral("include")).split(QLatin1Char(',')).contains(QLatin1String("chunks"));
}

QByteArray Recording::body() const
{
    QByteArray out;
    for (const Chunk &chunk : chunks)
        out += chunk.bytes;
    return out;
}

QByteArray Recording::digest() const
{
    const QByteArray all = QByteArray::number(status) + ' ' + due::mediaType(headers) + '\n' + body();
    return QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex().left(24);
}

QString Recording::title() const
{
    return QString(name).replace(QLatin1Char('-'), QLatin1Char(' '));
}

void Recording::readEvents()
{
    events.clear();
    lastIdentity.clear();
    missed.clear();
    firstSequence = lastSequence = -1;
    broken = 0;
    deletes = false;
    net::SseParser parser;
    const bool streamed = isStream();
    for (Chunk &chunk : chunks) {
        for (const net::Frame &frame : streamed ? parser.feed(chunk.bytes) : std::vector<net::Frame>()) {
            if (frame.event == "ping" || frame.event == "error" || frame.data.isEmpty())
                continue;
            auto event = backends::openma::decodeEvent(frame.data);
            broken += event.ok() ? 0 : 1;
            qint64 sequence = event.ok() ? event->sequence : frame.id.toLongLong();
            if (const QString identity = history.identityAt(sequence); !event.ok() && !identity.isEmpty())
                missed.insert(identity);
            if (event.ok() && sequence < 0) // the hosted server tells its order in the history only
                sequence = history.sequenceOf(event->identity);
            if (sequence > 0) {
                firstSequence = firstSequence < 0 ? sequence : firstSequence;
                lastSequence = std::max(lastSequence, sequence);
            }
            if (!event.ok() || event->identity.isEmpty())
                continue;
            if (sequence > 0 && sequence == lastSequence)
                lastIdentity = event->identity;
            deletes = deletes || event->kind == api::EventKind::SessionDeleted;
            events.push_back(std::move(event).value());
        }
        chunk.lastSequence = lastSequence;
    }
    newestIdentity = events.empty() ? QString() : events.back().identity;
    const QByteArray all = body();
    torn = streamed && !all.isEmpty() && !all.endsWith("\n\n") && !all.endsWith("\r\r") && !all.endsWith("\r\n\r\n");
}

Recording readRecording(const QDir &folder, const QString &name)
{
    Recording recording;
    recording.name = name;
    const Parts parts = partsOf(contents(folder.filePath(name + QStringLiteral(".txt"))));
    if (!readHead(parts, recording)) {
        recording.flaw = QStringLiteral("it has no request, or no head that can be read");
        return recording;
    }
    recording.chunks = readTiming(contents(folder.filePath(name + QStringLiteral(".timing.jsonl"))));
    if (parts.body)
        cutLikeRecorded(recording, *parts.body);
    else if (recording.status > 0 && recording.chunks.empty())
        recording.remark = QStringLiteral("it has no body");
    return recording;
}

} // namespace replay
