#pragma once

#include "backends/shared/httpclient.h"

namespace backends::openma {

//! HttpClient that asks which kind of openma it talks to, and makes a session in the steps that openma needs.
class OpenmaClient final : public HttpClient
{
    Q_OBJECT
public:
    OpenmaClient(net::Endpoint endpoint, base::Clock *clock, net::TrafficLog *log);

    base::JobOf<base::Done> *testConnection(QObject *owner) override;
    base::JobOf<api::Page> *list(QObject *owner, const api::ResourceDescriptor &resource, const api::ListQuery &query) override;
    base::JobOf<base::Record> *create(const api::ResourceDescriptor &resource, const base::Json &body) override;
    api::EventFeed *openFeed(QObject *owner, const QString &sessionId, const api::Known &known = {}) override;

private:
    //! Once: GET /health says `runtime: node` on a self-hosted server (openma.md §1).
    void probe();

    bool m_probed = false;
};

} // namespace backends::openma
