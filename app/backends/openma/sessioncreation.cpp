#include "backends/openma/sessioncreation.h"

#include "base/logging.h"

namespace backends::openma {

using base::Json;
using base::Record;

namespace {

// Removes a member and returns it; null when it is not there.
Json taken(Json &body, const std::string &member)
{
    const auto it = body.find(member);
    if (it == body.end())
        return {};
    Json value = *it;
    body.erase(member);
    return value;
}

api::Outgoing message(const QString &text)
{
    api::Outgoing out;
    out.text = text;
    return out;
}

// The texts of `initial_events`, which someone typed as JSON: openma has no such member.
void collectEvents(const Json &events, std::vector<api::Outgoing> &messages)
{
    if (!events.is_array())
        return;
    for (const Json &event : events) {
        const Json *content = base::findPath(event, "content");
        QStringList texts;
        if (content && content->is_array()) {
            for (const Json &block : *content)
                texts.append(Record(block).string("text"));
        }
        texts.removeAll(QString());
        if (!texts.isEmpty())
            messages.push_back(message(texts.join(QStringLiteral("\n\n"))));
    }
}

} // namespace

SessionCreation::SessionCreation(HttpClient *client, const api::ResourceDescriptor &resource, const Json &body)
    : JobOf(client),
      m_client(client),
      m_resource(resource),
      m_body(body)
{
    for (const api::FieldDescriptor &field : m_resource.fields) {
        if (field.kind != api::FieldKind::FirstMessage)
            continue;
        const QString text = base::toQString(taken(m_body, field.path));
        if (!text.trimmed().isEmpty())
            m_messages.push_back(message(text));
    }
    collectEvents(taken(m_body, "initial_events"), m_messages);
    m_metadata = taken(m_body, "metadata");
}

void SessionCreation::start()
{
    m_client->HttpClient::create(m_resource, m_body)->then(this, [this](const auto &record) { created(record); });
}

void SessionCreation::created(const base::Result<Record> &record)
{
    if (!record.ok())
        return finish(record.error());
    m_session = record.value();
    if (!m_metadata.is_object() || m_metadata.empty())
        return sendMessages();
    m_client->update(m_resource, m_session.id(), Json{{"metadata", m_metadata}})->then(this, [this](const base::Result<Record> &updated) {
        if (updated.ok())
            m_session = updated.value();
        else // the session is there; the record that is shown says that its metadata is not
            qCInfo(logNet) << "metadata of a new session was not stored:" << base::kindName(updated.error().kind);
        sendMessages();
    });
}

void SessionCreation::sendMessages()
{
    if (m_messages.empty())
        return finish(m_session);
    m_client->send(m_session.id(), m_messages)->then(this, [this](const base::Result<api::Events> &sent) {
        if (!sent.ok()) {
            QStringList texts;
            for (const api::Outgoing &one : m_messages)
                texts.append(one.text);
            Q_EMIT m_client->firstMessageFailed(m_session.id(), texts.join(QStringLiteral("\n\n")), sent.error());
        }
        finish(m_session);
    });
}

} // namespace backends::openma
