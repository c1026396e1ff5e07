#include "tests/replay/recording.h"

#include "backends/openma/decoder.h"
#include "base/record.h"
#include "net/sseparser.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>

namespace replay {

using base::Error;
using base::Json;
using base::Record;

namespace {

Error broken(const QString &file, const QString &why)
{
    return Error::of(Error::Kind::Protocol, QStringLiteral("%1: %2").arg(file, why));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What stands between two headings of the recorder.
QByteArray section(const QByteArray &all, const QByteArray &from, const QByteArray &to)
{
    const auto at = all.indexOf("\n# " + from);
    if (at < 0)
        return {};
    const auto begin = all.indexOf('\n', at + 1) + 1;
    const auto end = to.isEmpty() ? all.size() : all.indexOf("\n# " + to, begin);
    return all.mid(begin, (end < 0 ? all.size() : end) - begin);
}

bool readHead(const QByteArray &all, Recording &recording)
{
    const QByteArrayList request = section(all, "REQUEST", "RESPONSE HEAD").split('\n').constFirst().split(' ');
    const QByteArrayList head = section(all, "RESPONSE HEAD", "RAW BODY").split('\n');
    if (request.size() < 2 || head.isEmpty() || !head.constFirst().startsWith("HTTP/"))
        return false;
    recording.method = request[0];
    recording.target = request[1];
    recording.status = head.constFirst().split(' ').value(1).toInt();
    for (const QByteArray &line : head.mid(1)) {
        const auto colon = line.indexOf(':');
        if (colon > 0)
            recording.headers.append({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
    }
    static const QRegularExpression id(QStringLiteral("^/v1/sessions/([^/?]+)"));
    recording.sessionId = id.match(QString::fromLatin1(recording.target)).captured(1);
    return recording.status > 0;
}

bool readChunks(const QByteArray &timing, Recording &recording)
{
    for (const QByteArray &line : timing.split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const auto json = base::parseJson(line);
        if (!json.ok() || !Record(*json).find("chunk"))
            return false;
        Chunk chunk;
        chunk.at = std::chrono::milliseconds(qint64(Record(*json).number("t_ms").value_or(0)));
        chunk.bytes = base::toQString(json->at("chunk")).toUtf8();
        recording.chunks.push_back(std::move(chunk));
    }
    return true;
}

void readSequences(Recording &recording)
{
    net::SseParser parser;
    for (Chunk &chunk : recording.chunks) {
        for (const net::Frame &frame : parser.feed(chunk.bytes)) {
            const auto event = backends::openma::decodeEvent(frame.data);
            if (!event.ok() || event->sequence < 0)
                continue;
            if (recording.firstSequence < 0)
                recording.firstSequence = event->sequence;
            recording.lastSequence = std::max(recording.lastSequence, event->sequence);
        }
        chunk.lastSequence = recording.lastSequence;
    }
}

base::Result<Recording> readStream(const QDir &folder, const QString &name)
{
    Recording recording;
    recording.name = name;
    const QByteArray all = contents(folder.filePath(name + QStringLiteral(".txt")));
    if (!readHead(all, recording))
        return broken(name, QStringLiteral("no recorded request and answer"));
    if (!readChunks(contents(folder.filePath(name + QStringLiteral(".timing.jsonl"))), recording))
        return broken(name, QStringLiteral("its timing cannot be read"));
    // The recorder wrote the body twice: together, and reading by reading. They must be the same bytes.
    QByteArray joined;
    for (const Chunk &chunk : recording.chunks)
        joined += chunk.bytes;
    const QByteArray body = section(all, "RAW BODY", "END");
    if (!body.startsWith(joined) || !body.mid(joined.size()).trimmed().isEmpty())
        return broken(name, QStringLiteral("its chunks are not its body"));
    readSequences(recording);
    return recording;
}

// What the other recorded requests tell of sessions; files come in the order of their numbers, so the last one wins.
struct Known
{
    QHash<QString, std::vector<Json>> histories;
    QHash<QString, Json> sessions;
};

qint64 newest(const std::vector<Json> &events)
{
    return events.empty() ? -1 : Record(events.back()).integer("seq").value_or(-1);
}

void readAnswer(const QByteArray &text, Known &known)
{
    static const QRegularExpression session(QStringLiteral("^/v1/sessions/([^/?]+)$"));
    static const QRegularExpression events(QStringLiteral("^/v1/sessions/([^/?]+)/events(\\?limit=\\d+)?$"));
    const auto json = base::parseJson(text);
    if (!json.ok())
        return;
    const Record record(*json);
    if (record.string("request.method") != QLatin1String("GET") || record.integer("response.status") != 200)
        return;
    const QString path = record.string("request.path");
    const Json *body = record.find("response.body");
    if (const auto match = session.match(path); match.hasMatch() && body && body->is_object())
        known.sessions[match.captured(1)] = *body;
    const Json *data = record.find("response.body.data");
    const auto match = events.match(path);
    if (!match.hasMatch() || !data || !data->is_array())
        return;
    const std::vector<Json> listed(data->begin(), data->end());
    std::vector<Json> &latest = known.histories[match.captured(1)];
    if (newest(listed) >= newest(latest))
        latest = listed;
}

Known readAnswers(const QDir &folder)
{
    Known known;
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        readAnswer(contents(folder.filePath(name)), known);
    return known;
}

} // namespace

bool Recording::isSessionStream() const
{
    static const QRegularExpression stream(
        QStringLiteral("^/v1/sessions/[^/]+/(events|stream|events/stream|threads/[^/]+/(events/)?stream)(\\?|$)"));
    return method == "GET" && stream.match(QString::fromLatin1(target)).hasMatch();
}

qint64 Recording::newestStored() const
{
    return newest(history);
}

QString Recording::title() const
{
    return QString(name).replace(QLatin1Char('-'), QLatin1Char(' '));
}

base::Result<std::vector<Recording>> load(const QString &folder)
{
    const QDir streams(QDir(folder).filePath(QStringLiteral("sse")));
    const Known known = readAnswers(QDir(QDir(folder).filePath(QStringLiteral("http"))));
    std::vector<Recording> out;
    for (const QString &file : streams.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name)) {
        auto recording = readStream(streams, file.chopped(4));
        if (!recording.ok())
            return recording.error();
        recording.value().history = known.histories.value(recording->sessionId);
        recording.value().session = known.sessions.value(recording->sessionId);
        out.push_back(std::move(recording).value());
    }
    if (out.empty())
        return Error::of(Error::Kind::Storage, QStringLiteral("no recordings in %1").arg(streams.path()));
    return out;
}

} // namespace replay
