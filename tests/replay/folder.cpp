#include "tests/replay/folder.h"

#include <QDir>
#include <QHash>

namespace replay
{

void Folder::forgetHistories()
{
    for (Recording &stream : streams) {
        stream.history.forget();
        stream.session = {};
        stream.readEvents();
    }
}

base::Result<Folder> load(const QString &path)
{
    const QDir streams(QDir(path).filePath(QStringLiteral("sse")));
    const QDir answers(QDir(path).filePath(QStringLiteral("http")));
    Folder out;
    QHash<QString, History> histories;
    QHash<QString, base::Json> sessions;
    // By name, which begins with a number: the later recording counts.
    for (const QString &file : answers.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        out.exchanges.push_back(readExchange(answers, file.chopped(5)));
        const Exchange &exchange = out.exchanges.back();
        if (const QString id = exchange.listedSession(); !id.isEmpty())
            histories[id].take(exchange);
        const auto body = due::jsonOf(exchange.answer);
        if (const QString id = exchange.readSession(); !id.isEmpty() && exchange.answer.status == 200 && body && body->is_object())
            sessions[id] = *body;
    }
    for (const QString &file : streams.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name)) {
        Recording recording = readRecording(streams, file.chopped(4));
        recording.history = histories.value(recording.sessionId);
        recording.session = sessions.value(recording.sessionId);
        recording.readEvents();
        out.streams.push_back(std::move(recording));
    }
    if (out.streams.empty() && out.exchanges.empty())
        return base::Error::of(base::Error::Kind::Storage, QStringLiteral("no recordings in %1").arg(QDir(path).path()));
    return out;
}

} // namespace replay
