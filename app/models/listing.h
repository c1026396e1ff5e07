#pragma once

#include "api/client.h"

#include <QObject>
#include <QPointer>

#include <set>

namespace models {

//! One walk through a server's list, page by page: one request at a time, ended by the server or by a cursor that comes again (an Error).
class Listing : public QObject
{
    Q_OBJECT
public:
    using Filters = std::vector<std::pair<QByteArray, QByteArray>>;
    //! The descriptor must outlive the listing.
    Listing(api::Client *client, const api::ResourceDescriptor &descriptor, const Filters &filters, QObject *parent);

    //! Reads the next page that holds something (an empty page with a cursor is legal, managed-agents.md §1.10) or the last one. After a
    //! failure it asks for the same page again. Does nothing while busy or at the end.
    void next();
    bool isBusy() const { return !m_request.isNull(); }
    bool atEnd() const { return m_atEnd; }
    int pages() const { return m_pages; } //!< that were read

Q_SIGNALS:
    void read(const std::vector<base::Record> &items);
    void failed(const base::Error &error);

private:
    void request();
    void arrived(const base::Result<api::Page> &result);

    QPointer<api::Client> m_client;
    const api::ResourceDescriptor &m_descriptor;
    const Filters m_filters;
    QString m_cursor;
    std::set<QString> m_seen;
    bool m_atEnd = false;
    int m_pages = 0;
    int m_emptyPages = 0;
    QPointer<base::JobOf<api::Page>> m_request;
};

} // namespace models
