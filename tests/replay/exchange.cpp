#include "tests/replay/exchange.h"

#include "base/record.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace replay
{

using base::Json;
using base::Record;

namespace
{

// A body that the recorder could read as JSON is JSON in the recording too, else text.
QByteArray bytesOf(const Json *body, bool isJson)
{
    if (!body || (body->is_null() && !isJson))
        return {};
    return body->is_string() && !isJson ? base::toQString(*body).toUtf8() : base::dumpJson(*body);
}

void readAnswer(const Record &record, Exchange &out)
{
    out.answer.status = int(record.integer("response.status").value_or(0));
    if (out.answer.status < 200 || out.answer.status > 999) { // "EXC": the recorder waited in vain, and says so where the body belongs
        out.answer.status = 0;
        return;
    }
    out.answer.body = bytesOf(record.find("response.body"), record.boolean("response.body_is_json"));
    const Json *headers = record.find("response.headers");
    if (headers && headers->is_object()) {
        for (const auto &[name, value] : headers->items())
            out.answer.headers.append({QByteArray::fromStdString(name).trimmed(), base::toQString(value).simplified().toUtf8()});
    } else if (!out.answer.body.isEmpty()) { // written by hand
        out.answer.headers.append({QByteArray("content-type"), QByteArray("application/json")});
    }
}

QString captured(const Exchange &exchange, const char *pattern)
{
    const QString path = exchange.url().path(QUrl::FullyEncoded);
    return exchange.method == "GET" ? QRegularExpression(QLatin1String(pattern)).match(path).captured(1) : QString();
}

} // namespace

QString Exchange::listedSession() const
{
    return captured(*this, "^/v1/sessions/([^/]+)/events$");
}

QString Exchange::readSession() const
{
    return captured(*this, "^/v1/sessions/([^/]+)$");
}

Exchange readExchange(const QDir &folder, const QString &name)
{
    Exchange out;
    out.name = name;
    QFile file(folder.filePath(name + QStringLiteral(".json")));
    if (!file.open(QIODevice::ReadOnly)) {
        out.flaw = file.errorString();
        return out;
    }
    const auto json = base::parseJson(file.readAll());
    if (!json.ok()) {
        out.flaw = QStringLiteral("not JSON: %1").arg(json.error().detail);
        return out;
    }
    const Record record(*json);
    const Json *response = record.find("response");
    out.method = record.string("request.method").toLatin1();
    out.target = record.string("request.path").toUtf8();
    if (out.method.isEmpty() || !out.target.startsWith('/') || !response || !response->is_object()) {
        out.isNote = true;
        return out;
    }
    out.requestBody = bytesOf(record.find("request.body"), true);
    if (const Json *body = record.find("request.body"); body && (body->is_string() || body->is_null()))
        out.requestBody = base::toQString(*body).toUtf8();
    readAnswer(record, out);
    return out;
}

} // namespace replay
