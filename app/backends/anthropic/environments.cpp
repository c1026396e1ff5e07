#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"

namespace backends::anthropic {

using api::FieldDescriptor;
using api::Verb;

namespace {

std::vector<FieldDescriptor> fields()
{
    std::vector<FieldDescriptor> out{nameField(0), {.path = "description", .label = QT_TRANSLATE_NOOP("Resource", "Description")}};
    for (FieldDescriptor &field : environmentFields(true))
        out.push_back(std::move(field));
    out.push_back(metadataField());
    return out;
}

} // namespace

api::ResourceDescriptor environments()
{
    return {.id = "environments",
            .singular = QT_TRANSLATE_NOOP("Resource", "environment"),
            .plural = QT_TRANSLATE_NOOP("Resource", "environments"),
            .purpose = QT_TRANSLATE_NOOP("Resource", "An environment is the machine a session works on: its network and its packages."),
            .icon = QStringLiteral("container"),
            .path = "/v1/environments",
            .headers = {{"anthropic-beta", "managed-agents-2026-04-01"}},
            .verbs = {Verb::List, Verb::Fetch, Verb::Create, Verb::Update, Verb::Archive, Verb::Delete},
            .columns = {{.path = "name", .label = QT_TRANSLATE_NOOP("Resource", "Name"), .width = 220},
                        {.path = "config.type", .label = QT_TRANSLATE_NOOP("Resource", "Runs"), .width = 110},
                        {.path = "config.networking.type", .label = QT_TRANSLATE_NOOP("Resource", "Network"), .width = 120},
                        updatedColumn(),
                        createdColumn(),
                        idColumn()},
            .fields = fields(),
            .filters = {archivedFilter()}};
}

} // namespace backends::anthropic
