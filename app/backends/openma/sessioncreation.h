#pragma once

#include "backends/shared/httpclient.h"

namespace backends::openma {

//! A new session with what openma's create drops (openma.md §17.8, §15): POST the session, then its metadata, then its first messages.
//!
//! Once the session exists the job ends in its record. A message that could not be sent is told by Client::firstMessageFailed.
class SessionCreation final : public base::JobOf<base::Record>
{
    Q_OBJECT
public:
    SessionCreation(HttpClient *client, const api::ResourceDescriptor &resource, const base::Json &body);

protected:
    void start() override;

private:
    void created(const base::Result<base::Record> &record);
    void sendMessages();

    HttpClient *m_client;
    const api::ResourceDescriptor m_resource;
    base::Json m_body;
    base::Json m_metadata;
    std::vector<api::Outgoing> m_messages;
    base::Record m_session;
};

} // namespace backends::openma
