#include "net/response.h"

#include "base/json.h"

#include <QLocale>
#include <QTimeZone>

namespace net {

using base::Error;
using base::Json;

namespace {

constexpr qsizetype longestExcerpt = 2000;

std::chrono::milliseconds untilHttpDate(const QByteArray &text, const QDateTime &now)
{
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::chrono::milliseconds(-1);
    return std::chrono::milliseconds(std::max<qint64>(0, now.msecsTo(QDateTime(date.date(), date.time(), QTimeZone::utc()))));
}

QString member(const Json &json, const char *name)
{
    if (!json.is_object())
        return {};
    const auto it = json.find(name);
    return it != json.end() && it->is_string() ? base::toQString(*it) : QString();
}

void readEnvelope(const Json &json, Error &error)
{
    if (!json.is_object())
        return;
    error.serverMessage = member(json, "message");
    if (error.requestId.isEmpty())
        error.requestId = member(json, "request_id");
    const auto it = json.find("error");
    if (it == json.end())
        return;
    if (it->is_string()) {
        if (error.serverMessage.isEmpty())
            error.serverMessage = base::toQString(*it);
        return;
    }
    error.serverType = member(*it, "type");
    const QString message = member(*it, "message");
    if (!message.isEmpty())
        error.serverMessage = message;
}

} // namespace

QByteArray Response::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString Response::requestId() const
{
    const QByteArray id = header("request-id");
    return QString::fromUtf8(id.isEmpty() ? header("x-request-id") : id);
}

std::chrono::milliseconds Response::retryAfter(const QDateTime &now) const
{
    constexpr double longest = 2147483647.0; // as the official SDK: beyond 2^31-1 ms it is no delay
    bool ok = false;
    const double milliseconds = header("retry-after-ms").toDouble(&ok);
    if (ok && milliseconds >= 0 && milliseconds <= longest)
        return std::chrono::milliseconds(qint64(milliseconds));
    const QByteArray text = header("retry-after").trimmed();
    const double seconds = text.toDouble(&ok);
    if (ok)
        return std::chrono::milliseconds(seconds >= 0 && seconds * 1000 <= longest ? qint64(seconds * 1000) : -1);
    return text.isEmpty() ? std::chrono::milliseconds(-1) : untilHttpDate(text, now);
}

bool Response::isJson() const
{
    const QByteArray type = header("content-type").split(';').constFirst().trimmed().toLower();
    return type == "application/json" || type.endsWith("+json");
}

Error errorFrom(const Response &response, const QDateTime &now)
{
    Error error;
    error.kind = base::errorKindOf(response.status);
    error.httpStatus = response.status;
    error.requestId = response.requestId();
    error.retryAfter = response.retryAfter(now);
    error.isFinal = response.header("x-should-retry").trimmed().toLower() == "false";
    const auto json = base::parseJson(response.body);
    if (json.ok())
        readEnvelope(*json, error);
    else if (!response.body.isEmpty())
        error.serverMessage = QString::fromUtf8(response.body.left(longestExcerpt));
    return error;
}

} // namespace net
