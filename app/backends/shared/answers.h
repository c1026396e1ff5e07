#pragma once

#include "api/resource.h"
#include "base/record.h"
#include "base/result.h"
#include "net/request.h"
#include "net/response.h"

#include <QDateTime>

namespace backends {

//! What a server's answers mean: pure, platform-free. An answer that is not ok() is an Error by its status and its body, whichever of the
//! shapes it has (managed-agents.md §1.11, openma.md §3.1); HTML where JSON belongs, broken or foreign JSON is Error::Kind::Protocol.

base::Error decodeError(const net::Response &response, const QDateTime &now);

//! The JSON of an ok() answer; null for an empty one (202, 204).
base::Result<base::Json> decodeJson(const net::Response &response, const QDateTime &now);
//! An object; an empty record for an empty answer.
base::Result<base::Record> decodeRecord(const net::Response &response, const QDateTime &now);
//! One page of a listing. A cursor that leads back to the page it came from is an error: the server ignores it (openma's agents ignore
//! `page`).
base::Result<api::Page> decodePage(const net::Response &response, const QDateTime &now, api::PagingStyle style, const QString &askedCursor);

//! The query of one page: filters, `limit` and the cursor under the style's name.
net::Headers pageQuery(const api::ResourceDescriptor &resource, const api::ListQuery &query);

//! The server does not have this at all, rather than not this item: 405, 501, 404 for a collection, a route that nobody answers for.
bool isMissingVerb(const base::Error &error, api::Verb verb);

} // namespace backends
