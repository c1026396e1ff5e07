#pragma once

#include "base/json.h"
#include "net/trafficlog.h"

namespace net {

//! What a bug report tells of the program beside its requests.
struct ReportFacts
{
    QString version;   //!< of Muster
    QString platform;  //!< of the windows: "xcb", "wayland"
    QDateTime at;      //!< UTC
};

//! Requests of the log as an HTTP archive (HAR 1.2), which browsers and other tools open. What HAR has no word for begins with an underscore.
//! Redacted once more as a whole: a key may have become known after an entry was written. Numbers that are gone are left out.
QByteArray trafficReport(TrafficLog &log, const std::vector<quint64> &numbers, const ReportFacts &facts);

} // namespace net
