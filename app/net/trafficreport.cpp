#include "net/trafficreport.h"

#include <QSslSocket>
#include <QSysInfo>
#include <QUrlQuery>

namespace net {

using base::fromQString;
using base::Json;

namespace {

Json bytesJson(const QByteArray &bytes)
{
    return fromQString(QString::fromUtf8(bytes));
}

Json headersJson(const Headers &headers)
{
    Json list = Json::array();
    for (const auto &[name, value] : headers)
        list.push_back({{"name", bytesJson(name)}, {"value", bytesJson(value)}});
    return list;
}

QByteArray mimeType(const Headers &headers)
{
    for (const auto &[name, value] : headers) {
        if (name.toLower() == "content-type")
            return value;
    }
    return {};
}

const char *stateWord(const TrafficBody &body)
{
    switch (body.state) {
    case TrafficBody::State::NotRecorded: return "not recorded";
    case TrafficBody::State::Empty: return "empty";
    case TrafficBody::State::Withheld: return "withheld";
    case TrafficBody::State::Binary: return "binary";
    case TrafficBody::State::Text: return body.cut ? "beginning" : "complete";
    }
    return "";
}

Json requestJson(const TrafficEntry &entry, const TrafficBody &body)
{
    Json query = Json::array();
    const auto items = QUrlQuery(entry.path.section(QLatin1Char('?'), 1)).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        query.push_back({{"name", fromQString(name)}, {"value", fromQString(value)}});
    Json request{{"method", bytesJson(entry.method)},
                 {"url", fromQString(entry.origin + entry.path)},
                 {"httpVersion", ""},
                 {"cookies", Json::array()},
                 {"headers", headersJson(entry.requestHeaders)},
                 {"queryString", query},
                 {"headersSize", -1},
                 {"bodySize", entry.bytesSent}};
    if (entry.bytesSent > 0) {
        request["postData"] = {{"mimeType", bytesJson(mimeType(entry.requestHeaders))}, {"text", bytesJson(body.text)}};
        request["_body"] = stateWord(body);
    }
    return request;
}

Json responseJson(const TrafficEntry &entry, const TrafficBody &body)
{
    Json content{{"size", entry.bytesReceived}, {"mimeType", bytesJson(mimeType(entry.responseHeaders))}};
    if (body.state == TrafficBody::State::Text)
        content["text"] = bytesJson(body.text);
    Json response{{"status", entry.status},
                  {"statusText", ""},
                  {"httpVersion", ""},
                  {"cookies", Json::array()},
                  {"headers", headersJson(entry.responseHeaders)},
                  {"content", content},
                  {"redirectURL", ""},
                  {"headersSize", -1},
                  {"bodySize", entry.bytesReceived},
                  {"_body", entry.stream ? "not recorded" : stateWord(body)}};
    if (entry.error)
        response["_error"] = base::kindName(*entry.error);
    return response;
}

Json entryJson(const TrafficLog &log, const TrafficEntry &entry)
{
    const double time = double(entry.took.count());
    Json out{{"startedDateTime", fromQString(entry.startedAt.toUTC().toString(Qt::ISODateWithMs))},
             {"time", time},
             {"request", requestJson(entry, log.requestBody(entry.number))},
             {"response", responseJson(entry, log.responseBody(entry.number))},
             {"cache", Json::object()},
             {"timings", {{"send", 0}, {"wait", time}, {"receive", 0}}},
             {"_number", entry.number},
             {"_attempt", entry.attempt},
             {"_finished", entry.finished},
             {"_requestId", fromQString(entry.requestId)}};
    if (entry.stream)
        out["_events"] = entry.events;
    return out;
}

} // namespace

QByteArray trafficReport(TrafficLog &log, const std::vector<quint64> &numbers, const ReportFacts &facts)
{
    Json entries = Json::array();
    for (const quint64 number : numbers) {
        if (const TrafficEntry *entry = log.find(number))
            entries.push_back(entryJson(log, *entry));
    }
    const Json environment{{"written", fromQString(facts.at.toUTC().toString(Qt::ISODateWithMs))},
                           {"qt", qVersion()},
                           {"system", fromQString(QSysInfo::prettyProductName())},
                           {"kernel", fromQString(QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion())},
                           {"processor", fromQString(QSysInfo::currentCpuArchitecture())},
                           {"windows", fromQString(facts.platform)},
                           {"tls", fromQString(QSslSocket::sslLibraryVersionString())}};
    const Json report{{"log",
                       {{"version", "1.2"},
                        {"creator", {{"name", "Muster"}, {"version", fromQString(facts.version)}}},
                        {"_environment", environment},
                        {"entries", entries}}}};
    return log.redactor().redact(base::prettyJson(report)) + '\n';
}

} // namespace net
