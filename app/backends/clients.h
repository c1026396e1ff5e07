#pragma once

#include "api/client.h"
#include "api/profile.h"
#include "base/clock.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace net {
class TrafficLog;
}

namespace backends {

//! One platform as the connection dialog offers it. Plain facts; the words around them are the dialog's.
struct PlatformChoice
{
    api::Platform platform = api::Platform::Demo;
    QString name;            //!< the product's own name, never translated
    QUrl defaultBaseUrl;     //!< empty: inside the program, no address to ask for
    bool asksForAddress = true;
    bool asksForKey = true;
    QString keyStart;        //!< what its keys begin with ("sk-ant-"), for a hint only; empty: not known
    bool takesAuthToken = false; //!< also takes an Authorization: Bearer token
    bool mayBeOpen = false;      //!< its servers may run without accounts: no key at all
    QString signInPath;      //!< the page below the address where a browser makes keys for a program; empty: there is none
};

//! In the order of the dialog.
const std::vector<PlatformChoice> &platforms();
QUrl defaultBaseUrl(api::Platform platform);

//! A client for one profile and one key. The key stays in memory, in the transport alone. `clock` and `log` (may be null) must outlive the
//! client. `profile.baseUrl` must have passed net::validateBaseUrl.
std::unique_ptr<api::Client> makeClient(const api::Profile &profile, const QByteArray &key, base::Clock *clock, net::TrafficLog *log);

} // namespace backends
